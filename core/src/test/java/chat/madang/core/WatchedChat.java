package chat.madang.core;

import static org.assertj.core.api.Assertions.assertThat;

import chat.madang.core.Answered.RoomsListed;
import chat.madang.core.Command.Count;
import chat.madang.core.Command.Enter;
import chat.madang.core.Command.FindPeople;
import chat.madang.core.Command.ListRooms;
import chat.madang.core.Command.Operate;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A [Chat] that somebody asks for its rooms after every step: an operator, who sees them all, and
/// somebody who sees those that all see.
final class WatchedChat {
    private static final SessionId OPERATOR = new SessionId(-1);
    private static final SessionId WATCHER = new SessionId(-2);

    private final Chat chat = Step.chat();

    WatchedChat() {
        chat.apply(new Enter(OPERATOR, new Name("operator")), Instant.EPOCH);
        chat.apply(new Operate(OPERATOR), Instant.EPOCH);
        chat.apply(new Enter(WATCHER, new Name("watcher")), Instant.EPOCH);
    }

    void play(Step step) {
        var deliveries = chat.apply(step.command(), step.now());
        // Who asks for all people finds the two who watch, too.
        if (step.command() instanceof Count || step.command() instanceof FindPeople) return;
        assertThat(deliveries).as("watched %s", step).isEqualTo(step.deliveries());
    }

    List<Listing> rooms() {
        return rooms(OPERATOR);
    }

    /// Those that are hidden from nobody.
    List<Listing> openRooms() {
        return rooms(WATCHER);
    }

    Optional<Instant> nextDue() {
        return chat.nextDue();
    }

    private List<Listing> rooms(SessionId asker) {
        var answer = chat.apply(new ListRooms(asker), Instant.EPOCH).getFirst().event();
        return ((RoomsListed) answer).rooms();
    }
}
