package chat.madang.store;

import chat.madang.core.AccountId;
import chat.madang.core.Answered;
import chat.madang.core.Event;
import chat.madang.core.Event.AddresseeCame;
import chat.madang.core.Event.AddresseeChosen;
import chat.madang.core.Event.AddresseeGone;
import chat.madang.core.Event.Announced;
import chat.madang.core.Event.Collected;
import chat.madang.core.Event.Described;
import chat.madang.core.Event.Entered;
import chat.madang.core.Event.Exited;
import chat.madang.core.Event.Expelled;
import chat.madang.core.Event.Identified;
import chat.madang.core.Event.Invited;
import chat.madang.core.Event.Kept;
import chat.madang.core.Event.LoggedIn;
import chat.madang.core.Event.Marked;
import chat.madang.core.Event.Noted;
import chat.madang.core.Event.OfRoom;
import chat.madang.core.Event.RedactedTo;
import chat.madang.core.Event.Refused;
import chat.madang.core.Event.Renamed;
import chat.madang.core.Event.RoomChanged;
import chat.madang.core.Event.RoomClosed;
import chat.madang.core.Event.RoomKept;
import chat.madang.core.Event.SaidAsScheduled;
import chat.madang.core.Event.Scheduled;
import chat.madang.core.Event.SignalledTo;
import chat.madang.core.Event.Unscheduled;
import chat.madang.core.Event.Whispered;
import chat.madang.core.Memory;
import chat.madang.core.MessageId;
import chat.madang.core.Name;
import chat.madang.core.Person;
import chat.madang.core.Place;
import chat.madang.core.RoomId;
import chat.madang.core.RoomPolicy.Ends;
import chat.madang.core.SessionId;
import chat.madang.core.Sighting;
import chat.madang.core.Stamp;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What is so in the yard, whether or not it could be written when it happened: the lasting rooms,
/// the numbers that are used, who is here, which rooms are over, what was received or said and must
/// not come again.
///
/// A transaction that fails takes back promises and loses history; this it only puts off. Otherwise
/// a room that came into being while the disk was full would be gone after a restart, with all that
/// was promised there later. So changes gather here until a transaction with them is committed.
///
/// Bounded by the yard's rooms, sessions and accounts, and by the rows that there are. One thread.
final class Standing {
    /// The rooms that do not end.
    private final Map<RoomId, RoomKept> lasting = new HashMap<>();

    /// The last sequence number of every room that there is, since any may come to last.
    private final Map<RoomId, Long> sequences = new HashMap<>();

    /// Everybody who is here as an account.
    private final Map<SessionId, Presence> here = new LinkedHashMap<>();

    // What is not on disk yet:

    /// Rooms that have begun to last, have other rules, or last no longer.
    private final Set<RoomId> changedRooms = new LinkedHashSet<>();

    /// Rooms that are over, with all that was said there.
    private final Set<RoomId> closed = new LinkedHashSet<>();

    /// Rooms where something has happened.
    private final Set<RoomId> counted = new LinkedHashSet<>();

    /// Rooms of which something is lost, up to that sequence number, as it could not be written.
    private final Map<RoomId, Long> gaps = new HashMap<>();

    /// Who has come, gone, or chosen somebody else.
    private final Set<SessionId> moved = new LinkedHashSet<>();

    /// Whether anybody may have come or gone who is not among those.
    private boolean othersMoved;

    private final Map<AccountId, MessageId> collected = new HashMap<>();
    private final Set<MessageId> said = new HashSet<>();

    private int lastRoom;
    private MessageId lastMessage;
    private int writtenRoom;
    private MessageId writtenMessage;

    private record Presence(AccountId account, String origin, String addressee) {}

    /// @param memory what is on disk, where nobody is here
    Standing(Memory memory) {
        for (var room : memory.rooms()) {
            lasting.put(
                    room.id(), new RoomKept(room.id(), room.name(), room.policy(), room.state()));
            sequences.put(room.id(), room.lastSequence());
        }
        lastRoom = memory.lastRoom();
        writtenRoom = lastRoom;
        lastMessage = memory.lastMessage();
        writtenMessage = lastMessage;
    }

