package chat.madang.core;

import static chat.madang.core.Answers.one;
import static chat.madang.core.Answers.refuse;
import static chat.madang.core.Answers.to;
import static chat.madang.core.Answers.toMembers;

import chat.madang.core.Command.ChangeRoom;
import chat.madang.core.Command.Invite;
import chat.madang.core.Command.Kick;
import chat.madang.core.Command.Retitle;
import chat.madang.core.Command.SetTopic;
import chat.madang.core.Event.Invited;
import chat.madang.core.Event.Kicked;
import chat.madang.core.Event.Retitled;
import chat.madang.core.Event.RoomChanged;
import chat.madang.core.Event.TopicSet;
import chat.madang.core.Profile.Trait;
import chat.madang.core.RoomChange.KeySet;
import chat.madang.core.RoomChange.LimitSet;
import chat.madang.core.RoomChange.MaskSet;
import chat.madang.core.RoomChange.RankSet;
import chat.madang.core.RoomChange.RefusedChange;
import chat.madang.core.RoomChange.RuleSet;
import chat.madang.core.RoomPolicy.Ends;
import chat.madang.core.RoomState.Listed;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What people with a rank do to a room, and to those in it. Belongs to [Chat] alone.
final class Moderation {
    private final Yard yard;
    private final RoomKeeping roomKeeping;

    Moderation(Yard yard, RoomKeeping roomKeeping) {
        this.yard = yard;
        this.roomKeeping = roomKeeping;
    }

    /// Whether somebody has that rank in a room, or a higher one. Operators of the yard are
    /// operators wherever they are.
    static boolean has(Rank least, Room room, SessionId session) {
        var member = room.member(session);
        if (member == null) return false;
        boolean everywhere = member.who().profile().is(Trait.OPERATOR);
        return member.has(least) || (everywhere && least.compareTo(Rank.OPERATOR) <= 0);
    }

    List<Delivery> kick(Kick command, Stay stay, Instant now) {
        var room = yard.seen(command.room(), stay);
        if (room == null) return refuse(command, Refusal.NO_SUCH_ROOM);
        if (!room.has(command.from())) return refuse(command, Refusal.NOT_A_MEMBER);
        if (!has(Rank.HALF_OPERATOR, room, command.from())) {
            return refuse(command, Refusal.NOT_RANKED);
        }
        var whom = find(command.whom(), command.spelling(), room);
        if (whom == null) return refuse(command, Refusal.NO_SUCH_PERSON);
        if (whom == stay) return refuse(command, Refusal.ONESELF);
        if (isAbove(whom, stay, room)) return refuse(command, Refusal.OUTRANKED);
        if (!room.has(whom.session())) return refuse(command, Refusal.WRONG_PLACE);

        var kicked =
                new Kicked(
                        room.id(),
                        room.name(),
                        whom.person(),
                        stay.person(),
                        command.reason(),
                        yard.stamp(room, now));
        whom.rooms().remove(room.id());
        return roomKeeping.letOut(room, whom, toMembers(room, kicked), now);
    }

    List<Delivery> setTopic(SetTopic command, Stay stay, Instant now) {
        var room = yard.seen(command.room(), stay);
        if (room == null) return refuse(command, Refusal.NO_SUCH_ROOM);
        if (!room.has(command.from())) return refuse(command, Refusal.NOT_A_MEMBER);
        if (room.has(RoomRule.TOPIC_GUARDED) && !has(Rank.HALF_OPERATOR, room, command.from())) {
            return refuse(command, Refusal.NOT_RANKED);
        }
        room.setTopic(command.topic().map(text -> new Topic(text, stay.person(), now)));
        var set =
                new TopicSet(
                        room.id(),
                        room.name(),
                        stay.person(),
                        command.topic(),
                        yard.stamp(room, now));
        return altered(room, set);
    }

