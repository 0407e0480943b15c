package chat.madang.gate;

import chat.madang.core.Event;
import chat.madang.core.Event.Joined;
import chat.madang.core.Event.Left;
import chat.madang.core.RoomId;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/// Successive events for the same rooms, on their way to one loop's connections.
///
/// Each dialect encodes the run once, into one buffer; each member gets a slice of it:
///
/// ```
/// events     | 0 said by a | 1 said by b | 2 c joins | 3 said by a | 4 d leaves |
/// most get   |<--------------------------- one slice --------------------------->|
/// b gets     |<---- 0 ---->|  own view   |<------------- 2 to 4 --------------->|
/// c gets                                 | own view  |<------- 3 to 4 --------->|
/// d gets     |<------------------- 0 to 3 -------------------->|    own view    |
/// ```
///
/// Whoever caused an event of the run sees it in their own way and gets the parts around it;
/// whoever joins by one gets what follows it, and whoever leaves by one what precedes it.
final class Run {
    private static final int EVENT_BYTES_USUAL = 128;
    private static final Logger log = LoggerFactory.getLogger(Run.class);

    private final List<RoomId> rooms;
    private final List<Event> events = new ArrayList<>();

    /// Which events of the run each of the loop's own connections caused, by index, ascending.
    private final Map<Connection, List<Integer>> causes = new LinkedHashMap<>();

    Run(List<RoomId> rooms) {
        this.rooms = rooms;
    }

    /// Those whose members hear the run.
    List<RoomId> rooms() {
        return rooms;
    }

    void add(Event event) {
        events.add(event);
    }

    /// Adds an event that a connection of this loop caused.
    void addCausedBy(Connection connection, Event event) {
        causes.computeIfAbsent(connection, _ -> new ArrayList<>()).add(events.size());
        events.add(event);
    }

    /// Each of the loop's connections that caused something here, with the last that it caused.
    void forEachCauser(BiConsumer<Connection, Event> action) {
        causes.forEach((causer, caused) -> action.accept(causer, events.get(caused.getLast())));
    }

    /// Encodes the run for those who read `dialect`, and writes it to them.
    void write(Dialect dialect, Set<Connection> readers, ByteBufAllocator allocator) {
        var bytes = allocator.directBuffer(events.size() * EVENT_BYTES_USUAL);
        try {
            int[] starts = encode(dialect, bytes);
            for (var reader : readers) {
                var caused = causes.get(reader);
                if (caused == null) {
                    writePart(reader, bytes, 0, bytes.writerIndex());
                } else {
                    writeAround(reader, caused, bytes, starts);
                }
            }
        } finally {
            bytes.release();
        }
    }

    /// Where each event begins in `bytes`, and, last, where the run ends.
    private int[] encode(Dialect dialect, ByteBuf bytes) {
        int[] starts = new int[events.size() + 1];
        for (int i = 0; i < events.size(); i++) {
            try {
                dialect.encode(events.get(i), Perspective.OTHERS, bytes);
            } catch (RuntimeException bug) {
                bytes.writerIndex(starts[i]);
                log.error("not told event={}", events.get(i).getClass().getSimpleName(), bug);
            }
            starts[i + 1] = bytes.writerIndex();
        }
        return starts;
    }

    private void writeAround(Connection causer, List<Integer> caused, ByteBuf bytes, int[] starts) {
        int from = 0;
        boolean isMember = !(events.get(caused.getFirst()) instanceof Joined);
        for (int i : caused) {
            var event = events.get(i);
            if (isMember) writePart(causer, bytes, from, starts[i]);
            causer.tell(event);
            from = starts[i + 1];
            isMember = !(event instanceof Left);
        }
        if (isMember) writePart(causer, bytes, from, bytes.writerIndex());
    }

    private static void writePart(Connection reader, ByteBuf bytes, int from, int to) {
        if (to > from) reader.write(bytes.retainedSlice(from, to - from));
    }
}
