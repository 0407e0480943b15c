package chat.madang.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.madang.core.Name;
import chat.madang.store.Accounts;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// People at seven gates of one real server at once, who talk, rename themselves, and come and go
/// at random.
///
/// Small by default; a thousand at each gate for a minute with `-Dyard.people=1000
/// -Dyard.seconds=60`.
@Timeout(value = 20, unit = TimeUnit.MINUTES)
@Isolated("loads the machine")
class YardIT {
    private static final int PEOPLE = Integer.getInteger("yard.people", 40);
    private static final int SECONDS = Integer.getInteger("yard.seconds", 4);
    private static final int ROOM_PEOPLE = 50;
    private static final int ACTIONS_PER_SECOND = Integer.getInteger("yard.actions", 200);
    private static final int SIGNAL_SECONDS = 8;
    private static final long HEAP_SLACK_BYTES = 24L << 20;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir private Path folder;
    private final Random random = new Random(6);

    /// One room, everybody in it, and somebody who hears all and says nothing.
    private static final class Circle implements AutoCloseable {
        final List<YardMember> members = new ArrayList<>();
        final String title;
        final YardMember witness;

        Circle(String title, YardMember witness) {
            this.title = title;
            this.witness = witness;
        }

        @Override
        public void close() throws IOException {
            for (var member : members) member.close();
            witness.close();
        }
    }

    /// Those who have to show now and then that they are there.
    private final List<YardMember> signallers = new CopyOnWriteArrayList<>();

    private int lastNumber;

