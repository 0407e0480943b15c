package chat.madang.gate;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.madang.core.Account;
import chat.madang.core.AccountId;
import chat.madang.core.Name;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// The only right password is "right". It is looked when the test says so, by a clock that stands.
class DoorkeeperTest {
    private static final Account KIM = new Account(new AccountId(1), new Name("kim"));
    private static final InetAddress HERE = InetAddress.ofLiteral("10.0.0.7");
    private static final InetAddress THERE = InetAddress.ofLiteral("10.0.0.8");
    private static final int LOOKED_AT_MAX = 8;

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final List<String> looked = new ArrayList<>();
    private long now = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(30);
    private boolean broken;

    private final Doorkeeper doorkeeper =
            new Doorkeeper(this::check, tasks::add, () -> now, LOOKED_AT_MAX, () -> {});

    @Test
    void a_right_password_is_answered_with_the_account_and_a_wrong_one_with_nothing() {
        var right = admit(HERE, "right");
        var wrong = admit(HERE, "wrong");
        assertThat(right).isNotDone();

        runAll();

        assertThat(right).isCompletedWithValue(Optional.of(KIM));
        assertThat(wrong).isCompletedWithValue(Optional.empty());
    }

    @Test
    void after_five_wrong_logins_it_is_not_looked_for_a_minute() {
        wrongLogins(HERE, 5);

        pass(59);
        assertThat(admit(HERE, "right")).isCompletedWithValue(Optional.empty());
        assertThat(admit(HERE, "wrong")).isCompletedWithValue(Optional.empty());
        assertThat(tasks).isEmpty();

        pass(1);
        var right = admit(HERE, "right");
        runAll();
        assertThat(right).isCompletedWithValue(Optional.of(KIM));
    }

    @Test
    void after_the_minute_there_are_five_guesses_again() {
        wrongLogins(HERE, 5);
        pass(60);
        wrongLogins(HERE, 5);

        assertThat(looked).hasSize(10);
        assertThat(admit(HERE, "right")).isCompletedWithValue(Optional.empty());
    }

    @Test
    void wrong_logins_of_more_than_a_minute_ago_do_not_count() {
        wrongLogins(HERE, 4);
        pass(60);
        wrongLogins(HERE, 4);

        var right = admit(HERE, "right");
        runAll();
        assertThat(right).isCompletedWithValue(Optional.of(KIM));
    }

    @Test
    void a_right_login_does_not_make_wrong_ones_undone() {
        wrongLogins(HERE, 4);
        admit(HERE, "right");
        runAll();
        wrongLogins(HERE, 1);

        assertThat(admit(HERE, "right")).isCompletedWithValue(Optional.empty());
    }

    @Test
    void other_addresses_do_not_wait() {
        wrongLogins(HERE, 5);

        var right = admit(THERE, "right");
        runAll();
        assertThat(right).isCompletedWithValue(Optional.of(KIM));
    }

    @Test
    void of_an_ipv6_address_the_first_half_is_one_persons() {
        for (int i = 1; i <= 5; i++) wrongLogins(InetAddress.ofLiteral("2001:db8:0:1::" + i), 1);

        var neighbour = InetAddress.ofLiteral("2001:db8:0:1:ffff::9");
        assertThat(admit(neighbour, "right")).isCompletedWithValue(Optional.empty());
        var stranger = admit(InetAddress.ofLiteral("2001:db8:0:2::1"), "right");
        runAll();
        assertThat(stranger).isCompletedWithValue(Optional.of(KIM));
    }

    @Test
    void many_at_once_get_no_more_guesses_than_one() {
        var all = admit(HERE, "wrong", 1_000);
        assertThat(tasks).hasSize(5);

        runAll();

        assertThat(looked).hasSize(5);
        assertThat(all).allSatisfy(each -> assertThat(each).isCompletedWithValue(Optional.empty()));
    }

