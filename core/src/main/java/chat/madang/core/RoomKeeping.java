package chat.madang.core;

import static chat.madang.core.Answers.refuse;
import static chat.madang.core.Answers.to;
import static chat.madang.core.Answers.toMembers;

import chat.madang.core.Answered.Admitted;
import chat.madang.core.Command.CreateRoom;
import chat.madang.core.Command.CreateRoom.IfTaken;
import chat.madang.core.Command.Join;
import chat.madang.core.Command.KeepRoom;
import chat.madang.core.Command.Leave;
import chat.madang.core.Event.HostChanged;
import chat.madang.core.Event.Joined;
import chat.madang.core.Event.Left;
import chat.madang.core.Event.RoomClosed;
import chat.madang.core.Event.RoomKept;
import chat.madang.core.RoomPolicy.Ends;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Making rooms, coming into them and getting out. Belongs to [Chat] alone.
final class RoomKeeping {
    private final Yard yard;

    RoomKeeping(Yard yard) {
        this.yard = yard;
    }

    List<Delivery> createRoom(CreateRoom command, Stay stay, Instant now) {
        boolean taken = yard.rooms().isTaken(Handle.of(command.title()));
        if (taken && command.ifTaken() == IfTaken.REFUSE) {
            return refuse(command, Refusal.ROOM_EXISTS);
        }
        var name = yard.rooms().freeName(command.title());
        var room = yard.rooms().create(name, command.policy(), command.rules(), now);
        room.addCreator(stay.person());
        var deliveries = new ArrayList<Delivery>();
        if (command.policy().ends() == Ends.NEVER) deliveries.add(kept(room));
        deliveries.addAll(takeIn(room, stay, command.listed(), now));
        return deliveries;
    }

    List<Delivery> join(Join command, Stay stay, Instant now) {
        var realized = yard.rooms().realize(command.room(), now);
        var room = yard.rooms().find(command.room());
        if (room == null) return refuse(command, Refusal.NO_SUCH_ROOM);
        if (room.has(command.from())) return refuse(command, Refusal.ALREADY_A_MEMBER);
        var why = whyNotIn(room, stay, command);
        if (why != null) return refuse(command, why);

        stay.forgetInvitation(room.id());
        room.put(stay.person());
        var deliveries = new ArrayList<Delivery>();
        if (realized != null) deliveries.add(kept(realized));
        deliveries.addAll(takeIn(room, stay, command.listed(), now));
        return deliveries;
    }

    List<Delivery> leave(Leave command, Stay stay, Instant now) {
        var room = yard.seen(command.room(), stay);
        if (room == null) return refuse(command, Refusal.NO_SUCH_ROOM);
        if (!room.has(command.from())) return refuse(command, Refusal.NOT_A_MEMBER);

        var left =
                new Left(
                        room.id(),
                        room.name(),
                        stay.person(),
                        command.reason(),
                        yard.stamp(room, now));
        stay.rooms().remove(room.id());
        return letOut(room, stay, toMembers(room, left), now);
    }

    List<Delivery> keepRoom(KeepRoom command) {
        var handle = Handle.of(command.title());
        yard.rooms().plan(handle, command.title(), command.policy());
        var room = yard.rooms().find(handle);
        if (room == null) return List.of();

        room.setPolicy(command.policy());
        yard.rooms().changed();
        return List.of(kept(room));
    }

    /// What is to be told when somebody has gone from a room: that, and what became of the room.
    List<Delivery> letOut(Room room, Stay stay, Delivery told, Instant now) {
        var deliveries = new ArrayList<Delivery>();
        deliveries.add(told);
        deliveries.addAll(release(room, stay, now));
        return deliveries;
    }

    List<Delivery> release(Room room, Stay stay, Instant now) {
        yard.rooms().changed();
        var host = room.remove(stay.session());
        if (room.isOver()) return List.of(close(room, now));
        if (room.members().isEmpty()) yard.agenda().deserted(room.id());
        return host.map(next ->
                        new HostChanged(room.id(), room.name(), next, yard.stamp(room, now)))
                .map(changed -> List.of(toMembers(room, changed)))
                .orElse(List.of());
    }

    /// For those who remember rooms; nobody in the yard hears it.
    static Delivery kept(Room room) {
        return to(
                SessionId.NOBODY,
                new RoomKept(room.id(), room.name(), room.policy(), room.state()));
    }

    /// Why somebody cannot come in who is not in; null when they can.
    private static @Nullable Refusal whyNotIn(Room room, Stay stay, Join command) {
        boolean invited = stay.isLetIn(room.id());
        var who = stay.person();
        if (!invited && room.isBanned(who)) return Refusal.BANNED;
        if (!room.opensFor(command.key())) return Refusal.WRONG_KEY;
        boolean closed = room.has(RoomRule.INVITED_ONLY) && !room.isLetIn(who);
        if (!invited && closed) return Refusal.NOT_INVITED;
        if (room.has(RoomRule.ACCOUNTS_ONLY) && stay.account() == null) return Refusal.NO_ACCOUNT;
        if (room.isFull() || (!invited && room.isOverLimit())) return Refusal.ROOM_FULL;
        return null;
    }

    private List<Delivery> takeIn(Room room, Stay stay, boolean listed, Instant now) {
        stay.rooms().add(room.id());
        yard.rooms().changed();
        if (room.members().size() == 1) yard.agenda().peopled(room.id());
        var who = stay.person();
        boolean asHost = room.isHost(who.session());
        var joined = new Joined(room.id(), room.name(), who, asHost, yard.stamp(room, now));
        var told = toMembers(room, joined);
        if (!listed) return List.of(told);
        return List.of(to(who.session(), new Admitted(who.session(), room.listing())), told);
    }

    private Delivery close(Room room, Instant now) {
        for (var member : room.members()) {
            var stay = yard.people().of(member.who().session());
            if (stay != null) stay.rooms().remove(room.id());
        }
        yard.rooms().remove(room);
        yard.agenda().removeAll(room.id());
        return toMembers(room, new RoomClosed(room.id(), room.name(), yard.stamp(room, now)));
    }
}
