package chat.madang.server;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import chat.madang.core.Chat;
import chat.madang.core.Command;
import chat.madang.core.Command.OfHouse;
import chat.madang.core.Command.SayDue;
import chat.madang.core.Command.TakeBack;
import chat.madang.core.Delivery;
import chat.madang.core.Entrance;
import chat.madang.core.Event;
import chat.madang.core.Event.Promise;
import chat.madang.core.Journal;
import chat.madang.core.Outbox;
import chat.madang.core.Text;

import io.netty.util.concurrent.Ticker;

import org.jctools.queues.MpscBlockingConsumerArrayQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// The one thread that changes the [Chat], and the bounded way to it.
///
/// It takes what has gathered in the entrance, applies it, and hands what happened to every outbox
/// and to the journal: that is a turn. The busier it is, the larger its turns and the fewer the
/// writes. What is a [Promise] goes to the outboxes only when the journal says that the turn is on
/// disk; if it cannot be, it is taken back.
///
/// One bound holds the whole way from the entrance to the connections and the disk: commands count
/// as *under way* from when they are taken until every outbox has written their turn, and the
/// journal has. At [#UNDER_WAY_BYTES_MAX] the entrance refuses; as soon as half of that is free
/// again, every outbox is told. So neither the queue, nor the turns waiting at a loop or at the
/// disk, can grow further, and this thread never waits for either.
///
/// Exits are not weighed: there is one a session, and the queue has a place for each. Nor are
/// take-backs, of which there is one a promise under way.
///
/// What is scheduled is said when its time has come by the clock, which is looked at every second
/// at least, so that it may be set.
final class ChatLoop implements Entrance {
    /// What may be under way at once.
    static final int UNDER_WAY_BYTES_MAX = 256 * 1024;

    private static final int TURN_COMMANDS_MAX = 1_024;
    private static final int SLEEP_MILLIS_MAX = 1_000;

    /// How far loops that offer at the same moment can overshoot the bound together.
    private static final int OVERSHOOT_COMMANDS_MAX = 1_024;

    /// Why a session goes whose command could not be applied, where such a thing can be told.
    private static final Text FAILED = new Text("The server has failed");

    private static final Logger log = LoggerFactory.getLogger(ChatLoop.class);

    private final Chat chat;
    private final InstantSource clock;
    private final List<Outbox> outboxes;
    private final Journal journal;
    private final Runnable onFailure;
    private final MpscBlockingConsumerArrayQueue<Command> queue;
    private final AtomicLong underWayBytes = new AtomicLong();
    private final Unwritten unwritten = new Unwritten();
    private final Pulse pulse = new Pulse(Ticker.systemTicker());

    /// Set by a loop that was refused, cleared by the thread that tells the outboxes.
    private volatile boolean refused;

    private volatile boolean stopped;

    /// Null until started. Threads: set by the one that starts, read by any.
    private volatile @Nullable Thread thread;

    /// @param sessionsMax how many sessions there can be at once, each with one exit
    /// @param onFailure called when the thread cannot go on: nobody is served any more
    ChatLoop(Chat chat, InstantSource clock, Ways ways, int sessionsMax, Runnable onFailure) {
        this.onFailure = onFailure;
        this.chat = chat;
        this.clock = clock;
        this.outboxes = ways.outboxes();
        this.journal = ways.journal();
        int commandsMax = UNDER_WAY_BYTES_MAX / Weight.COMMAND_BYTES + OVERSHOOT_COMMANDS_MAX;
        this.queue = new MpscBlockingConsumerArrayQueue<>(2 * commandsMax + sessionsMax);
    }

    /// The ways out.
    record Ways(List<Outbox> outboxes, Journal journal) {
        Ways {
            outboxes = List.copyOf(outboxes);
        }
    }

    /// Starts the thread.
    void start() {
        thread = Thread.ofPlatform().name("chat").start(this::run);
    }

    /// Applies what the entrance has taken, then ends the thread and waits for its end.
    void stop() throws InterruptedException {
        stopped = true;
        if (thread == null) return;
        thread.interrupt();
        thread.join();
    }

    /// Takes back what the journal could not write at the end, so that its askers are told. To be
    /// called when it has told its last outcome, after [#stop]; nothing while the thread runs on.
    void takeBack() {
        if (thread == null || thread.isAlive()) return;
        for (var next = queue.poll(); next != null; next = queue.poll()) turn(next);
    }

    /// How it goes with the thread.
    Pulse pulse() {
        return pulse;
    }

    /// Whether the thread is there.
    boolean isAlive() {
        return thread != null && thread.isAlive();
    }

    /// How many commands wait for a turn.
    int queued() {
        return queue.size();
    }

    /// What is under way, as it is weighed.
    long underWayBytes() {
        return underWayBytes.get();
    }

    @Override
    public boolean offer(Command command) {
        if (stopped) return false;
        if (isFull()) {
            refused = true;
            // Asked again: what was under way may all have been written before the mark was set.
            if (isFull()) {
                pulse.refused();
                return false;
            }
        }
        underWayBytes.addAndGet(Weight.of(command));
        enqueue(command);
        return true;
    }

    @Override
    public void exit(Command.Exit exit) {
        if (!stopped) enqueue(exit);
    }