    /// Takes note of what has happened.
    void see(Event event) {
        switch (event) {
            case SaidAsScheduled late -> {
                see(late.room(), late.stamp());
                said.add(late.message().id());
            }
            case Renamed renamed -> see(renamed.places());
            case Exited exited -> {
                see(exited.places());
                go(exited.who().session());
            }
            case RoomClosed closed -> {
                see(closed.stamp().id());
                close(closed.room());
            }
            // Nothing has changed, and so there is no stamp.
            case RoomChanged changed when changed.changes().isEmpty() -> {}
            case OfRoom happened -> see(happened.room(), happened.stamp());
            case RoomKept kept -> keep(kept);
            case Whispered whispered -> see(whispered.id());
            case Scheduled scheduled -> see(scheduled.message().id());
            case Kept kept -> see(kept.letter().id());
            case Collected(_, var account, var upTo) ->
                    collected.merge(account, upTo, Standing::later);
            case LoggedIn loggedIn -> come(loggedIn.who(), loggedIn.account());
            case AddresseeChosen chosen -> choose(chosen.by(), addressee(chosen));
            case AddresseeGone gone -> choose(gone.to(), "");
            case SignalledTo signalled -> see(signalled.id());
            case RedactedTo redacted -> see(redacted.id());
            case Invited invited -> see(invited.id());
            case Identified identified -> come(identified.who(), identified.account());
            case Entered _,
                    AddresseeCame _,
                    Described _,
                    Expelled _,
                    Announced _,
                    // What was said, is told as such.
                    Noted _,
                    // Deletes a row, or is taken back.
                    Unscheduled _,
                    Marked _,
                    Sighting _,
                    Answered _,
                    Refused _ -> {}
        }
    }

    /// Every room that there is.
    Set<RoomId> rooms() {
        return sequences.keySet();
    }

    /// The last id that was used.
    MessageId lastMessage() {
        return lastMessage;
    }

    /// Everybody has gone.
    void allGo() {
        moved.addAll(here.keySet());
        here.clear();
    }

    /// Whether anything is not on disk.
    boolean isBehind() {
        return !changedRooms.isEmpty()
                || !closed.isEmpty()
                || !counted.isEmpty()
                || !gaps.isEmpty()
                || !moved.isEmpty()
                || othersMoved
                || !collected.isEmpty()
                || !said.isEmpty()
                || lastRoom > writtenRoom
                || lastMessage.compareTo(writtenMessage) > 0;
    }

    /// Writes everything that is not on disk, as part of a transaction, of which it is to be told.
    void write(Handle connection) {
        // Those that end come first: another room may be called so now.
        for (var room : changedRooms) if (!lasting.containsKey(room)) deleteRoom(connection, room);
        for (var room : changedRooms) if (lasting.containsKey(room)) insertRoom(connection, room);
        for (var room : closed) deleteWhatWasSaid(connection, room);
        for (var room : counted) writeSequence(connection, room);
        gaps.forEach((room, last) -> HistoryTable.markGap(connection, room, last));
        if (othersMoved) connection.execute("DELETE FROM presence");
        for (var session : othersMoved ? here.keySet() : moved) writePresence(connection, session);
        collected.forEach((account, upTo) -> deleteLetters(connection, account, upTo));
        for (var message : said) deleteScheduled(connection, message);
        writeCounter(connection, "room", lastRoom);
        writeCounter(connection, "message", lastMessage.value());
    }

    /// It is on disk.
    void committed() {
        changedRooms.clear();
        closed.clear();
        counted.clear();
        gaps.clear();
        moved.clear();
        othersMoved = false;
        collected.clear();
        said.clear();
        writtenRoom = lastRoom;
        writtenMessage = lastMessage;
    }

    /// It is not.
    void rolledBack() {
        // Of all who come and go meanwhile, only those who stay are remembered.
        othersMoved = true;
        moved.clear();
        for (var room : counted) gaps.put(room, sequence(room));
        // What is new since is not on disk, so that nothing of it need be removed.
        said.removeIf(message -> message.compareTo(writtenMessage) > 0);
        closed.removeIf(room -> room.value() > writtenRoom);
    }

    private void see(RoomId room, Stamp stamp) {
        lastRoom = Math.max(lastRoom, room.value());
        sequences.put(room, stamp.sequence());
        counted.add(room);
        see(stamp.id());
    }

    private void see(List<Place> places) {
        for (var place : places) see(place.room(), place.stamp());
    }