    @Test
    void guesses_that_were_wrong_before_count_with_those_at_once() {
        wrongLogins(HERE, 3);
        looked.clear();

        admit(HERE, "wrong", 1_000);
        assertThat(tasks).hasSize(2);
        runAll();

        assertThat(looked).hasSize(2);
    }

    @Test
    void a_thousand_right_logins_at_once_all_succeed() {
        var all = admit(HERE, "right", 1_000);
        runAll();

        assertThat(all).allSatisfy(each -> assertThat(each).isCompletedWithValue(Optional.of(KIM)));
    }

    @Test
    void who_is_held_back_is_looked_at_when_one_before_was_right() {
        wrongLogins(HERE, 4);
        var first = admit(HERE, "right");
        var second = admit(HERE, "right");
        assertThat(tasks).hasSize(1);

        runOne();
        assertThat(first).isCompletedWithValue(Optional.of(KIM));
        assertThat(tasks).hasSize(1);
        runOne();
        assertThat(second).isCompletedWithValue(Optional.of(KIM));
    }

    @Test
    void no_more_are_looked_at_than_there_are_processors() {
        for (int i = 0; i < 100; i++) admit(InetAddress.ofLiteral("10.1.0." + i), "right");

        for (int left = 100; left > 0; left--) {
            assertThat(tasks).hasSize(Math.min(left, LOOKED_AT_MAX));
            runOne();
        }
        assertThat(tasks).isEmpty();
        assertThat(looked).hasSize(100);
    }

    @Test
    void addresses_take_turns() {
        for (int i = 0; i < LOOKED_AT_MAX; i++) admit(InetAddress.ofLiteral("10.1.0." + i), "x");
        admit(HERE, "here", 3);
        admit(THERE, "there", 2);

        runAll();

        assertThat(looked.subList(LOOKED_AT_MAX, LOOKED_AT_MAX + 5))
                .containsExactly("here", "there", "here", "there", "here");
    }

    @Test
    void how_many_wait_is_bounded_over_all_and_for_each_address() {
        for (int i = 0; i < LOOKED_AT_MAX; i++) admit(InetAddress.ofLiteral("10.1.0." + i), "x");

        var here = admit(HERE, "right", Doorkeeper.WAITING_OF_ONE_MAX);
        assertThat(admit(HERE, "right")).isCompletedWithValue(Optional.empty());
        var there = admit(THERE, "right", Doorkeeper.WAITING_OF_ONE_MAX);
        var third = InetAddress.ofLiteral("10.0.0.9");
        assertThat(admit(third, "right")).isCompletedWithValue(Optional.empty());

        runAll();
        assertThat(here)
                .allSatisfy(each -> assertThat(each).isCompletedWithValue(Optional.of(KIM)));
        assertThat(there)
                .allSatisfy(each -> assertThat(each).isCompletedWithValue(Optional.of(KIM)));
        var later = admit(third, "right");
        runAll();
        assertThat(later).isCompletedWithValue(Optional.of(KIM));
    }

    @Test
    void who_tried_longest_ago_is_forgotten_first() {
        wrongLogins(HERE, 5);
        wrongLogins(THERE, 5);
        for (int i = 1; i < Doorkeeper.QUIET_MAX; i++) {
            wrongLogins(InetAddress.ofLiteral("10.1." + i / 256 + "." + i % 256), 1);
        }

        assertThat(admit(THERE, "right")).isCompletedWithValue(Optional.empty());
        var right = admit(HERE, "right");
        runAll();
        assertThat(right).isCompletedWithValue(Optional.of(KIM));
    }

    @Test
    void a_failure_is_told_and_is_no_wrong_login() {
        broken = true;
        var failed = admit(HERE, "right", 10);
        runAll();
        assertThat(failed).allSatisfy(each -> assertThat(each).isCompletedExceptionally());

        broken = false;
        var right = admit(HERE, "right");
        runAll();
        assertThat(right).isCompletedWithValue(Optional.of(KIM));
    }

