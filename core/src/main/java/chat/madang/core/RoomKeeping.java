package chat.madang.core;

import static chat.madang.core.Answers.one;
import static chat.madang.core.Answers.refuse;
import static chat.madang.core.Answers.to;
import static chat.madang.core.Answers.toMembers;

import chat.madang.core.Command.CreateRoom;
import chat.madang.core.Command.CreateRoom.IfTaken;
import chat.madang.core.Command.Join;
import chat.madang.core.Command.KeepRoom;
import chat.madang.core.Command.Kick;
import chat.madang.core.Command.Leave;
import chat.madang.core.Command.ListPeople;
import chat.madang.core.Event.HostChanged;
import chat.madang.core.Event.Joined;
import chat.madang.core.Event.Kicked;
import chat.madang.core.Event.Left;
import chat.madang.core.Event.PeopleListed;
import chat.madang.core.Event.RoomClosed;
import chat.madang.core.Event.RoomKept;
import chat.madang.core.RoomPolicy.Ends;

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
        var handle = yard.rooms().freeHandle(command.title());
        var room = yard.rooms().create(handle, command.title(), command.policy());
        room.addCreator(stay.person());
        var deliveries = new ArrayList<Delivery>();
        if (command.policy().ends() == Ends.NEVER) deliveries.add(kept(room));
        deliveries.addAll(takeIn(room, stay, now));
        return deliveries;
    }

    List<Delivery> join(Join command, Stay stay, Instant now) {
        var realized = yard.rooms().realize(command.room());
        var room = yard.rooms().find(command.room());
        if (room == null) return refuse(command, Refusal.NO_SUCH_ROOM);
        if (room.has(command.from())) return refuse(command, Refusal.ALREADY_A_MEMBER);
        if (room.isFull()) return refuse(command, Refusal.ROOM_FULL);

        room.put(stay.person());
        var deliveries = new ArrayList<Delivery>();
        if (realized != null) deliveries.add(kept(realized));
        deliveries.addAll(takeIn(room, stay, now));
        return deliveries;
    }

    List<Delivery> leave(Leave command, Stay stay, Instant now) {
        var room = yard.rooms().find(command.room());
        if (room == null) return refuse(command, Refusal.NO_SUCH_ROOM);
        if (!room.has(command.from())) return refuse(command, Refusal.NOT_A_MEMBER);

        var left = new Left(room.id(), room.title(), stay.person(), yard.stamp(room, now));
        stay.rooms().remove(room.id());
        return letOut(room, stay, toMembers(room, left), now);
    }

    List<Delivery> kick(Kick command, Stay stay, Instant now) {
        var room = yard.rooms().find(command.room());
        if (room == null) return refuse(command, Refusal.NO_SUCH_ROOM);
        if (!room.has(command.from())) return refuse(command, Refusal.NOT_A_MEMBER);
        if (!room.isHost(command.from())) return refuse(command, Refusal.NOT_THE_HOST);
        var whom =
                yard.people()
                        .named(
                                command.whom(),
                                command.spelling(),
                                candidate -> room.has(candidate.session()));
        if (whom == null) return refuse(command, Refusal.NO_SUCH_PERSON);
        if (whom == stay) return refuse(command, Refusal.ONESELF);

        var kicked =
                new Kicked(
                        room.id(),
                        room.title(),
                        whom.person(),
                        stay.person(),
                        yard.stamp(room, now));
        whom.rooms().remove(room.id());
        return letOut(room, whom, toMembers(room, kicked), now);
    }

    List<Delivery> listPeople(ListPeople command) {
        var room = yard.rooms().find(command.room());
        if (room == null) return refuse(command, Refusal.NO_SUCH_ROOM);
        if (!room.has(command.from())) return refuse(command, Refusal.NOT_A_MEMBER);

        return one(command.from(), new PeopleListed(command.from(), room.listing()));
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

    List<Delivery> release(Room room, Stay stay, Instant now) {
        yard.rooms().changed();
        var host = room.remove(stay.session());
        if (room.isOver()) return List.of(close(room, now));
        if (room.members().isEmpty()) yard.agenda().deserted(room.id());
        return host.map(next -> new HostChanged(room.id(), next, yard.stamp(room, now)))
                .map(changed -> List.of(toMembers(room, changed)))
                .orElse(List.of());
    }

    /// For those who remember rooms; nobody in the yard hears it.
    private static Delivery kept(Room room) {
        return to(
                SessionId.NOBODY,
                new RoomKept(room.id(), room.handle(), room.title(), room.policy()));
    }

    private List<Delivery> takeIn(Room room, Stay stay, Instant now) {
        stay.rooms().add(room.id());
        yard.rooms().changed();
        if (room.members().size() == 1) yard.agenda().peopled(room.id());
        var who = stay.person();
        boolean asHost = room.isHost(who.session());
        return List.of(
                toMembers(
                        room,
                        new Joined(room.id(), room.title(), who, asHost, yard.stamp(room, now))));
    }

    /// What is to be told when somebody has gone from a room: that, and what became of the room.
    private List<Delivery> letOut(Room room, Stay stay, Delivery told, Instant now) {
        var deliveries = new ArrayList<Delivery>();
        deliveries.add(told);
        deliveries.addAll(release(room, stay, now));
        return deliveries;
    }

    private Delivery close(Room room, Instant now) {
        for (var member : room.members()) {
            var stay = yard.people().of(member.session());
            if (stay != null) stay.rooms().remove(room.id());
        }
        yard.rooms().remove(room);
        yard.agenda().removeAll(room.id());
        return toMembers(room, new RoomClosed(room.id(), room.title(), yard.stamp(room, now)));
    }
}