    /// Takes note of an id that is used.
    void see(MessageId message) {
        lastMessage = later(lastMessage, message);
    }

    private static MessageId later(MessageId one, MessageId other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /// A room lasts, or, when its rules say so, no longer.
    private void keep(RoomKept kept) {
        changedRooms.add(kept.room());
        if (kept.policy().ends() == Ends.NEVER) lasting.put(kept.room(), kept);
        else lasting.remove(kept.room());
    }

    private void close(RoomId room) {
        sequences.remove(room);
        counted.remove(room);
        gaps.remove(room);
        closed.add(room);
        if (lasting.remove(room) != null) changedRooms.add(room);
    }

    private void come(Person who, AccountId account) {
        here.put(who.session(), new Presence(account, who.profile().address(), ""));
        moved.add(who.session());
    }

    private void go(SessionId session) {
        if (here.remove(session) != null) moved.add(session);
    }

    /// That session writes to another account; to nobody, when it is empty.
    private void choose(SessionId session, String addressee) {
        var before = here.get(session);
        if (before == null) return;
        here.put(session, new Presence(before.account(), before.origin(), addressee));
        moved.add(session);
    }

    private static String addressee(AddresseeChosen chosen) {
        return switch (chosen.presence()) {
            case UNKNOWN -> "";
            case AWAY, HERE -> chosen.account().map(Name::value).orElse("");
        };
    }

    private static void deleteRoom(Handle connection, RoomId room) {
        connection.execute("DELETE FROM room WHERE id = ?", room.value());
    }

    private static void deleteWhatWasSaid(Handle connection, RoomId room) {
        connection.execute("DELETE FROM history WHERE room = ?", room.value());
        connection.execute("DELETE FROM gap WHERE room = ?", room.value());
        connection.execute("DELETE FROM scheduled WHERE room = ?", room.value());
        connection.execute("DELETE FROM nonce WHERE place = '#' || ?", room.value());
    }

    private void insertRoom(Handle connection, RoomId id) {
        var room = lasting.get(id);
        if (room == null) return;
        update(
                        connection,
                        """
                        INSERT OR REPLACE INTO room
                          (id, handle, title, capacity, ends, host, state, seq)
                        VALUES (:id, :handle, :title, :capacity, :ends, :host, :state, :seq)
                        """)
                .bind("id", id.value())
                .bind("handle", room.name().handle().value())
                .bind("title", room.name().title().value())
                .bind("capacity", room.policy().capacity())
                .bind("ends", room.policy().ends().name())
                .bind("host", room.policy().host().name())
                .bind("state", RoomJson.state(room.state()))
                .bind("seq", sequence(id))
                .execute();
    }

    private void writeSequence(Handle connection, RoomId room) {
        if (!lasting.containsKey(room)) return;
        update(connection, "UPDATE room SET seq = :seq WHERE id = :room")
                .bind("seq", sequence(room))
                .bind("room", room.value())
                .execute();
    }

    private long sequence(RoomId room) {
        return sequences.getOrDefault(room, 0L);
    }

    private void writePresence(Handle connection, SessionId session) {
        var presence = here.get(session);
        if (presence == null) {
            connection.execute("DELETE FROM presence WHERE session = ?", session.value());
            return;
        }
        update(
                        connection,
                        """
                        INSERT OR REPLACE INTO presence (session, account, origin, addressee)
                        VALUES (:session, :account, :origin, :addressee)
                        """)
                .bind("session", session.value())
                .bind("account", presence.account().value())
                .bind("origin", presence.origin())
                .bind("addressee", presence.addressee())
                .execute();
    }

    private static void deleteLetters(Handle connection, AccountId account, MessageId upTo) {
        update(connection, "DELETE FROM letter WHERE account = :account AND id <= :id")
                .bind("account", account.value())
                .bind("id", upTo.value())
                .execute();
    }

    private static void deleteScheduled(Handle connection, MessageId message) {
        connection.execute("DELETE FROM scheduled WHERE id = ?", message.value());
    }

    private static void writeCounter(Handle connection, String name, long value) {
        update(
                        connection,
                        "UPDATE counter SET value = :value WHERE name = :name AND value < :value")
                .bind("value", value)
                .bind("name", name)
                .execute();
    }

    private static Update update(Handle connection, String sql) {
        return connection.createUpdate(sql);
    }
}