    @Test
    void a_password_is_wiped_whatever_comes_of_it() {
        var passwords = new ArrayList<byte[]>();
        for (var word : List.of("right", "wrong", "wrong", "wrong", "wrong", "wrong", "barred")) {
            byte[] password = word.getBytes(UTF_8);
            passwords.add(password);
            doorkeeper.admit(HERE, "kim", password);
            runAll();
        }
        broken = true;
        byte[] last = "right".getBytes(UTF_8);
        doorkeeper.admit(THERE, "kim", last);
        runAll();
        passwords.add(last);

        assertThat(looked).doesNotContain("barred");
        assertThat(passwords)
                .allSatisfy(each -> assertThat(each).containsOnly(new byte[each.length]));
    }

    @Test
    void after_the_end_whatever_waits_and_comes_is_refused() {
        var under = admit(HERE, "right", 5);
        var waiting = admit(HERE, "right");

        doorkeeper.close();

        assertThat(waiting).isCompletedWithValue(Optional.empty());
        assertThat(admit(THERE, "right")).isCompletedWithValue(Optional.empty());
        runAll();
        assertThat(under)
                .allSatisfy(each -> assertThat(each).isCompletedWithValue(Optional.of(KIM)));
    }

    @Test
    void an_executor_that_takes_nothing_is_an_end_too() {
        var closed =
                new Doorkeeper(
                        this::check,
                        _ -> {
                            throw new RejectedExecutionException("closed");
                        },
                        () -> now);

        for (int i = 0; i < 10; i++) {
            assertThat(closed.admit(HERE, "kim", "right".getBytes(UTF_8)))
                    .isCompletedWithValue(Optional.empty());
        }
    }

    @Test
    void on_threads_of_its_own_it_looks_at_a_thousand_and_never_at_more_than_it_may()
            throws InterruptedException {
        var work = new AtomicInteger();
        var atOnce = new AtomicInteger();
        var atOnceMax = new AtomicInteger();
        var answered = new CountDownLatch(1_000);
        var admitted = new AtomicInteger();
        PasswordCheck slow =
                (_, _) -> {
                    atOnceMax.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                    work.addAndGet(Arrays.hashCode(new byte[50_000]));
                    atOnce.decrementAndGet();
                    return Optional.of(KIM);
                };
        try (var real = new Doorkeeper(slow)) {
            for (int i = 0; i < 1_000; i++) {
                real.admit(i % 2 == 0 ? HERE : THERE, "kim", new byte[] {1})
                        .thenAccept(account -> {
                            if (account.isPresent()) admitted.incrementAndGet();
                            answered.countDown();
                        });
            }
            assertThat(answered.await(1, TimeUnit.MINUTES)).isTrue();
        }

        assertThat(admitted).hasValue(1_000);
        assertThat(atOnceMax.get()).isBetween(1, Runtime.getRuntime().availableProcessors());
    }

    private Optional<Account> check(String name, byte[] password) {
        var word = new String(password, UTF_8);
        looked.add(word);
        if (broken) throw new IllegalStateException("as asked");
        return Optional.of(KIM).filter(_ -> name.equals("kim") && word.equals("right"));
    }

    private CompletableFuture<Optional<Account>> admit(InetAddress from, String password) {
        return doorkeeper.admit(from, "kim", password.getBytes(UTF_8));
    }

    private List<CompletableFuture<Optional<Account>>> admit(
            InetAddress from, String password, int times) {
        var all = new ArrayList<CompletableFuture<Optional<Account>>>();
        for (int i = 0; i < times; i++) all.add(admit(from, password));
        return all;
    }

    /// One after the other.
    private void wrongLogins(InetAddress from, int times) {
        for (int i = 0; i < times; i++) {
            admit(from, "wrong");
            runAll();
        }
    }

    private void runOne() {
        tasks.remove().run();
    }

    private void runAll() {
        while (!tasks.isEmpty()) runOne();
    }

    private void pass(long seconds) {
        now += TimeUnit.SECONDS.toNanos(seconds);
    }
}
