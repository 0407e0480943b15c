package chat.madang.core;

import chat.madang.core.Event.Entered;
import chat.madang.core.Event.Exited;
import chat.madang.core.Event.Joined;
import chat.madang.core.Event.Left;
import chat.madang.core.Event.Refused;
import chat.madang.core.Event.Renamed;
import chat.madang.core.Event.RoomsListed;
import chat.madang.core.Event.Said;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// One command of a seeded run, the time it was taken, and what came of it.
///
/// @param number 0 for the first step of the run; with the seed it finds the step again
record Step(long seed, int number, Command command, Instant now, List<Delivery> deliveries) {
    static final int STEPS = 2_000;

    /// Plays [AnyCommand]s to a new [Chat].
    static List<Step> run(long seed) {
        var random = new Random(seed);
        var chat = new Chat();
        var steps = new ArrayList<Step>();
        var now = Instant.EPOCH;
        int newestRoom = 0;
        for (int number = 0; number < STEPS; number++) {
            now = AnyCommand.time(random, now);
            var command = AnyCommand.from(random, newestRoom);
            var step = new Step(seed, number, command, now, chat.apply(command, now));
            steps.add(step);
            if (command instanceof Command.CreateRoom && !step.isRefused()) newestRoom++;
        }
        return steps;
    }

    /// The event that answers the command.
    Event answer() {
        return deliveries.getFirst().event();
    }

    boolean isRefused() {
        return answer() instanceof Refused;
    }

    /// The stamp of the answer, if events of its kind are stamped.
    Optional<Stamp> stamp() {
        return switch (answer()) {
            case Joined joined -> Optional.of(joined.stamp());
            case Left left -> Optional.of(left.stamp());
            case Said said -> Optional.of(said.stamp());
            case Entered _, Renamed _, RoomsListed _, Exited _, Refused _ -> Optional.empty();
        };
    }

    /// The room of the answer, if it happens in one.
    Optional<RoomId> room() {
        return switch (answer()) {
            case Joined joined -> Optional.of(joined.room());
            case Left left -> Optional.of(left.room());
            case Said said -> Optional.of(said.room());
            case Entered _, Renamed _, RoomsListed _, Exited _, Refused _ -> Optional.empty();
        };
    }
}