    List<Delivery> changeRoom(ChangeRoom command, Stay stay, Instant now) {
        var room = yard.seen(command.room(), stay);
        if (room == null) return refuse(command, Refusal.NO_SUCH_ROOM);

        var done = new ArrayList<RoomChange>();
        var refused = new ArrayList<RefusedChange>();
        for (var change : command.changes()) {
            var why = change(room, change, command.spelling(), stay, now, done);
            if (why != null) refused.add(new RefusedChange(change, why));
        }
        var who = stay.person();
        if (done.isEmpty()) {
            var stamp = new Stamp(MessageId.NONE, 0, now);
            return one(
                    who.session(),
                    new RoomChanged(room.id(), room.name(), who, done, refused, stamp));
        }
        var stamp = yard.stamp(room, now);
        return altered(room, new RoomChanged(room.id(), room.name(), who, done, refused, stamp));
    }

    List<Delivery> retitle(Retitle command, Stay stay, Instant now) {
        var room = yard.seen(command.room(), stay);
        if (room == null) return refuse(command, Refusal.NO_SUCH_ROOM);
        if (!room.has(command.from())) return refuse(command, Refusal.NOT_A_MEMBER);
        // A home room is the house's.
        if (yard.rooms().isPlanned(room) || !has(Rank.OPERATOR, room, command.from())) {
            return refuse(command, Refusal.NOT_RANKED);
        }
        var handle = Handle.of(command.title());
        boolean own = handle.equals(room.name().handle());
        if (!own && yard.rooms().isTaken(handle)) return refuse(command, Refusal.ROOM_EXISTS);
        if (!own && room.hasNewHandle(now) && !stay.is(Trait.OPERATOR)) {
            return refuse(command, Refusal.TOO_SOON);
        }

        var before = room.name();
        yard.rooms().retitle(room, new RoomName(command.title(), handle), now);
        var retitled =
                new Retitled(
                        room.id(),
                        room.name(),
                        before,
                        stay.person(),
                        command.reason(),
                        yard.stamp(room, now));
        return altered(room, retitled);
    }

    List<Delivery> invite(Invite command, Stay stay, Instant now) {
        var room = yard.seen(command.room(), stay);
        if (room == null) return refuse(command, Refusal.NO_SUCH_ROOM);
        if (!room.has(command.from())) return refuse(command, Refusal.NOT_A_MEMBER);
        boolean counts = has(Rank.HALF_OPERATOR, room, command.from());
        if (room.has(RoomRule.INVITED_ONLY) && !counts) {
            return refuse(command, Refusal.NOT_RANKED);
        }
        var whom = yard.people().named(command.whom(), command.spelling(), _ -> true);
        if (whom == null) return refuse(command, Refusal.NO_SUCH_PERSON);
        if (room.has(whom.session())) return refuse(command, Refusal.WRONG_PLACE);

        // A room that is over takes no place from those that are not.
        whom.invitations().removeIf(id -> yard.rooms().find(id) == null);
        whom.invite(room.id(), counts);
        var invited =
                new Invited(
                        room.id(),
                        room.name(),
                        stay.person(),
                        whom.person(),
                        yard.nextMessage(now));
        return List.of(toMembers(room, invited), to(whom.session(), invited));
    }

    /// Makes one change, and adds what has changed to `done`.
    ///
    /// @return why it was not made; null when it was, or was so already
    private @Nullable Refusal change(
            Room room,
            RoomChange change,
            Spelling spelling,
            Stay stay,
            Instant now,
            List<RoomChange> done) {
        return switch (change) {
            case RankSet rank -> changeRank(room, rank, spelling, stay, done);
            case MaskSet entry -> {
                if (!has(Rank.HALF_OPERATOR, room, stay.session())) yield Refusal.NOT_RANKED;
                yield changeList(room, entry, stay, now, done);
            }
            case RuleSet(var rule, var on) -> {
                if (!has(Rank.OPERATOR, room, stay.session())) yield Refusal.NOT_RANKED;
                if (room.setRule(rule, on)) done.add(change);
                yield null;
            }
            case KeySet(var key) -> {
                if (!has(Rank.OPERATOR, room, stay.session())) yield Refusal.NOT_RANKED;
                if (room.setKey(key)) done.add(change);
                yield null;
            }
            case LimitSet(var limit) -> {
                if (!has(Rank.OPERATOR, room, stay.session())) yield Refusal.NOT_RANKED;
                if (room.setLimit(limit)) done.add(change);
                yield null;
            }
        };
    }

