package chat.madang.core;

import chat.madang.core.Command.OfHouse;
import chat.madang.core.Event.Exited;
import chat.madang.core.Event.HostChanged;
import chat.madang.core.Event.Joined;
import chat.madang.core.Event.Kept;
import chat.madang.core.Event.Kicked;
import chat.madang.core.Event.Left;
import chat.madang.core.Event.Refused;
import chat.madang.core.Event.Renamed;
import chat.madang.core.Event.RoomClosed;
import chat.madang.core.Event.Said;
import chat.madang.core.Event.SaidAsScheduled;
import chat.madang.core.Event.Scheduled;
import chat.madang.core.Event.Whispered;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// One command of a seeded run, the time it was taken, and what came of it.
///
/// @param number 0 for the first step of the run; with the seed it finds the step again
record Step(long seed, int number, Command command, Instant now, List<Delivery> deliveries) {
    static final int STEPS = 2_500;
    static final int SEEDS = 20;

    /// Where the laws find their seeds.
    static final String ALL_SEEDS = "chat.madang.core.Step#seeds";

    static LongStream seeds() {
        return LongStream.range(0, SEEDS);
    }

    /// A new [Chat] as every run begins.
    static Chat chat() {
        return new Chat(AnyCommand.RULES, AnyCommand.MEMORY);
    }

    /// Plays [AnyCommand]s to a new [Chat].
    static List<Step> run(long seed) {
        var draw = new AnyCommand(new Random(seed), 1);
        var chat = chat();
        var steps = new ArrayList<Step>();
        var now = Instant.EPOCH;
        for (int number = 0; number < STEPS; number++) {
            now = draw.time(now);
            var command = draw.next(now);
            var step = new Step(seed, number, command, now, chat.apply(command, now));
            steps.add(step);
            draw.see(step.deliveries());
        }
        return steps;
    }

    /// Nobody and nothing, as every run begins.
    static Oracle oracle() {
        return new Oracle(AnyCommand.MEMORY.accounts());
    }

    /// What happened, in order; once, however many ways it is told.
    List<Event> events() {
        return deliveries.stream().map(Delivery::event).distinct().toList();
    }

    /// The event that answers the command; nothing when no session asked.
    Optional<Event> answer() {
        if (command instanceof OfHouse) return Optional.empty();
        return events().stream().filter(event -> event.by().equals(command.from())).findFirst();
    }

    /// Why a session was refused, if it was.
    Optional<Refusal> refusal() {
        return answer().filter(Refused.class::isInstance).map(event -> ((Refused) event).why());
    }

    boolean isRefused() {
        return refusal().isPresent();
    }

    /// Where the events of the step stand in their rooms, in order.
    List<Place> places() {
        return events().stream().flatMap(Step::places).toList();
    }

    /// The ids given in the step, in order.
    List<MessageId> ids() {
        return events().stream().flatMap(this::ids).toList();
    }

    /// Where an event stands in its room, or in each of its rooms.
    static Stream<Place> places(Event event) {
        return switch (event) {
            case Joined joined -> Stream.of(new Place(joined.room(), joined.stamp()));
            case Left left -> Stream.of(new Place(left.room(), left.stamp()));
            case Kicked kicked -> Stream.of(new Place(kicked.room(), kicked.stamp()));
            case HostChanged changed -> Stream.of(new Place(changed.room(), changed.stamp()));
            case RoomClosed closed -> Stream.of(new Place(closed.room(), closed.stamp()));
            case Said said -> Stream.of(new Place(said.room(), said.stamp()));
            case SaidAsScheduled said -> Stream.of(new Place(said.message().room(), said.stamp()));
            case Renamed renamed -> renamed.places().stream();
            case Exited exited -> exited.places().stream();
            default -> Stream.empty();
        };
    }

    private Stream<MessageId> ids(Event event) {
        if (command instanceof Command.TakeBack) return Stream.empty();
        return switch (event) {
            case Whispered whispered -> Stream.of(whispered.id());
            case Kept kept -> Stream.of(kept.letter().id());
            case Scheduled scheduled -> Stream.of(scheduled.message().id());
            default -> places(event).map(place -> place.stamp().id());
        };
    }
}
