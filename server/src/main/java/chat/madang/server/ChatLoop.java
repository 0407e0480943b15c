package chat.madang.server;

import chat.madang.core.Chat;
import chat.madang.core.Command;
import chat.madang.core.Command.Say;
import chat.madang.core.Delivery;
import chat.madang.core.Entrance;
import chat.madang.core.Outbox;

import org.jctools.queues.MpscBlockingConsumerArrayQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// The one thread that changes the [Chat], and the bounded way to it.
///
/// It takes what has gathered in the entrance, applies it, and hands what happened to every outbox:
/// that is a turn. The busier it is, the larger its turns and the fewer the writes.
///
/// One bound holds the whole way from the entrance to the connections: commands count as *under
/// way* from when they are taken until every outbox has written their turn. At
/// [#UNDER_WAY_BYTES_MAX] the entrance refuses; as soon as half of that is free again, every outbox
/// is told. So neither the queue, nor the turns waiting at a loop, can grow further, and this
/// thread never waits for a loop.
///
/// Exits are not weighed: there is one a session, and the queue has a place for each.
final class ChatLoop implements Entrance {
    /// What may be under way at once.
    static final int UNDER_WAY_BYTES_MAX = 256 * 1024;

    /// What a command weighs besides its text.
    static final int COMMAND_BYTES = 128;

    /// What a question for the rooms weighs: less than its answer can, but so much that few are
    /// under way at once.
    private static final int LIST_BYTES = 4 * 1024;

    private static final int TURN_COMMANDS_MAX = 1_024;

    /// How far loops that offer at the same moment can overshoot the bound together.
    private static final int OVERSHOOT_COMMANDS_MAX = 1_024;

    private static final Logger log = LoggerFactory.getLogger(ChatLoop.class);

    private final Chat chat;
    private final InstantSource clock;
    private final List<Outbox> outboxes;
    private final Runnable onFailure;
    private final MpscBlockingConsumerArrayQueue<Command> queue;
    private final AtomicLong underWayBytes = new AtomicLong();

    /// Set by a loop that was refused, cleared by the thread that tells the outboxes.
    private volatile boolean refused;

    private volatile boolean stopped;

    /// Null until started.
    private @Nullable Thread thread;

    /// @param sessionsMax how many sessions there can be at once, each with one exit
    /// @param onFailure called when the thread cannot go on: nobody is served any more
    ChatLoop(
            Chat chat,
            InstantSource clock,
            List<Outbox> outboxes,
            int sessionsMax,
            Runnable onFailure) {
        this.onFailure = onFailure;
        this.chat = chat;
        this.clock = clock;
        this.outboxes = List.copyOf(outboxes);
        int commandsMax = UNDER_WAY_BYTES_MAX / COMMAND_BYTES + OVERSHOOT_COMMANDS_MAX;
        this.queue = new MpscBlockingConsumerArrayQueue<>(commandsMax + sessionsMax);
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

    @Override
    public boolean offer(Command command) {
        if (stopped) return false;
        if (isFull()) {
            refused = true;
            // Asked again: what was under way may all have been written before the mark was set.
            if (isFull()) return false;
        }
        underWayBytes.addAndGet(weight(command));
        enqueue(command);
        return true;
    }

    @Override
    public void exit(Command.Exit exit) {
        if (!stopped) enqueue(exit);
    }

    /// Applies what is waiting, up to a turn's bound, and hands over what happened.
    ///
    /// @return whether there was anything
    boolean turn() {
        var first = queue.poll();
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
            while (!stopped) turn(queue.take());
        } catch (InterruptedException _) {
            // Stopped while waiting.
        }
        boolean more = true;
        while (more) more = turn();
    }

    private void turn(Command first) {
        var now = clock.instant();
        var deliveries = new ArrayList<Delivery>();
        long bytes = 0;
        int count = 0;
        for (var next = first;
                next != null;
                next = ++count < TURN_COMMANDS_MAX ? queue.poll() : null) {
            bytes += weight(next);
            deliveries.addAll(apply(next, now));
        }
        handOver(deliveries, bytes);
    }

    private List<Delivery> apply(Command command, Instant now) {
        try {
            return chat.apply(command, now);
        } catch (RuntimeException bug) {
            log.error("failed command={} session={}", kind(command), command.from(), bug);
            return dismiss(command, now);
        }
    }

    /// Takes a session out whose command could not be applied; everyone else goes on.
    private List<Delivery> dismiss(Command failed, Instant now) {
        try {
            return chat.apply(new Command.Exit(failed.from()), now);
        } catch (RuntimeException bug) {
            log.error("not dismissed session={}", failed.from(), bug);
            return List.of();
        }
    }

    private void handOver(List<Delivery> deliveries, long bytes) {
        var waiting = new AtomicInteger(outboxes.size());
        Runnable written =
                () -> {
                    if (waiting.decrementAndGet() == 0) release(bytes);
                };
        for (var outbox : outboxes) outbox.deliver(deliveries, written);
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

    private static int weight(Command command) {
        return switch (command) {
            case Say say -> COMMAND_BYTES + say.text().bytes();
            case Command.Exit _ -> 0;
            case Command.Enter _,
                    Command.Rename _,
                    Command.CreateRoom _,
                    Command.Join _,
                    Command.Leave _ ->
                    COMMAND_BYTES;
            case Command.ListRooms _ -> LIST_BYTES;
        };
    }

    private static String kind(Command command) {
        return command.getClass().getSimpleName();
    }
}
