package chat.madang.core;

import static java.util.stream.Collectors.toSet;

import chat.madang.core.Audience.Members;
import chat.madang.core.Audience.One;
import chat.madang.core.Event.AddresseeCame;
import chat.madang.core.Event.AddresseeGone;
import chat.madang.core.Event.Exited;
import chat.madang.core.Event.Renamed;
import chat.madang.core.Event.RoomKept;
import chat.madang.core.Event.Whispered;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Who hears an event, and who has to.
///
/// @param oracle how things stand
record Hearers(Oracle oracle) {
    /// Who belongs to the audience as things stand.
    Set<SessionId> of(Audience audience) {
        return switch (audience) {
            case One(var session) when session.equals(SessionId.NOBODY) -> Set.of();
            case One(var session) -> Set.of(session);
            case Members(var rooms) ->
                    rooms.stream().flatMap(room -> oracle.members(room).stream()).collect(toSet());
        };
    }

    /// Whom the event concerns as things stand.
    Set<SessionId> concerned(Event event) {
        return switch (event) {
            case Whispered(var from, var whom, _, _, _, _) ->
                    Set.copyOf(List.of(from.session(), whom.session()));
            case Renamed(var who, _, _) -> neighbours(who.session());
            case Exited(var who, _) -> neighbours(who.session());
            case AddresseeCame(var to, _) -> Set.of(to);
            case AddresseeGone(var to, _) -> Set.of(to);
            case RoomKept _ -> Set.of();
            default ->
                    Step.places(event)
                            .findFirst()
                            .map(at -> Set.copyOf(oracle.members(at.room())))
                            .orElse(Set.of(event.by()));
        };
    }

    private Set<SessionId> neighbours(SessionId session) {
        return Stream.concat(
                        Stream.of(session),
                        oracle.roomsOf(session).stream()
                                .flatMap(room -> oracle.members(room).stream()))
                .collect(toSet());
    }
}