    @Test
    void everybody_sees_the_same_order_in_each_room_and_nothing_is_left_behind() throws Exception {
        addAccounts();
        try (var server = ServerProcess.start(folder, "", config())) {
            play(server, 12, 1);
            long heapBefore = server.heapBytes();

            play(server, PEOPLE, SECONDS);

            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(server.heapBytes())
                                    .isLessThan(heapBefore + HEAP_SLACK_BYTES));
            assertThat(server.errors()).doesNotContain("ERROR", "WARN", "OutOfMemory");
            System.out.printf(
                    "yard: %d people at each gate for %d s, %d messages, peak resident %d MiB, heap"
                            + " %d -> %d KiB%n",
                    PEOPLE,
                    SECONDS,
                    lastNumber,
                    server.peakResidentBytes() >> 20,
                    heapBefore >> 10,
                    server.heapBytes() >> 10);
        }
    }

    private void play(ServerProcess server, int people, int seconds) throws Exception {
        try (var signals = Executors.newSingleThreadScheduledExecutor()) {
            var signalling =
                    signals.scheduleAtFixedRate(
                            () -> signallers.forEach(YardIT::signal),
                            SIGNAL_SECONDS,
                            SIGNAL_SECONDS,
                            TimeUnit.SECONDS);
            playSignalled(server, people, seconds);
            signalling.cancel(false);
        } finally {
            signallers.clear();
        }
    }

    private static void signal(YardMember member) {
        try {
            member.talk("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void playSignalled(ServerProcess server, int people, int seconds) throws Exception {
        var circles = new ArrayList<Circle>();
        var pairs = new ArrayList<YardMember>();
        try {
            circles.add(lobby(server, people));
            circles.add(openRoom(server, people));
            for (int from = 0; from < people; from += ROOM_PEOPLE) {
                int count = Math.min(ROOM_PEOPLE, people - from);
                circles.add(room(server, "rooms" + people + "-" + from, count));
                circles.add(tcrpRoom(server, "tcrp" + people + "-" + from, count));
            }
            for (int i = 0; i < people; i++) {
                // Everywhere: no other gate reaches all rooms.
                var circle = circles.get(i % circles.size());
                var stem = "i" + people + "-" + i;
                circle.members.add(new YardMember.Irc(server.port("irc"), stem, circle.title));
            }
            for (int i = 0; i < people; i++) {
                var duo = new YardMember.Duo(server.port("duo"), "d" + i, "d" + (i ^ 1));
                duo.enter();
                pairs.add(duo);
            }
            for (var circle : circles) enterAll(circle);
            act(circles, pairs, seconds);
            for (var circle : circles) finish(circle);
            // A datagram may be on its way still, and be heard by one sooner than by another.
            for (var circle : circles) {
                await().atMost(PATIENCE).untilAsserted(() -> check(circle));
            }
        } finally {
            for (var circle : circles) circle.close();
            for (var duo : pairs) duo.close();
        }
    }

    private void act(List<Circle> circles, List<YardMember> pairs, int seconds) throws Exception {
        var failures = new ArrayList<Exception>();
        try (var clock = Executors.newSingleThreadScheduledExecutor()) {
            var acting =
                    clock.scheduleAtFixedRate(
                            () -> {
                                try {
                                    act(circles.get(random.nextInt(circles.size())));
                                    actInPair(pairs);
                                } catch (Exception e) {
                                    failures.add(e);
                                }
                            },
                            0,
                            1_000_000 / ACTIONS_PER_SECOND,
                            TimeUnit.MICROSECONDS);
            clock.schedule(() -> acting.cancel(false), seconds, TimeUnit.SECONDS).get();
        }
        assertThat(failures).isEmpty();
    }

    private void act(Circle circle) throws Exception {
        var member = circle.members.get(random.nextInt(circle.members.size()));
        switch (random.nextInt(20)) {
            case 0 -> member.rename();
            case 1 -> member.comeAgain();
            default -> member.say(++lastNumber);
        }
    }

    private void actInPair(List<YardMember> pairs) throws Exception {
        var member = pairs.get(random.nextInt(pairs.size()));
        switch (random.nextInt(20)) {
            case 0 -> member.rename();
            case 1 -> member.comeAgain();
            default -> member.say(++lastNumber);
        }
    }

    /// Has the witness say the last word when it has heard all that was said, so that it is known
    /// when everybody has heard all.
    private void finish(Circle circle) throws Exception {
        var overTcp =
                circle.members.stream()
                        .filter(member -> !(member instanceof YardMember.OverUdp))
                        .toList();
        // What a member says may come in after what another one says later.
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(overTcp)
                                .allMatch(member -> circle.witness.heard.hasAll(member.said)));
        circle.witness.say(++lastNumber);
        var last = circle.witness.said;
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(overTcp).allMatch(member -> member.heard.hasAll(last)));
        // A datagram may be lost, but they are there, and hear what is said.
        int most = circle.members.size() * 9 / 10;
        await().atMost(PATIENCE).until(() -> haveHeard(circle.members, last) >= most);
    }

    private static long haveHeard(List<YardMember> members, BitSet numbers) {
        return members.stream().filter(member -> member.heard.hasAll(numbers)).count();
    }

    /// The witness has heard everything but its own word, in the order of the room: nobody may have
    /// it otherwise.
    private static void check(Circle circle) {
        var order = new ArrayList<Integer>();
        for (var stay : circle.witness.heard.stays()) for (int number : stay) order.add(number);
        var places = new HashMap<Integer, Integer>();
        for (int number : order) places.put(number, places.size());
        assertThat(places).hasSameSizeAs(order);
        for (var member : circle.members) {
            for (var stay : member.heard.stays()) {
                var others = IntStream.of(stay).filter(number -> !circle.witness.said.get(number));
                check(member, others.toArray(), order, places);
            }
        }
    }

    private static void check(
            YardMember member, int[] stay, List<Integer> order, Map<Integer, Integer> places) {
        boolean mayLose = member instanceof YardMember.OverUdp;
        int before = -1;
        for (int number : stay) {
            int place = places.getOrDefault(number, -1);
            assertThat(place).as("%s heard %d", member, number).isGreaterThan(before);
            for (int i = before + 1; before >= 0 && i < place && !mayLose; i++) {
                assertThat(member.said.get(order.get(i)))
                        .as("%s missed %d", member, order.get(i))
                        .isTrue();
            }
            before = place;
        }
    }

    private Circle lobby(ServerProcess server, int people) throws Exception {
        var members = new ArrayList<YardMember>();
        for (int i = 0; i < people; i++) {
            members.add(new YardMember.Coded(server.port("coded"), "c" + people + "-" + i));
            members.add(new YardMember.Relay(server.port("relay"), "l" + people + "-" + i));
        }
        return circle(server, "lobby", members);
    }

    private Circle openRoom(ServerProcess server, int people) throws Exception {
        var members = new ArrayList<YardMember>();
        for (int i = 0; i < people; i++) {
            members.add(new YardMember.Open(server.port("open"), "o" + people + "-" + i));
        }
        return circle(server, "open", members);
    }

    private Circle tcrpRoom(ServerProcess server, String title, int people) throws Exception {
        var members = new ArrayList<YardMember>();
        for (int i = 0; i < people; i++) {
            members.add(new YardMember.Tcrp(server.port("tcrp"), title + "t" + i, title, i == 0));
        }
        return circle(server, title, members);
    }

    private Circle room(ServerProcess server, String title, int people) throws Exception {
        try (var maker = new Asker(server.port("rooms"))) {
            maker.ask("{\"type\":\"CSCreateRoom\",\"title\":\"%s\"}".formatted(title));
            int room = maker.roomNumber(title);
            var members = new ArrayList<YardMember>();
            for (int i = 0; i < people; i++) {
                members.add(new YardMember.Rooms(server.port("rooms"), title + "r" + i, room));
            }
            var circle = circle(server, title, members);
            // The room ends with its last member: the maker stays until two others are there.
            maker.awaitArrivals(2);
            return circle;
        }
    }

    /// The first one comes, and the witness; the others when all rooms are there, because a list of
    /// rooms with thousands of people in them is cut.
    private Circle circle(ServerProcess server, String title, List<YardMember> members)
            throws Exception {
        enter(members.getFirst());
        int room;
        try (var asker = new Asker(server.port("rooms"))) {
            room = asker.roomNumber(title);
        }
        var circle =
                new Circle(title, new YardMember.Rooms(server.port("rooms"), title + "w", room));
        circle.witness.enter();
        circle.members.addAll(members);
        return circle;
    }

    private void enterAll(Circle circle) throws IOException {
        for (var member : circle.members.subList(1, circle.members.size())) enter(member);
    }

    private void enter(YardMember member) throws IOException {
        member.enter();
        if (member instanceof YardMember.OverUdp) signallers.add(member);
    }

    private void addAccounts() throws Exception {
        Files.createDirectories(folder.resolve("data"));
        var accounts = Accounts.open(folder.resolve("data").resolve(Server.STORE_FILE));
        for (int i = 0; i < Math.max(PEOPLE, 12); i++) {
            accounts.add(new Name("d" + i), "1234".getBytes(UTF_8));
        }
    }

    private String config() throws IOException {
        var file = folder.resolve("madang.toml");
        Files.writeString(
                file,
                """
                [open]
                capacity = 5000
                [relay]
                idle = 30
                [tcrp]
                idle = 30
                """);
        return "--config=" + file;
    }

    /// Somebody at the `rooms` gate who waits for answers.
    private static final class Asker implements AutoCloseable {
        private final Socket socket;
        private final DataInputStream in;

        Asker(int port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            in = new DataInputStream(socket.getInputStream());
        }

        String ask(String request) throws IOException {
            socket.getOutputStream().write(Frames.json(request));
            return read();
        }

        void awaitArrivals(int count) throws IOException {
            for (int left = count; left > 0; ) {
                if (read().contains("님이 입장했습니다.")) left--;
            }
        }

        private String read() throws IOException {
            var answer = new byte[in.readUnsignedShort()];
            in.readFully(answer);
            return new String(answer, UTF_8);
        }

        /// The number of the room of that title, as soon as there is one.
        int roomNumber(String title) throws IOException {
            var row = Pattern.compile("\"roomId\":(\\d+),\"title\":\"" + title + "\"");
            while (true) {
                var found = row.matcher(ask("{\"type\":\"CSRooms\"}"));
                if (found.find()) return Integer.parseInt(found.group(1));
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