    private static @Nullable Refusal changeList(
            Room room, MaskSet entry, Stay stay, Instant now, List<RoomChange> done) {
        if (!entry.on()) {
            if (room.delist(entry.list(), entry.mask())) done.add(entry);
            return null;
        }
        if (room.isListed(entry.list(), entry.mask())) return null;
        if (room.isListFull()) return Refusal.LIST_FULL;
        room.enlist(entry.list(), new Listed(entry.mask(), stay.person(), now));
        done.add(entry);
        return null;
    }

    private @Nullable Refusal changeRank(
            Room room, RankSet change, Spelling spelling, Stay stay, List<RoomChange> done) {
        var whom = find(change.whom(), spelling, room);
        boolean own = whom == stay && !change.on();
        if (!own && !mayGive(change.rank(), room, stay.session())) return Refusal.NOT_RANKED;
        if (whom == null) return Refusal.NO_SUCH_PERSON;
        if (!room.has(whom.session())) return Refusal.WRONG_PLACE;
        boolean ofHost = !change.on() && room.isHost(whom.session());
        if (ofHost && !own) return Refusal.OUTRANKED;
        if (ofHost && change.rank() == Rank.HOST && room.needsHost()) return Refusal.OUTRANKED;

        var name = whom.person().name();
        if (change.rank() == Rank.HOST && change.on()) handOver(room, whom, done);
        if (room.setRank(whom.session(), change.rank(), change.on())) {
            done.add(new RankSet(name, change.rank(), change.on()));
        }
        return null;
    }

    /// There is one host at the most.
    private static void handOver(Room room, Stay whom, List<RoomChange> done) {
        for (var member : List.copyOf(room.members())) {
            var session = member.who().session();
            if (!room.isHost(session) || session.equals(whom.session())) continue;
            room.setRank(session, Rank.HOST, false);
            done.add(new RankSet(member.who().name(), Rank.HOST, false));
        }
    }

    private static boolean mayGive(Rank rank, Room room, SessionId session) {
        return switch (rank) {
            case VOICE -> has(Rank.HALF_OPERATOR, room, session);
            case HALF_OPERATOR, OPERATOR -> has(Rank.OPERATOR, room, session);
            case HOST ->
                    room.isHost(session)
                            || (!room.hasHost() && mayGive(Rank.OPERATOR, room, session));
        };
    }

    /// Whether the one cannot be thrown out by the other.
    private static boolean isAbove(Stay whom, Stay stay, Room room) {
        if (room.isHost(whom.session())) return !room.isHost(stay.session());
        return has(Rank.HALF_OPERATOR, room, whom.session())
                && !has(Rank.OPERATOR, room, stay.session());
    }

    /// Somebody in the room, else in the yard.
    private @Nullable Stay find(Name name, Spelling spelling, Room room) {
        var people = yard.people();
        var member = people.named(name, spelling, candidate -> room.has(candidate.session()));
        return member != null ? member : people.named(name, spelling, _ -> true);
    }

    /// Tells the room, and those who remember rooms.
    private List<Delivery> altered(Room room, Event.RoomAltered event) {
        yard.rooms().changed();
        if (room.policy().ends() != Ends.NEVER) return List.of(toMembers(room, event));
        return List.of(toMembers(room, event), RoomKeeping.kept(room));
    }
}
