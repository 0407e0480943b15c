package chat.madang.core;

import static java.util.stream.Collectors.toSet;

import chat.madang.core.Answered.Admitted;
import chat.madang.core.Audience.Members;
import chat.madang.core.Audience.One;
import chat.madang.core.Command.Answer;
import chat.madang.core.Event.AddresseeCame;
import chat.madang.core.Event.AddresseeGone;
import chat.madang.core.Event.Announced;
import chat.madang.core.Event.Described;
import chat.madang.core.Event.Exited;
import chat.madang.core.Event.Expelled;
import chat.madang.core.Event.Identified;
import chat.madang.core.Event.Invited;
import chat.madang.core.Event.Marked;
import chat.madang.core.Event.Noted;
import chat.madang.core.Event.RedactedTo;
import chat.madang.core.Event.Renamed;
import chat.madang.core.Event.RoomChanged;
import chat.madang.core.Event.RoomKept;
import chat.madang.core.Event.Said;
import chat.madang.core.Event.Signalled;
import chat.madang.core.Event.SignalledTo;
import chat.madang.core.Event.Whispered;
import chat.madang.core.Profile.Trait;
import chat.madang.core.Sighting.Appeared;
import chat.madang.core.Sighting.Changed;
import chat.madang.core.Sighting.Vanished;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
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
            case Said said -> {
                boolean atOnce = said.answer() == Answer.AT_ONCE;
                boolean all = said.manner().least().isEmpty();
                var them = ranked(said.room(), said.manner().least(), said.who().session());
                if (atOnce || (all && oracle.isIn(said.who().session(), said.room()))) {
                    them.add(said.who().session());
                }
                yield them;
            }
            case Signalled signalled -> {
                var who = signalled.who().session();
                var them = ranked(signalled.room(), signalled.least(), who);
                them.add(who);
                yield them;
            }
            case Whispered whispered ->
                    whispered.answer() == Answer.AT_ONCE
                            ? both(whispered.from(), whispered.whom())
                            : Set.of(whispered.whom().session());
            case SignalledTo(var from, var whom, _, _, _) -> both(from, whom);
            case RedactedTo redacted -> {
                var them = new HashSet<SessionId>();
                var whom = redacted.whom();
                oracle.person(whom.session()).ifPresent(who -> them.add(who.session()));
                whom.profile()
                        .account()
                        .flatMap(oracle::account)
                        .ifPresent(account -> them.addAll(sessionsAs(account.id())));
                them.remove(redacted.who().session());
                yield them;
            }
            case Marked(var who, _, _) ->
                    Set.copyOf(sessionsAs(oracle.accountOf(who.session()).orElseThrow()));
            case Expelled(var operator, var whom, _) -> both(operator, whom);
            case Invited invited -> {
                var them = new HashSet<>(oracle.members(invited.room()));
                them.add(invited.whom().session());
                yield them;
            }
            case RoomChanged changed when changed.changes().isEmpty() -> Set.of(changed.by());
            case Announced(var who, _) -> {
                var them = new HashSet<SessionId>();
                for (var each : oracle.people()) {
                    if (each.profile().is(Trait.ANNOUNCEMENTS)) them.add(each.session());
                }
                them.add(who.session());
                yield them;
            }
            case Appeared(var who) -> Set.copyOf(oracle.watchersOf(who.name()));
            case Vanished(var who) -> Set.copyOf(oracle.watchersOf(who.name()));
            case Changed(var who, _) -> Set.copyOf(oracle.distantWatchersOf(who));
            case Renamed(var who, _, _) -> neighbours(who.session());
            case Exited(var who, _, _) -> neighbours(who.session());
            case Described(var who, _) -> neighbours(who.session());
            case Identified(var who, _, _, _) -> neighbours(who.session());
            case Admitted(var to, _) -> Set.of(to);
            case AddresseeCame(var to, _) -> Set.of(to);
            case AddresseeGone(var to, _) -> Set.of(to);
            case Noted noted -> Set.of(noted.by());
            case RoomKept _ -> Set.of();
            default ->
                    Step.places(event)
                            .findFirst()
                            .map(at -> Set.copyOf(oracle.members(at.room())))
                            .orElse(Set.of(event.by()));
        };
    }

    /// The members of that rank, or all, but one.
    private Set<SessionId> ranked(RoomId room, Optional<Rank> least, SessionId but) {
        var them = new HashSet<SessionId>();
        for (var member : oracle.members(room)) {
            boolean enough =
                    least.isEmpty()
                            || oracle.ranks(member, room).stream()
                                    .anyMatch(rank -> rank.compareTo(least.get()) >= 0);
            if (enough && !member.equals(but)) them.add(member);
        }
        return them;
    }

    private List<SessionId> sessionsAs(AccountId account) {
        return oracle.allAs(account).stream().map(Person::session).toList();
    }

    private static Set<SessionId> both(Person one, Person other) {
        return Stream.of(one, other).map(Person::session).collect(toSet());
    }

    private Set<SessionId> neighbours(SessionId session) {
        return Stream.concat(
                        Stream.of(session),
                        oracle.roomsOf(session).stream()
                                .flatMap(room -> oracle.members(room).stream()))
                .collect(toSet());
    }
}
