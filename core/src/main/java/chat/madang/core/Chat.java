package chat.madang.core;

import static java.util.stream.Collectors.toUnmodifiableList;

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

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Everybody and every room, and the only thing that changes them.
///
/// The same commands with the same times give the same deliveries on any machine. One thread at a
/// time; which one is the caller's affair.
///
/// Each command is answered once: exactly one delivery has an event whose [Event#by] is the asker,
/// and its audience includes the asker. Guards come before changes, in the order of [Refusal], so
/// that a refused command has changed nothing.
public final class Chat {
    private final Map<SessionId, Stay> stays = new HashMap<>();
    private final Map<String, SessionId> sessionsByNameKey = new HashMap<>();

    /// In order of their numbers, because numbers only grow.
    private final Map<RoomId, Room> rooms = new LinkedHashMap<>();

    /// Null since a room has changed, until somebody asks: asking alone must cost next to nothing.
    private @Nullable List<Listing> listings;

    private int lastRoomNumber;
    private MessageId lastMessage = MessageId.NONE;

    /// One session's presence: the person and the rooms that they are in, in order of joining.
    private record Stay(Person person, Set<RoomId> rooms) {}

    /// Does what `command` asks, or refuses it and changes nothing.
    ///
    /// @param now when the command was taken, UTC; becomes the time of the events
    /// @return who shall hear what, in order; the asker always hears something
    public List<Delivery> apply(Command command, Instant now) {
        var stay = stays.get(command.from());
        if (stay == null) {
            return command instanceof Enter enter
                    ? enter(enter)
                    : refuse(command, Refusal.NOT_ENTERED);
        }
        return switch (command) {
            case Enter _ -> refuse(command, Refusal.ALREADY_ENTERED);
            case Rename rename -> rename(rename, stay);
            case CreateRoom create -> createRoom(create, stay, now);
            case Join join -> join(join, stay, now);
            case Leave leave -> leave(leave, stay, now);
            case Say say -> say(say, stay, now);
            case ListRooms(var from) -> one(from, new RoomsListed(from, listings()));
            case Exit _ -> exit(stay);
        };
    }

    private List<Delivery> enter(Enter command) {
        if (isTaken(command.name(), command.from())) return refuse(command, Refusal.NAME_TAKEN);

        var person = new Person(command.from(), command.name());
        stays.put(person.session(), new Stay(person, new LinkedHashSet<>()));
        sessionsByNameKey.put(person.name().key(), person.session());
        return one(person.session(), new Entered(person));
    }

    private List<Delivery> rename(Rename command, Stay stay) {
        if (isTaken(command.name(), command.from())) return refuse(command, Refusal.NAME_TAKEN);

        var old = stay.person().name();
        var renamed = new Stay(new Person(command.from(), command.name()), stay.rooms());
        sessionsByNameKey.remove(old.key());
        sessionsByNameKey.put(command.name().key(), command.from());
        stays.put(command.from(), renamed);
        for (var id : renamed.rooms()) put(roomOf(id), renamed.person());
        return sharing(renamed, new Renamed(renamed.person(), old));
    }

    private List<Delivery> createRoom(CreateRoom command, Stay stay, Instant now) {
        lastRoomNumber = Math.incrementExact(lastRoomNumber);
        var id = new RoomId(lastRoomNumber);
        var room = new Room(id, command.title(), command.policy());
        rooms.put(id, room);
        return take(room, stay, now);
    }

    private List<Delivery> join(Join command, Stay stay, Instant now) {
        var room = rooms.get(command.room());
        if (room == null) return refuse(command, Refusal.NO_SUCH_ROOM);
        if (room.has(command.from())) return refuse(command, Refusal.ALREADY_A_MEMBER);
        if (room.isFull()) return refuse(command, Refusal.ROOM_FULL);

        return take(room, stay, now);
    }

    private List<Delivery> take(Room room, Stay stay, Instant now) {
        put(room, stay.person());
        stay.rooms().add(room.id());
        return members(room, new Joined(room.id(), room.title(), stay.person(), stamp(room, now)));
    }

    private List<Delivery> leave(Leave command, Stay stay, Instant now) {
        var room = rooms.get(command.room());
        if (room == null) return refuse(command, Refusal.NO_SUCH_ROOM);
        if (!room.has(command.from())) return refuse(command, Refusal.NOT_A_MEMBER);

        stay.rooms().remove(room.id());
        release(room, command.from());
        return members(room, new Left(room.id(), room.title(), stay.person(), stamp(room, now)));
    }

    private List<Delivery> say(Say command, Stay stay, Instant now) {
        var room = rooms.get(command.room());
        if (room == null) return refuse(command, Refusal.NO_SUCH_ROOM);
        if (!room.has(command.from())) return refuse(command, Refusal.NOT_A_MEMBER);

        return members(room, new Said(room.id(), stay.person(), command.text(), stamp(room, now)));
    }

    private List<Delivery> exit(Stay stay) {
        var person = stay.person();
        stays.remove(person.session());
        sessionsByNameKey.remove(person.name().key());
        for (var id : stay.rooms()) release(roomOf(id), person.session());
        return sharing(stay, new Exited(person, List.copyOf(stay.rooms())));
    }

    private void put(Room room, Person person) {
        room.put(person);
        listings = null;
    }

    private void release(Room room, SessionId session) {
        listings = null;
        room.remove(session);
        if (room.isOver()) rooms.remove(room.id());
    }

    private List<Listing> listings() {
        if (listings == null) {
            listings = rooms.values().stream().map(Room::listing).collect(toUnmodifiableList());
        }
        return listings;
    }

    /// The room of that number, which somebody is in, so that it exists.
    private Room roomOf(RoomId id) {
        return Objects.requireNonNull(rooms.get(id), "a member's room");
    }

    private boolean isTaken(Name name, SessionId asker) {
        var owner = sessionsByNameKey.get(name.key());
        return owner != null && !owner.equals(asker);
    }

    private Stamp stamp(Room room, Instant now) {
        lastMessage = lastMessage.next(now);
        return room.stamp(lastMessage, now);
    }

    private static List<Delivery> refuse(Command asked, Refusal why) {
        return one(asked.from(), new Refused(asked, why));
    }

    private static List<Delivery> one(SessionId session, Event event) {
        return List.of(new Delivery(new One(session), event));
    }

    private static List<Delivery> members(Room room, Event event) {
        return List.of(new Delivery(new Members(List.of(room.id())), event));
    }

    /// To everybody who shares a room with that person, and to the person.
    private static List<Delivery> sharing(Stay stay, Event event) {
        if (stay.rooms().isEmpty()) return one(stay.person().session(), event);
        return List.of(new Delivery(new Members(List.copyOf(stay.rooms())), event));
    }
}
