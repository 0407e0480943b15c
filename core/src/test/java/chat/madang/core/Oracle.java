package chat.madang.core;

import static java.util.stream.Collectors.toSet;

import chat.madang.core.Audience.Members;
import chat.madang.core.Audience.One;
import chat.madang.core.Command.CreateRoom;
import chat.madang.core.Command.Enter;
import chat.madang.core.Command.Exit;
import chat.madang.core.Command.Join;
import chat.madang.core.Command.Leave;
import chat.madang.core.Command.ListRooms;
import chat.madang.core.Command.Rename;
import chat.madang.core.Command.Say;
import chat.madang.core.Event.Entered;
import chat.madang.core.Event.Exited;
import chat.madang.core.Event.Joined;
import chat.madang.core.Event.Left;
import chat.madang.core.Event.Listing;
import chat.madang.core.Event.Refused;
import chat.madang.core.Event.Renamed;
import chat.madang.core.Event.RoomsListed;
import chat.madang.core.Event.Said;
import chat.madang.core.RoomPolicy.Ends;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Who is where, folded from the events alone and found again by scanning lists.
///
/// Naive on purpose: it has no index that could go stale, and compares names by [AnyCommand#row].
final class Oracle {
    /// One room, with its members in order of arrival.
    record Place(RoomId id, Title title, RoomPolicy policy, List<SessionId> members) {}

    private final List<Person> people = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();

    void fold(Step step) {
        switch (step.answer()) {
            case Entered(var who) -> people.add(who);
            case Renamed(var who, _) ->
                    people.replaceAll(old -> old.session().equals(who.session()) ? who : old);
            case Joined(var room, var title, var who, _) -> {
                if (step.command() instanceof CreateRoom create) {
                    places.add(new Place(room, title, create.policy(), new ArrayList<>()));
                }
                place(room).orElseThrow().members().add(who.session());
            }
            case Left(var room, _, var who, _) -> release(room, who.session());
            case Exited(var who, var rooms) -> {
                people.remove(who);
                for (var room : rooms) release(room, who.session());
            }
            case Said _, RoomsListed _, Refused _ -> {}
        }
    }

    List<Person> people() {
        return List.copyOf(people);
    }

    Optional<Person> person(SessionId session) {
        return people.stream().filter(person -> person.session().equals(session)).findFirst();
    }

    Optional<Place> place(RoomId id) {
        return places.stream().filter(place -> place.id().equals(id)).findFirst();
    }

    int roomCount() {
        return places.size();
    }

    List<RoomId> roomsOf(SessionId session) {
        return places.stream()
                .filter(place -> place.members().contains(session))
                .map(Place::id)
                .toList();
    }

    List<Listing> listings() {
        return places.stream()
                .map(place -> new Listing(place.id(), place.title(), names(place)))
                .toList();
    }

    /// Who belongs to the audience as things stand.
    Set<SessionId> hearers(Audience audience) {
        return switch (audience) {
            case One(var session) -> Set.of(session);
            case Members(var rooms) -> rooms.stream().flatMap(this::members).collect(toSet());
        };
    }

    /// Whom the event concerns as things stand.
    Set<SessionId> concerned(Event event) {
        return switch (event) {
            case Joined joined -> members(joined.room()).collect(toSet());
            case Left left -> members(left.room()).collect(toSet());
            case Said said -> members(said.room()).collect(toSet());
            case Renamed(var who, _) -> neighbours(who.session());
            case Exited(var who, _) -> neighbours(who.session());
            case Entered _, RoomsListed _, Refused _ -> Set.of(event.by());
        };
    }

    /// The first reason against the command, in the order of the enum.
    Optional<Refusal> refusalOf(Command command) {
        return Arrays.stream(Refusal.values()).filter(why -> holds(why, command)).findFirst();
    }

    private boolean holds(Refusal why, Command command) {
        boolean here = person(command.from()).isPresent();
        return switch (why) {
            case NOT_ENTERED -> !here && !(command instanceof Enter);
            case ALREADY_ENTERED -> here && command instanceof Enter;
            case NAME_TAKEN ->
                    switch (command) {
                        case Enter enter -> isTaken(enter.name(), enter.from());
                        case Rename rename -> isTaken(rename.name(), rename.from());
                        default -> false;
                    };
            case NO_SUCH_ROOM -> roomOf(command).filter(id -> place(id).isEmpty()).isPresent();
            case ALREADY_A_MEMBER -> command instanceof Join join && isMember(join);
            case NOT_A_MEMBER ->
                    (command instanceof Leave || command instanceof Say) && !isMember(command);
            case ROOM_FULL ->
                    command instanceof Join
                            && roomOf(command)
                                    .flatMap(this::place)
                                    .filter(Oracle::full)
                                    .isPresent();
        };
    }

    private boolean isTaken(Name name, SessionId asker) {
        return people.stream()
                .filter(person -> !person.session().equals(asker))
                .anyMatch(person -> AnyCommand.row(person.name()) == AnyCommand.row(name));
    }

    private boolean isMember(Command command) {
        return roomOf(command).filter(id -> roomsOf(command.from()).contains(id)).isPresent();
    }

    private static Optional<RoomId> roomOf(Command command) {
        return switch (command) {
            case Join join -> Optional.of(join.room());
            case Leave leave -> Optional.of(leave.room());
            case Say say -> Optional.of(say.room());
            case Enter _, Rename _, CreateRoom _, ListRooms _, Exit _ -> Optional.empty();
        };
    }

    private static boolean full(Place place) {
        return place.members().size() >= place.policy().capacity();
    }

    private void release(RoomId id, SessionId session) {
        var place = place(id).orElseThrow();
        place.members().remove(session);
        if (place.members().isEmpty() && place.policy().ends() == Ends.WITH_LAST_MEMBER) {
            places.remove(place);
        }
    }

    private Stream<SessionId> members(RoomId id) {
        return place(id).stream().flatMap(place -> place.members().stream());
    }

    private Set<SessionId> neighbours(SessionId session) {
        return Stream.concat(Stream.of(session), roomsOf(session).stream().flatMap(this::members))
                .collect(toSet());
    }

    private List<Name> names(Place place) {
        return place.members().stream()
                .map(session -> person(session).orElseThrow().name())
                .toList();
    }
}
