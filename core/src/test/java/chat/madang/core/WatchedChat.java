package chat.madang.core;

import static org.assertj.core.api.Assertions.assertThat;

import chat.madang.core.Command.Enter;
import chat.madang.core.Command.ListRooms;
import chat.madang.core.Event.Listing;
import chat.madang.core.Event.RoomsListed;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A [Chat] that somebody asks for its rooms after every step.
final class WatchedChat {
    private static final Person WATCHER = new Person(new SessionId(-1), new Name("watcher"));

    private final Chat chat = Step.chat();

    WatchedChat() {
        chat.apply(new Enter(WATCHER.session(), WATCHER.name()), Instant.EPOCH);
    }

    void play(Step step) {
        var deliveries = chat.apply(step.command(), step.now());
        assertThat(deliveries).as("watched %s", step).isEqualTo(step.deliveries());
    }

    List<Listing> rooms() {
        var list = new ListRooms(WATCHER.session());
        var answer = chat.apply(list, Instant.EPOCH).getFirst().event();
        return ((RoomsListed) answer).rooms();
    }

    Optional<Instant> nextDue() {
        return chat.nextDue();
    }
}