    /// Applies what is due and what is waiting, up to a turn's bound, and hands over what happened.
    ///
    /// @return whether there was anything
    boolean turn() {
        var first = isSomethingDue() ? new SayDue() : queue.poll();
        if (first == null) return false;
        turn(first);
        return true;
    }

    private void run() {
        try {
            takeTurns();
        } catch (Throwable failure) {
            log.error("the core has failed", failure);
            onFailure.run();
        }
    }

    private void takeTurns() {
        try {
            while (!stopped) if (!turn()) await();
        } catch (InterruptedException _) {
            // Stopped while waiting.
        }
        boolean more = true;
        while (more) more = turn();
    }

    /// Waits for a command, or until something is due, and applies what has come.
    private void await() throws InterruptedException {
        var due = chat.nextDue();
        var first = due.isEmpty() ? queue.take() : queue.poll(millisUntil(due.get()), MILLISECONDS);
        if (first != null) turn(first);
    }

    private boolean isSomethingDue() {
        var due = chat.nextDue();
        return due.isPresent() && !due.get().isAfter(clock.instant());
    }

    private long millisUntil(Instant due) {
        // Rounded up, so as not to wake too early; cut first, so that far times do not overflow.
        var wait = Duration.between(clock.instant(), due);
        if (wait.compareTo(Duration.ofMillis(SLEEP_MILLIS_MAX)) >= 0) return SLEEP_MILLIS_MAX;
        return Math.max(0, wait.toMillis() + 1);
    }

    private void turn(Command first) {
        pulse.begin();
        var now = clock.instant();
        var turn = new Turn();
        int count = 0;
        for (var next = first;
                next != null;
                next = ++count < TURN_COMMANDS_MAX ? queue.poll() : null) {
            turn.add(next, apply(next, now));
        }
        turn.handOver();
        pulse.end(count);
    }

    private List<Delivery> apply(Command command, Instant now) {
        try {
            return chat.apply(command, now);
        } catch (RuntimeException bug) {
            log.error("failed command={} session={}", kind(command), command.from(), bug);
            return command instanceof OfHouse ? List.of() : dismiss(command, now);
        }
    }

    /// Takes a session out whose command could not be applied; everyone else goes on.
    private List<Delivery> dismiss(Command failed, Instant now) {
        try {
            return chat.apply(new Command.Exit(failed.from(), Optional.of(FAILED)), now);
        } catch (RuntimeException bug) {
            log.error("not dismissed session={}", failed.from(), bug);
            return List.of();
        }
    }

    /// What has happened in one turn, on its way out.
    private final class Turn implements Journal.Outcome {
        private final List<Delivery> told = new ArrayList<>();
        private final List<Delivery> promised = new ArrayList<>();
        private final List<Event> events = new ArrayList<>();
        private final List<Command> takenBack = new ArrayList<>();
        private final AtomicInteger waiting = new AtomicInteger();
        private long bytes;

        void add(Command command, List<Delivery> deliveries) {
            bytes += Weight.of(command);
            // A promise that is too late to be taken back has come true, and is written no more.
            boolean isSettled = command instanceof TakeBack;
            if (isSettled) takenBack.add(command);
            for (var delivery : deliveries) {
                if (delivery.event() instanceof Promise && isSettled) {
                    told.add(delivery);
                } else {
                    events.add(delivery.event());
                    (delivery.event() instanceof Promise ? promised : told).add(delivery);
                }
            }
        }

        void handOver() {
            waiting.set(outboxes.size() + 1);
            for (var outbox : outboxes) outbox.deliver(told, this::written);
            journal.write(events, this);
        }

        /// Also when much is under way: as long as it is, everybody may have to wait.
        @Override
        public boolean isUrgent() {
            boolean awaited = !promised.isEmpty() || !takenBack.isEmpty();
            return awaited || underWayBytes.get() >= UNDER_WAY_BYTES_MAX / 4;
        }

        @Override
        public void kept() {
            settle(true);
        }

        @Override
        public void failed() {
            unwritten.failed(events);
            settle(false);
        }

        private void settle(boolean kept) {
            var come = new ArrayList<Delivery>();
            for (var delivery : promised) {
                if (!(delivery.event() instanceof Promise promise)) continue;
                if (unwritten.hasComeTrue(promise, kept)) come.add(delivery);
                else enqueue(new TakeBack(promise));
            }
            if (!come.isEmpty()) {
                waiting.addAndGet(outboxes.size());
                for (var outbox : outboxes) outbox.deliver(come, this::written);
            }
            unwritten.applied(takenBack);
            written();
        }

        private void written() {
            if (waiting.decrementAndGet() == 0) release(bytes);
        }
    }

    private void release(long bytes) {
        long left = underWayBytes.addAndGet(-bytes);
        if (!refused || left > UNDER_WAY_BYTES_MAX / 2) return;

        refused = false;
        for (var outbox : outboxes) outbox.deliver(List.of(), () -> {});
    }

    private boolean isFull() {
        return underWayBytes.get() >= UNDER_WAY_BYTES_MAX;
    }

    private void enqueue(Command command) {
        if (!queue.offer(command)) throw new IllegalStateException("queue: full (expected: never)");
    }

    private static String kind(Command command) {
        return command.getClass().getSimpleName();
    }
}
