package chat.madang.tools.bench;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/// Says who talks next, at the [Pace] of the run.
final class Talk {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /// So many seconds of messages may be under way at a fixed rate.
    private static final int SECONDS_UNDER_WAY_MAX = 20;

    private final Crowd crowd;
    private final Traffic traffic;
    private final Pace pace;
    private final int talkers;

    /// For each talker how many messages are to be said in this turn.
    private final int[] due;

    private final int[] order;
    private int orderCount;
    private long began;
    private long count;

    Talk(Crowd crowd, Traffic traffic, Load load) {
        this.crowd = crowd;
        this.traffic = traffic;
        this.pace = load.pace();
        this.talkers = load.party().talkers();
        this.due = new int[talkers];
        this.order = new int[talkers];
    }

    /// How many messages of one talker can be under way.
    static int eachMax(Pace pace, int talkers) {
        if (talkers == 0) return 1;
        return switch (pace) {
            case Pace.Window(int messages) -> (messages + talkers - 1) / talkers;
            case Pace.Rate(int perSecond) -> perSecond * SECONDS_UNDER_WAY_MAX / talkers + 1;
            case Pace.Silence() -> 1;
        };
    }

    /// The first messages.
    void begin(long now) throws IOException {
        began = now;
        if (pace instanceof Pace.Window(int messages)) {
            for (int each = 0; each < messages; each++) owe(each % talkers);
        }
        go(now);
    }

    /// Says what is due.
    ///
    /// @return for how many nanoseconds nothing will be, unless something is heard
    long go(long now) throws IOException {
        return switch (pace) {
            case Pace.Window(int messages) -> {
                for (int talker = traffic.takeDone(); talker >= 0; talker = traffic.takeDone()) {
                    owe(after(talker, messages));
                }
                pay(now);
                yield Long.MAX_VALUE;
            }
            case Pace.Rate(int perSecond) -> {
                traffic.forgetDone();
                long at = began + count * SECOND / perSecond;
                for (; at <= now; at = began + ++count * SECOND / perSecond) say(at);
                yield at - now;
            }
            case Pace.Silence() -> Long.MAX_VALUE;
        };
    }

    /// Who talks after a talker: the window is cut into places, and each has talkers of its own.
    private int after(int talker, int messages) {
        return talker + messages < talkers ? talker + messages : talker % messages;
    }

    private void owe(int talker) {
        if (due[talker]++ == 0) order[orderCount++] = talker;
    }

    private void pay(long now) throws IOException {
        for (int each = 0; each < orderCount; each++) {
            int talker = order[each];
            crowd.say(talker, due[talker], now);
            due[talker] = 0;
        }
        orderCount = 0;
    }

    private void say(long at) throws IOException {
        int talker = (int) (count % talkers);
        if (!traffic.hasRoom(talker)) {
            throw new BenchFailure(
                    "the server does not keep up: %d messages are under way"
                            .formatted(traffic.underWay()));
        }
        crowd.say(talker, 1, at);
    }
}
