package chat.madang.server;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Very many pages at a real server with little memory; ten thousand with `-Dweb.pages=10000`.
@Isolated("loads the machine")
class WebCrowdIT {
    private static final String SMALL_MEMORY = "-Xmx192m -XX:MaxDirectMemorySize=192m";
    private static final int PAGES = Integer.getInteger("web.pages", 500);

    /// So many come before it is measured, so that everything is there that is there but once.
    private static final int WARM = 100;

    /// Who comes is told to everybody in the room, and these read it only at the end.
    private static final int IN_ROOM_MAX = 500;

    private static final long BYTES_PER_PAGE_MAX = 64 << 10;
    private static final int PATIENCE_MILLIS = 60_000;
    private static final int MASKED = 0x80;
    private static final int WHOLE_TEXT = 0x81;
    private static final int TWO_FOLLOW = 126;

    private static final byte[] UPGRADE =
            """
            GET /api/v1 HTTP/1.1
            Host: localhost
            Connection: Upgrade
            Upgrade: websocket
            Sec-WebSocket-Version: 13
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

            """
                    .replace("\n", "\r\n")
                    .getBytes(US_ASCII);

    private final List<Socket> pages = new ArrayList<>();

    @TempDir private Path folder;

    @Test
    void many_pages_cost_little_and_a_message_reaches_a_room_of_them() throws Exception {
        try (var server = ServerProcess.start(folder, SMALL_MEMORY)) {
            for (int i = 0; i < WARM; i++) come(server);
            long before = server.heapBytes();
            for (int i = WARM; i < PAGES; i++) come(server);
            long perPage = (server.heapBytes() - before) / (PAGES - WARM);

            var room = pages.subList(0, Math.min(PAGES, IN_ROOM_MAX));
            for (var page : room) send(page, "{\"type\":\"join\",\"room\":\"lobby\"}");
            for (var page : room) readUntil(page, "\"members\"");
            long began = System.nanoTime();
            send(room.getFirst(), "{\"type\":\"say\",\"room\":1,\"text\":\"to all\"}");
            for (var page : room) readUntil(page, "\"text\":\"to all\"");
            double seconds = (System.nanoTime() - began) / 1e9;

            assertThat(perPage).isLessThan(BYTES_PER_PAGE_MAX);
            assertThat(server.errors()).doesNotContain("ERROR", "OutOfMemory");
            System.out.printf(
                    "web crowd: %d pages, %d bytes of heap each, peak resident %d MiB, a message to"
                            + " %d in %.3f s%n",
                    PAGES, perPage, server.peakResidentBytes() >> 20, room.size(), seconds);
        } finally {
            for (var page : pages) page.close();
        }
    }

    private void come(ServerProcess server) throws IOException {
        var page = new Socket(InetAddress.getLoopbackAddress(), server.port("web"));
        page.setSoTimeout(PATIENCE_MILLIS);
        page.getOutputStream().write(UPGRADE);
        var end = new byte[4];
        while (!new String(end, US_ASCII).equals("\r\n\r\n")) {
            System.arraycopy(end, 1, end, 0, end.length - 1);
            end[end.length - 1] = (byte) page.getInputStream().read();
        }
        send(page, "{\"type\":\"hello\",\"name\":\"page" + pages.size() + "\"}");
        readUntil(page, "\"welcome\"");
        pages.add(page);
    }

    /// A message of at most 125 bytes, masked with zeros.
    private static void send(Socket page, String message) throws IOException {
        var content = message.getBytes(UTF_8);
        var frame = ByteBuffer.allocate(2 + Integer.BYTES + content.length);
        frame.put((byte) WHOLE_TEXT).put((byte) (MASKED | content.length)).putInt(0).put(content);
        page.getOutputStream().write(frame.array());
    }

    /// Reads messages up to the one that has that in it.
    private static void readUntil(Socket page, String part) throws IOException {
        while (!readMessage(page).contains(part)) {
            // What came before it.
        }
    }

    private static String readMessage(Socket page) throws IOException {
        var in = page.getInputStream();
        var head = in.readNBytes(2);
        assertThat(head).hasSize(2);
        int length = head[1];
        if (length >= TWO_FOLLOW) {
            var more = in.readNBytes(length == TWO_FOLLOW ? Short.BYTES : Long.BYTES);
            length = 0;
            for (byte each : more) length = length << 8 | Byte.toUnsignedInt(each);
        }
        return new String(in.readNBytes(length), UTF_8);
    }
}
