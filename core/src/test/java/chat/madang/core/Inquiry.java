package chat.madang.core;

import chat.madang.core.Answered.Counted;
import chat.madang.core.Answered.GoneListed;
import chat.madang.core.Answered.InvitationsListed;
import chat.madang.core.Answered.OwnerFound;
import chat.madang.core.Answered.PeopleFound;
import chat.madang.core.Answered.PeopleListed;
import chat.madang.core.Answered.Pong;
import chat.madang.core.Answered.Resumed;
import chat.madang.core.Answered.Resumed.Attendance;
import chat.madang.core.Answered.RoomsListed;
import chat.madang.core.Answered.ScheduledListed;
import chat.madang.core.Answered.ScheduledListed.Waiting;
import chat.madang.core.Answered.Watching;
import chat.madang.core.Attendee.Whereabouts;
import chat.madang.core.Command.Count;
import chat.madang.core.Command.FindOwner;
import chat.madang.core.Command.FindPeople;
import chat.madang.core.Command.ListGone;
import chat.madang.core.Command.ListInvitations;
import chat.madang.core.Command.ListPeople;
import chat.madang.core.Command.ListRooms;
import chat.madang.core.Command.ListScheduled;
import chat.madang.core.Command.Ping;
import chat.madang.core.Command.Resume;
import chat.madang.core.Command.Watch;
import chat.madang.core.Profile.Trait;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What must be answered to who asks and changes nothing.
///
/// @param oracle how things stand
record Inquiry(Oracle oracle) {
    /// The answer; nothing when the command is no question.
    Optional<Event> answer(Command command) {
        return Optional.ofNullable(
                switch (command) {
                    case ListRooms(var from) -> new RoomsListed(from, oracle.listings(from));
                    case ListPeople(var from, var room) ->
                            new PeopleListed(
                                    from, oracle.listing(oracle.place(room).orElseThrow()));
                    case ListInvitations(var from) ->
                            new InvitationsListed(
                                    from,
                                    oracle.invitationsOf(from).stream()
                                            .map(room -> oracle.place(room).orElseThrow())
                                            .map(oracle::listing)
                                            .toList());
                    case ListScheduled(var from) ->
                            new ScheduledListed(
                                    from,
                                    oracle.waitingOf(from).stream().map(this::waiting).toList());
                    case FindPeople find -> find(find);
                    case FindOwner(var from, var name) ->
                            new OwnerFound(from, name, oracle.person(name));
                    case ListGone(var from, var name, var spelling) ->
                            new GoneListed(from, name, oracle.gone(name, spelling));
                    case Count(var from) -> count(from);
                    case Watch(var from, var names, var spelling) -> {
                        var reasons = new Reasons(oracle);
                        var here = new ArrayList<Person>();
                        var missing = new ArrayList<Name>();
                        for (var name : names) {
                            var who = reasons.meant(name, spelling);
                            who.ifPresent(here::add);
                            if (who.isEmpty()) missing.add(name);
                        }
                        yield new Watching(from, here, missing);
                    }
                    case Resume(var from, var heir) ->
                            new Resumed(
                                    from,
                                    heir,
                                    oracle.person(from).orElseThrow(),
                                    oracle.accountOf(from),
                                    oracle.roomsOf(from).stream().map(this::attendance).toList());
                    case Ping(var from) -> new Pong(from);
                    default -> null;
                });
    }

    private Attendance attendance(RoomId room) {
        var listing = oracle.listing(oracle.place(room).orElseThrow());
        return new Attendance(listing, oracle.sequence(room));
    }

    private Waiting waiting(ScheduledMessage message) {
        return new Waiting(message, oracle.place(message.room()).orElseThrow().name());
    }

    private PeopleFound find(FindPeople find) {
        var reasons = new Reasons(oracle);
        var found = new ArrayList<Person>();
        var missing = new ArrayList<Name>();
        for (var name : find.names()) {
            var who = reasons.meant(name, find.spelling());
            who.filter(person -> !found.contains(person)).ifPresent(found::add);
            if (who.isEmpty()) missing.add(name);
        }
        if (find.names().isEmpty()) {
            var seen =
                    oracle.people().stream()
                            .filter(who -> isSeen(who, find.from()))
                            .map(who -> attendee(who, List.of()))
                            .toList();
            return new PeopleFound(find.from(), seen, List.of());
        }
        var people = found.stream().map(who -> attendee(who, rooms(who, find.from()))).toList();
        return new PeopleFound(find.from(), people, missing);
    }

    private Attendee attendee(Person who, List<Whereabouts> rooms) {
        var times = oracle.times(who.session());
        return new Attendee(who, rooms, times.since(), times.spoke());
    }

    private List<Whereabouts> rooms(Person who, SessionId asker) {
        var session = who.session();
        var rooms = new ArrayList<Whereabouts>();
        for (var id : oracle.roomsOf(session)) {
            var place = oracle.place(id).orElseThrow();
            boolean told =
                    oracle.isIn(asker, id)
                            || oracle.isOperator(asker)
                            || (!who.profile().is(Trait.INVISIBLE) && oracle.isSeen(place, asker));
            if (told) rooms.add(new Whereabouts(id, place.name(), oracle.ranks(session, id)));
        }
        rooms.sort(Comparator.comparingInt(where -> where.room().value()));
        return rooms;
    }

    private boolean isSeen(Person who, SessionId asker) {
        return !who.profile().is(Trait.INVISIBLE)
                || who.session().equals(asker)
                || oracle.isOperator(asker)
                || oracle.share(who.session(), asker);
    }

    private Counted count(SessionId from) {
        var people = oracle.people();
        return new Counted(
                from,
                people.size(),
                (int) people.stream().filter(who -> who.profile().is(Trait.INVISIBLE)).count(),
                (int) people.stream().filter(who -> who.profile().is(Trait.OPERATOR)).count(),
                oracle.rooms().size(),
                oracle.peopleMax());
    }
}
