package chat.madang.gate.open;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.madang.core.Answered.PeopleListed;
import chat.madang.core.Name;
import chat.madang.core.SessionId;
import chat.madang.core.Title;
import chat.madang.gate.Perspective;
import chat.madang.gate.RoomList;

import io.netty.buffer.Unpooled;

import org.junit.jupiter.api.Test;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.stream.Stream;

/// What is encoded once for all who ask.
class OpenDialectTest {
    private static final Title TITLE = new Title("open");
    private static final OpenDialect LINES = new OpenDialect(false, ZoneOffset.UTC);
    private static final OpenDialect CHUNKS = new OpenDialect(true, ZoneId.of("Asia/Seoul"));

    @Test
    void the_same_list_is_the_same_bytes_and_another_list_others_in_either_form() {
        var one = listed("Alice");
        var two = listed("Alice", "Bob");

        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 2; j++) {
                assertThat(bytes(LINES, one)).isEqualTo("[Server]: Users (1/10): Alice (admin)\n");
                assertThat(bytes(CHUNKS, one)).isEqualTo("[Server]: Users (1/10): Alice (admin)");
            }
            assertThat(bytes(CHUNKS, two)).isEqualTo("[Server]: Users (2/10): Alice (admin), Bob");
            assertThat(bytes(LINES, two)).isEqualTo("[Server]: Users (2/10): Alice (admin), Bob\n");
        }
    }

    private static PeopleListed listed(String... names) {
        var members = Stream.of(names).map(Name::new).toList();
        return new PeopleListed(new SessionId(1), RoomList.hosted(1, TITLE, 10, members));
    }

    private static String bytes(OpenDialect dialect, PeopleListed event) {
        var out = Unpooled.buffer();
        dialect.encode(event, Perspective.OWN, out);
        return out.toString(UTF_8);
    }
}
