package chat.madang.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// Very many people in one IRC channel of a real server, into which others come and look who is
/// there, again and again, while two talk elsewhere.
///
/// Small by default; as in decision 0027 with `-Dbig.members=2000 -Dbig.newcomers=100
/// -Dbig.seconds=10`.
@Timeout(value = 20, unit = TimeUnit.MINUTES)
@Isolated("loads the machine")
class BigChannelIT {
    private static final int MEMBERS = Integer.getInteger("big.members", 200);
    private static final int NEWCOMERS = Integer.getInteger("big.newcomers", 10);
    private static final int SECONDS = Integer.getInteger("big.seconds", 1);
    private static final int MESSAGES_PER_SECOND = 100;
    private static final Executor VIRTUAL = task -> Thread.ofVirtual().start(task);

    @TempDir private Path folder;
    private final AtomicInteger visits = new AtomicInteger();
    private volatile boolean over;

    @Test
    void who_comes_into_a_big_channel_sees_all_and_stalls_nobody_elsewhere() throws Exception {
        try (var server = ServerProcess.start(folder, "");
                var talker = IrcPeer.entered(server, "talker");
                var hearer = IrcPeer.entered(server, "hearer")) {
            for (var peer : List.of(talker, hearer)) {
                peer.sends("JOIN #quiet");
                peer.awaits(" 366 ");
            }
            fill(server);
            // The first messages are slower, as the server has not talked yet.
            talk(talker, hearer);
            var alone = talk(talker, hearer);

            var newcomers =
                    IntStream.range(0, NEWCOMERS)
                            .mapToObj(i ->
                                    CompletableFuture.runAsync(
                                            () -> visit(server, "newcomer" + i), VIRTUAL))
                            .toList();

            var meanwhile = talk(talker, hearer);

            over = true;
            newcomers.forEach(CompletableFuture::join);
            assertThat(visits.get()).isGreaterThanOrEqualTo(NEWCOMERS);
            assertThat(server.errors()).doesNotContain("ERROR", "WARN", "OutOfMemory");
            System.out.printf(
                    "big channel: %d members, %d newcomers, %.0f JOINs and NAMEs a second;"
                            + " elsewhere %s alone, %s meanwhile%n",
                    MEMBERS, NEWCOMERS, 2.0 * visits.get() / SECONDS, told(alone), told(meanwhile));
        }
    }

    /// Has everybody come in who stays.
    private static void fill(ServerProcess server) throws Exception {
        var there = new CountDownLatch(MEMBERS);
        for (int i = 0; i < MEMBERS; i++) {
            var member = IrcPeer.entered(server, "member" + i);
            VIRTUAL.execute(() -> {
                try (member) {
                    member.sends("JOIN #big");
                    member.awaits(" 366 ");
                    there.countDown();
                    while (true) member.reads();
                } catch (IOException ended) {
                    // The server has, with the test.
                }
            });
        }
        there.await();
    }

    /// Comes into the channel, looks who is there, and goes, until it is over.
    private void visit(ServerProcess server, String nick) {
        try (var newcomer = IrcPeer.entered(server, nick)) {
            do {
                newcomer.sends("JOIN #big");
                checkNames(newcomer, nick);
                newcomer.sends("NAMES #big");
                checkNames(newcomer, nick);
                newcomer.sends("PART #big");
                visits.incrementAndGet();
            } while (!over);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void checkNames(IrcPeer newcomer, String nick) throws IOException {
        var list = ":madang.local 353 " + nick + " = #big ";
        var names = new HashSet<String>();
        for (var line = newcomer.reads(); !line.contains(" 366 "); line = newcomer.reads()) {
            if (line.startsWith(list)) {
                // A list of one name has no colon before it.
                var listed = line.substring(list.length()).replace(":", "");
                names.addAll(Arrays.asList(listed.split(" ")));
            }
        }
        long members = names.stream().filter(name -> name.contains("member")).count();
        assertThat(members).isEqualTo(MEMBERS);
        assertThat(names.contains(nick)).as("%s is there", nick).isTrue();
    }

    /// One talks, the other hears everything.
    ///
    /// @return how long each message took, in nanoseconds, the shortest first
    private static long[] talk(IrcPeer talker, IrcPeer hearer) throws Exception {
        var took = new long[SECONDS * MESSAGES_PER_SECOND];
        var sent = new long[took.length];
        var next = new AtomicInteger();
        try (var clock = Executors.newSingleThreadScheduledExecutor()) {
            clock.scheduleAtFixedRate(
                    () -> say(talker, sent, next.getAndIncrement()),
                    0,
                    1_000_000 / MESSAGES_PER_SECOND,
                    TimeUnit.MICROSECONDS);
            for (int i = 0; i < took.length; i++) {
                hearer.awaits(" PRIVMSG #quiet @" + i);
                took[i] = System.nanoTime() - sent[i];
            }
        }
        Arrays.sort(took);
        return took;
    }

    private static void say(IrcPeer talker, long[] sent, int number) {
        if (number >= sent.length) return;
        try {
            sent[number] = System.nanoTime();
            talker.sends("PRIVMSG #quiet @" + number);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String told(long[] took) {
        return "p50 %.1f ms, p99 %.1f ms, most %.1f ms"
                .formatted(
                        took[took.length / 2] / 1e6,
                        took[took.length * 99 / 100] / 1e6,
                        took[took.length - 1] / 1e6);
    }
}
