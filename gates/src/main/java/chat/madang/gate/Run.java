package chat.madang.gate;

import chat.madang.core.Event;
import chat.madang.core.Event.Exited;
import chat.madang.core.Event.Joined;
import chat.madang.core.Event.Kicked;
import chat.madang.core.Event.Left;
import chat.madang.core.Event.RoomClosed;
import chat.madang.core.RoomId;
import chat.madang.core.SessionId;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/// Successive events for the same rooms, on their way to one loop's peers.
///
/// Each dialect encodes the run once, into one buffer; each member gets parts of it:
///
/// ```
/// events     | 0 said by a | 1 said by b | 2 c joins | 3 said by a | 4 d leaves |
/// most get   |<--------------------------- one slice --------------------------->|
/// b gets     |<---- 0 ---->|  own view   |<------------- 2 to 4 --------------->|
/// c gets                                 | own view  |<------- 3 to 4 --------->|
/// d gets     |<------------------- 0 to 3 -------------------->|    own view    |
/// ```
///
/// Whoever is a *party* to an event of the run (caused it, or it happened to them) sees it in their
/// own way and gets the parts around it; whoever joins by one gets what follows it, and whoever is
/// out of the room by one what precedes it. In a dialect [in pieces][Dialect#isInPieces] each event
/// is a slice of its own.
final class Run {
    private static final int EVENT_BYTES_USUAL = 128;
    private static final Logger log = LoggerFactory.getLogger(Run.class);

    private final List<RoomId> rooms;
    private final List<Event> events = new ArrayList<>();

    /// To which events of the run each of the loop's own peers is a party, by index, ascending.
    private final Map<Peer, List<Integer>> parties = new LinkedHashMap<>();

    /// The event by which a peer is out of the room, unless it has come in again.
    private final Map<Peer, Event> endings = new LinkedHashMap<>();

    /// What the run is for those who read one dialect.
    private static final class Encoded {
        private final ByteBuf bytes;
        private final boolean inPieces;

        /// Where each event begins, and, last, where the run ends.
        private final int[] starts;

        Encoded(Dialect dialect, List<Event> events, ByteBuf bytes) {
            this.bytes = bytes;
            this.inPieces = dialect.isInPieces();
            this.starts = new int[events.size() + 1];
            for (int i = 0; i < events.size(); i++) {
                encode(dialect, events.get(i), starts[i]);
                starts[i + 1] = bytes.writerIndex();
            }
        }

        private void encode(Dialect dialect, Event event, int start) {
            try {
                PlainTalk.encode(dialect, event, Perspective.OTHERS, bytes);
            } catch (RuntimeException bug) {
                bytes.writerIndex(start);
                log.error("not told event={}", event.getClass().getSimpleName(), bug);
            }
        }

        /// Writes the events `from` (inclusive) to `to` (exclusive).
        void write(Peer reader, int from, int to) {
            if (!inPieces) {
                writeBytes(reader, starts[from], starts[to]);
                return;
            }
            for (int i = from; i < to; i++) writeBytes(reader, starts[i], starts[i + 1]);
        }

        private void writeBytes(Peer reader, int start, int end) {
            if (end > start) reader.write(bytes, start, end);
        }
    }

    Run(List<RoomId> rooms) {
        this.rooms = rooms;
    }

    /// Those whose members hear the run.
    List<RoomId> rooms() {
        return rooms;
    }

    /// How many events it has.
    int size() {
        return events.size();
    }

    /// Adds an event, with those of the loop's peers that are a party to it.
    void add(Event event, Collection<Peer> eventParties) {
        for (var party : eventParties) {
            parties.computeIfAbsent(party, _ -> new ArrayList<>()).add(events.size());
            if (begins(event, party.session())) endings.remove(party);
            if (ends(event, party.session())) endings.put(party, event);
        }
        events.add(event);
    }

    /// Each of the loop's peers that is out of a room by the run, with the event by which it is.
    void forEachEnding(BiConsumer<Peer, Event> action) {
        endings.forEach(action);
    }

    /// Encodes the run for those who read `dialect`, and writes it to them.
    void write(Dialect dialect, Set<Peer> readers, ByteBufAllocator allocator) {
        var bytes = allocator.directBuffer(events.size() * EVENT_BYTES_USUAL);
        try {
            var encoded = new Encoded(dialect, events, bytes);
            for (var reader : readers) {
                var own = parties.get(reader);
                if (own == null) {
                    encoded.write(reader, 0, events.size());
                } else {
                    writeAround(reader, own, encoded);
                }
            }
        } finally {
            bytes.release();
        }
    }

    private void writeAround(Peer party, List<Integer> own, Encoded encoded) {
        int from = 0;
        boolean isMember = !begins(events.get(own.getFirst()), party.session());
        for (int i : own) {
            var event = events.get(i);
            if (isMember) encoded.write(party, from, i);
            if (begins(event, party.session())) isMember = true;
            if (isMember) party.tell(event);
            from = i + 1;
            if (ends(event, party.session())) isMember = false;
        }
        if (isMember) encoded.write(party, from, events.size());
    }

    private static boolean begins(Event event, SessionId session) {
        return event instanceof Joined && event.by().equals(session);
    }

    private static boolean ends(Event event, SessionId session) {
        return switch (event) {
            case Left left -> left.by().equals(session);
            case Exited exited -> exited.by().equals(session);
            case Kicked kicked -> kicked.to().equals(session);
            case RoomClosed _ -> true;
            default -> false;
        };
    }
}
