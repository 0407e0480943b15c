package chat.madang.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.zip.CRC32;

/// Very many people in one room of a real server with little memory.
@Isolated("loads the machine")
class CrowdIT {
    private static final String SMALL_MEMORY = "-Xmx192m -XX:MaxDirectMemorySize=192m";
    private static final long HEAP_SLACK_BYTES = 4L << 20;

    @TempDir private Path folder;

    @Test
    void two_thousand_listen_to_one_who_talks_at_full_speed() throws Exception {
        int people = 2_000;
        int messages = 10_000;
        try (var server = ServerProcess.start(folder, SMALL_MEMORY)) {
            try (var warm = new Crowd(server.port("rooms"), 1)) {
                talk(server, warm, 10, 10);
            }
            long heapBefore = server.heapBytes();

            double seconds;
            try (var crowd = new Crowd(server.port("rooms"), 2)) {
                seconds = talk(server, crowd, people, messages);
            }

            assertThat(server.heapBytes()).isLessThan(heapBefore + HEAP_SLACK_BYTES);
            assertThat(server.errors()).doesNotContain("ERROR", "OutOfMemory");
            System.out.printf(
                    "crowd: %d people, %d messages in %.1f s, peak resident %d MiB, heap %d -> %d"
                            + " KiB%n",
                    people,
                    messages,
                    seconds,
                    server.peakResidentBytes() >> 20,
                    heapBefore >> 10,
                    server.heapBytes() >> 10);
        }
    }

    @Test
    void one_who_never_reads_is_closed_and_the_others_go_on() throws Exception {
        int people = 999;
        // More than the kernel keeps for a peer that does not read, and the bound on top.
        int messages = 4_000;
        var text = "x".repeat(1_500);
        try (var server = ServerProcess.start(folder, SMALL_MEMORY);
                var crowd = new Crowd(server.port("rooms"), 1);
                var talker = Crowd.connect(server.port("rooms"));
                var deaf = SocketChannel.open()) {
            open(talker);
            deaf.setOption(StandardSocketOptions.SO_RCVBUF, 4_096);
            deaf.connect(talker.getRemoteAddress());
            deaf.write(ByteBuffer.wrap(Frames.json("{\"type\":\"CSName\",\"name\":\"deaf\"}")));
            deaf.write(ByteBuffer.wrap(Frames.json("{\"type\":\"CSJoinRoom\",\"roomId\":1}")));
            awaitJoin(talker, "deaf");
            for (int i = 0; i < people; i++) crowd.join(false);
            crowd.readUntil(Crowd.Listener::hasJoined);
            var ears = aside(() -> readAll(talker));

            var mouth = aside(() -> sayAll(talker, messages, _ -> text));
            long chatBytes = (long) messages * Frames.json(chat(text)).length;
            long leftBytes = Frames.json(system("[deaf] 님이 퇴장했습니다.")).length;
            crowd.readUntil(listener -> listener.bytes() == chatBytes + leftBytes);

            mouth.join();
            var first = crowd.listeners().getFirst();
            assertThat(crowd.listeners()).allMatch(each -> each.checksum() == first.checksum());
            assertThat(ears).isNotDone();
        }
    }

    /// People come, one talks as fast as the server reads, everybody reads the same, all leave.
    ///
    /// @return how many seconds the talk took
    private static double talk(ServerProcess server, Crowd crowd, int people, int messages)
            throws Exception {
        try (var talker = Crowd.connect(server.port("rooms"))) {
            open(talker);
            for (int i = 0; i < people; i++) crowd.join(i % 2 == 1);
            crowd.readUntil(Crowd.Listener::hasJoined);
            var ears = aside(() -> readAll(talker));
            long begun = System.nanoTime();
            var mouth = aside(() -> sayAll(talker, messages, CrowdIT::text));

            var json = expected(messages, text -> Frames.json(chat(text)));
            var protobuf = expected(messages, text -> Frames.protobufChat("talker", text));
            crowd.readUntil(each -> each.bytes() >= (each.isProtobuf() ? protobuf : json).bytes());

            double seconds = (System.nanoTime() - begun) / 1e9;

            mouth.join();
            assertThat(crowd.listeners())
                    .allMatch(each -> (each.isProtobuf() ? protobuf : json).isReadBy(each));
            assertThat(ears).isNotDone();
            return seconds;
        }
    }

    /// What a listener must have read.
    private record Expected(long bytes, long checksum) {
        boolean isReadBy(Crowd.Listener listener) {
            return listener.bytes() == bytes && listener.checksum() == checksum;
        }
    }

    private static Expected expected(int messages, Frame frame) {
        var checksum = new CRC32();
        long bytes = 0;
        for (int i = 0; i < messages; i++) {
            byte[] next = frame.of(text(i));
            checksum.update(next);
            bytes += next.length;
        }
        return new Expected(bytes, checksum.getValue());
    }

    private interface Frame {
        byte[] of(String text);
    }

    /// Names the talker, who creates room 1 of a fresh server, or the next.
    private static void open(SocketChannel talker) throws IOException {
        talker.write(ByteBuffer.wrap(Frames.json("{\"type\":\"CSName\",\"name\":\"talker\"}")));
        talker.write(ByteBuffer.wrap(Frames.json("{\"type\":\"CSCreateRoom\",\"title\":\"tea\"}")));
        awaitText(talker, "방제[tea] 방에 입장했습니다.");
    }

    private static void awaitJoin(SocketChannel talker, String name) throws IOException {
        awaitText(talker, "[" + name + "] 님이 입장했습니다.");
    }

    private static void awaitText(SocketChannel channel, String text) throws IOException {
        var buffer = ByteBuffer.allocate(4_096);
        while (!StandardCharsets.UTF_8
                .decode(buffer.duplicate().flip())
                .toString()
                .contains(text)) {
            assertThat(channel.read(buffer)).isPositive();
        }
    }

    private static void sayAll(SocketChannel talker, int messages, IntFunction<String> text) {
        try {
            var out = new BufferedOutputStream(Channels.newOutputStream(talker), 1 << 16);
            out.write(message(Crowd.BEGIN));
            for (int i = 0; i < messages; i++) out.write(message(text.apply(i)));
            out.flush();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// On a thread of its own: the common pool has only one on a machine of two processors.
    private static CompletableFuture<Void> aside(Runnable task) {
        return CompletableFuture.runAsync(task, each -> Thread.ofPlatform().daemon().start(each));
    }

    private static void readAll(SocketChannel channel) {
        var buffer = ByteBuffer.allocate(1 << 16);
        try {
            int count = 0;
            while (count >= 0) count = channel.read(buffer.clear());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static byte[] message(String text) {
        return Frames.json("{\"type\":\"CSChat\",\"text\":\"" + text + "\"}");
    }

    private static String chat(String text) {
        return "{\"type\":\"SCChat\",\"member\":\"talker\",\"text\":\"" + text + "\"}";
    }

    private static String system(String text) {
        return "{\"type\":\"SCSystemMessage\",\"text\":\"" + text + "\"}";
    }

    private static String text(int number) {
        return "message " + number;
    }
}
