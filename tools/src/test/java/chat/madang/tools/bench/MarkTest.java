package chat.madang.tools.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

class MarkTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "3, 1234", "999, 9", "14999, 2147483647", "2147483647, 0"})
    void what_is_written_is_read(int talker, int sequence) {
        var text = Mark.text(Mark.SIZE_MIN);
        Mark.write(text, 2_147_483_647, 2_147_483_647);
        Mark.write(text, talker, sequence);

        long mark = Mark.before(ByteBuffer.wrap(text), 0, text.length);

        assertThat((int) (mark >>> Integer.SIZE)).isEqualTo(talker);
        assertThat((int) mark).isEqualTo(sequence);
        assertThat(new String(text, StandardCharsets.UTF_8))
                .matches("x+ " + talker + " " + sequence);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7",
                " 7",
                "3 7",
                " 3 7",
                "x 3 ",
                "x  7",
                "x3 7",
                "y 3 7",
                ":p1!u@h JOIN #r7",
                ":s 266 p 3 7",
                "x 3 99999999999",
                "x 99999999999 3",
                "x 3 4294967296",
            })
    void what_is_no_mark_is_none(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);

        assertThat(Mark.before(ByteBuffer.wrap(bytes), 0, bytes.length)).isEqualTo(Mark.NONE);
    }

    @Test
    void a_line_end_is_found_wherever_it_is() {
        for (int at = 0; at < 40; at++) {
            var in = ByteBuffer.allocateDirect(40).order(ByteOrder.LITTLE_ENDIAN);
            for (int each = 0; each < at; each++) in.put(each, (byte) (each % 2 == 0 ? 11 : 138));
            in.put(at, (byte) '\n');
            if (at + 1 < 40) in.put(at + 1, (byte) 11);

            assertThat(Lines.end(in, 0, 40)).isEqualTo(at);
            assertThat(Lines.end(in, 0, at)).isEqualTo(-1);
            assertThat(Lines.end(in, at + 1, 40)).isEqualTo(-1);
        }
    }
}
