package chat.madang.core;

import chat.madang.core.Command.OfHouse;
import chat.madang.core.Event.Exited;
import chat.madang.core.Event.Invited;
import chat.madang.core.Event.Kept;
import chat.madang.core.Event.Noted;
import chat.madang.core.Event.OfRoom;
import chat.madang.core.Event.RedactedTo;
import chat.madang.core.Event.Refused;
import chat.madang.core.Event.Renamed;
import chat.madang.core.Event.Scheduled;
import chat.madang.core.Event.SignalledTo;
import chat.madang.core.Event.Whispered;

import java.lang.ref.SoftReference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// One command of a seeded run, the time it was taken, and what came of it.
///
/// @param number 0 for the first step of the run; with the seed it finds the step again
record Step(long seed, int number, Command command, Instant now, List<Delivery> deliveries) {
    static final int STEPS = 9_000;

    /// More with `-Dlaws.seeds=N`.
    static final int SEEDS = Integer.getInteger("laws.seeds", 6);

    /// Where the laws find their seeds.
    static final String ALL_SEEDS = "chat.madang.core.Step#seeds";

    /// The runs that were played already, as long as there is room for them.
    private static final Map<Long, SoftReference<List<Step>>> RUNS = new ConcurrentHashMap<>();

    static LongStream seeds() {
        return LongStream.range(0, SEEDS);
    }

    /// A new [Chat] as every run begins.
    static Chat chat() {
        return new Chat(AnyCommand.RULES, AnyCommand.MEMORY);
    }

    /// [AnyCommand]s, played to a new [Chat]. Each run is played once, for all laws.
    static List<Step> run(long seed) {
        var played = RUNS.get(seed);
        var steps = played == null ? null : played.get();
        if (steps == null) {
            steps = play(seed);
            RUNS.put(seed, new SoftReference<>(steps));
        }
        return steps;
    }

    private static List<Step> play(long seed) {
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
        return List.copyOf(steps);
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
        return happened().flatMap(Step::places).toList();
    }

    /// The ids given in the step, in order.
    List<MessageId> ids() {
        if (command instanceof Command.TakeBack) return List.of();
        return happened().flatMap(Step::ids).toList();
    }

    /// Where an event stands in its room, or in each of its rooms.
    static Stream<Place> places(Event event) {
        return switch (event) {
            case OfRoom one when one.stamp().id().equals(MessageId.NONE) -> Stream.empty();
            case OfRoom one -> Stream.of(new Place(one.room(), one.stamp()));
            case Renamed renamed -> renamed.places().stream();
            case Exited exited -> exited.places().stream();
            default -> Stream.empty();
        };
    }

    /// Whether it is answered with what was said before under the same nonce.
    boolean isSaidAgain() {
        return Sayings.isNamed(command)
                && deliveries.size() == 1
                && deliveries.getFirst().event() instanceof Noted;
    }

    /// The events, and what nobody but its author has heard of.
    Stream<Event> happened() {
        return events().stream()
                .flatMap(event ->
                        event instanceof Noted noted && !isSaidAgain()
                                ? Stream.of(noted.told(), noted)
                                : Stream.of(event))
                .distinct();
    }

    private static Stream<MessageId> ids(Event event) {
        return switch (event) {
            case Whispered whispered -> Stream.of(whispered.id());
            case SignalledTo signalled -> Stream.of(signalled.id());
            case RedactedTo redacted -> Stream.of(redacted.id());
            case Invited invited -> Stream.of(invited.id());
            case Kept kept -> Stream.of(kept.letter().id());
            case Scheduled scheduled -> Stream.of(scheduled.message().id());
            default -> places(event).map(place -> place.stamp().id());
        };
    }
}
