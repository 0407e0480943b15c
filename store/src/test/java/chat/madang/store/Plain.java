package chat.madang.store;

import chat.madang.core.Command.Answer;
import chat.madang.core.Event;
import chat.madang.core.Event.Exited;
import chat.madang.core.Event.HostChanged;
import chat.madang.core.Event.Joined;
import chat.madang.core.Event.Kicked;
import chat.madang.core.Event.Left;
import chat.madang.core.Event.Redacted;
import chat.madang.core.Event.RedactedTo;
import chat.madang.core.Event.Renamed;
import chat.madang.core.Event.Retitled;
import chat.madang.core.Event.RoomChanged;
import chat.madang.core.Event.Said;
import chat.madang.core.Event.SaidAsScheduled;
import chat.madang.core.Event.Signalled;
import chat.madang.core.Event.SignalledTo;
import chat.madang.core.Event.TopicSet;
import chat.madang.core.Event.Whispered;
import chat.madang.core.Manner;
import chat.madang.core.Person;
import chat.madang.core.Place;
import chat.madang.core.Profile;
import chat.madang.core.Profile.Trait;
import chat.madang.core.RoomState;
import chat.madang.core.RoomState.Listed;
import chat.madang.core.RoomState.MaskList;
import chat.madang.core.SessionId;
import chat.madang.core.Topic;

import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Values as they come back from the disk: of people, what everybody could see.
final class Plain {
    private Plain() {}

    /// Without the session, which says nothing after a restart.
    static Person of(Person person) {
        return here(new Person(SessionId.NOBODY, person.name(), person.profile()));
    }

    /// With it.
    static Person here(Person person) {
        var profile = person.profile();
        var bot = profile.is(Trait.BOT) ? Set.of(Trait.BOT) : Set.<Trait>of();
        var plain =
                new Profile(
                        profile.gate(),
                        profile.user(),
                        profile.host(),
                        "",
                        profile.realName(),
                        profile.account(),
                        Optional.empty(),
                        bot);
        return new Person(person.session(), person.name(), plain);
    }

    /// Somebody who may have come before the server was started.
    private static Person as(Person person, boolean isHere) {
        return isHere ? here(person) : of(person);
    }

    /// What has happened in a room, or between two.
    ///
    /// @param places those of that room alone
    /// @param isHere whether it was since the server was started
    static Event of(Event event, List<Place> places, boolean isHere) {
        return switch (event) {
            case Renamed(var who, var old, _) -> new Renamed(as(who, isHere), old, places);
            case Exited(var who, _, var reason) -> new Exited(as(who, isHere), places, reason);
            case Joined(var room, var name, var who, var asHost, var stamp) ->
                    new Joined(room, name, as(who, isHere), asHost, stamp);
            case Left(var room, var name, var who, var reason, var stamp) ->
                    new Left(room, name, as(who, isHere), reason, stamp);
            case Kicked(var room, var name, var who, var host, var reason, var stamp) ->
                    new Kicked(room, name, as(who, isHere), as(host, isHere), reason, stamp);
            case HostChanged(var room, var name, var host, var stamp) ->
                    new HostChanged(room, name, as(host, isHere), stamp);
            case TopicSet(var room, var name, var who, var topic, var stamp) ->
                    new TopicSet(room, name, as(who, isHere), topic, stamp);
            case RoomChanged(var room, var name, var who, var changes, _, var stamp) ->
                    new RoomChanged(room, name, as(who, isHere), changes, List.of(), stamp);
            case Retitled(var room, var name, var before, var who, var reason, var stamp) ->
                    new Retitled(room, name, before, as(who, isHere), reason, stamp);
            case Said(var room, var name, var who, var text, var manner, _, var stamp) ->
                    new Said(room, name, as(who, isHere), text, manner, Answer.AT_ONCE, stamp);
            case Signalled(var room, var name, var who, var tags, var least, var stamp) ->
                    new Signalled(room, name, as(who, isHere), tags, least, stamp);
            case SaidAsScheduled(var message, var name, var author, var stamp) ->
                    new SaidAsScheduled(message, name, author.filter(_ -> isHere), stamp);
            case Redacted(var room, var name, var who, var message, var reason, var stamp) ->
                    new Redacted(room, name, as(who, isHere), message, reason, stamp);
            case RedactedTo(var who, var from, var whom, var message, var reason, var id, var at) ->
                    new RedactedTo(
                            as(who, isHere),
                            as(from, isHere),
                            as(whom, isHere),
                            message,
                            reason,
                            id,
                            at);
            case SignalledTo(var who, var whom, var tags, var id, var at) ->
                    new SignalledTo(as(who, isHere), as(whom, isHere), tags, id, at);
            case Whispered(
                            var from,
                            var whom,
                            var text,
                            var manner,
                            var partners,
                            _,
                            var id,
                            var at) ->
                    new Whispered(
                            as(from, isHere),
                            as(whom, isHere),
                            text,
                            // Between two there are no ranks.
                            new Manner(
                                    manner.notice(),
                                    Optional.empty(),
                                    manner.tags(),
                                    manner.joints(),
                                    manner.nonce()),
                            partners,
                            Answer.AT_ONCE,
                            id,
                            at);
            default -> throw new IllegalArgumentException("not kept: " + event);
        };
    }

    static RoomState of(RoomState state) {
        var lists = new EnumMap<MaskList, List<Listed>>(MaskList.class);
        for (var list : MaskList.values()) {
            if (state.list(list).isEmpty()) continue;
            lists.put(list, state.list(list).stream().map(Plain::of).toList());
        }
        return new RoomState(
                state.topic().map(Plain::of),
                state.rules(),
                state.key(),
                state.limit(),
                lists,
                state.madeAt());
    }

    private static Topic of(Topic topic) {
        return new Topic(topic.text(), of(topic.setter()), topic.at());
    }

    private static Listed of(Listed entry) {
        return new Listed(entry.mask(), of(entry.setter()), entry.at());
    }
}
