package chat.madang.store;

import static org.assertj.core.api.Assertions.assertThat;

import chat.madang.core.AccountId;
import chat.madang.core.Command;
import chat.madang.core.Event;
import chat.madang.core.Event.Kept;
import chat.madang.core.Journal.Outcome;
import chat.madang.core.Letter;
import chat.madang.core.MessageId;
import chat.madang.core.Name;
import chat.madang.core.SessionId;
import chat.madang.core.Text;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

class StoreTest {
    @TempDir private Path folder;

    @Test
    void what_was_kept_is_there_after_a_restart() throws Exception {
        var file = folder.resolve("madang.db");
        var letter = new Letter(new MessageId(7), new Name("kim"), new Text("안녕"), Instant.EPOCH);
        try (var store = Store.open(file, 100)) {
            var lee = store.accounts().add(new Name("lee"), bytes("1234")).orElseThrow();
            var asked = new Command.Write(new SessionId(1), letter.text());
            assertThat(write(store, new Kept(asked, lee.id(), letter))).isTrue();
            assertThat(store.accounts().check("LEE", bytes("1234"))).contains(lee);
            assertThat(store.accounts().check("lee", bytes("12345"))).isEmpty();
        }
        try (var store = Store.open(file, 100)) {
            assertThat(store.memory().mail()).containsEntry(new AccountId(1), List.of(letter));
            assertThat(store.memory().lastMessage()).isEqualTo(new MessageId(7));
        }
    }

    private static boolean write(Store store, Event... events) {
        var kept = new CompletableFuture<Boolean>();
        store.write(
                List.of(events),
                new Outcome() {
                    @Override
                    public void kept() {
                        kept.complete(true);
                    }

                    @Override
                    public void failed() {
                        kept.complete(false);
                    }
                });
        return kept.join();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
