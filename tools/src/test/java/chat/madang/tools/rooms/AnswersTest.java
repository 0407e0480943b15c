package chat.madang.tools.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import chat.madang.tools.ScriptedServer;
import chat.madang.tools.talk.Ending;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

class AnswersTest {
    private static final Ending CUT = new Ending.Lost("cut in the middle of a message");

    @ParameterizedTest
    @EnumSource
    void answers_are_the_same_a_byte_at_a_time(Format format) throws Exception {
        var answers = concatenated(format.answers());
        try (var server =
                new ScriptedServer(client -> {
                    for (byte one : answers) client.send(one);
                })) {
            var heard = new ArrayList<String>();
            assertThat(format.listen(server, heard)).isEqualTo(new Ending.Closed());
            assertThat(heard).isEqualTo(Format.LINES.stream().flatMap(List::stream).toList());
        }
    }

    @ParameterizedTest
    @EnumSource
    void answers_cut_at_any_byte_are_shown_as_far_as_they_are_whole(Format format)
            throws Exception {
        var before = new ByteArrayOutputStream();
        var lines = new ArrayList<String>();
        for (int i = 0; i < format.answers().size(); i++) {
            var answer = format.answers().get(i);
            for (int cut = 0; cut < answer.length; cut++) {
                var sent = concatenated(List.of(before.toByteArray(), Arrays.copyOf(answer, cut)));
                var heard = new ArrayList<String>();
                assertThat(format.listen(heard, sent))
                        .as("answer %d cut at %d", i, cut)
                        .isEqualTo(cut == 0 ? new Ending.Closed() : CUT);
                assertThat(heard).as("answer %d cut at %d", i, cut).isEqualTo(lines);
            }
            before.writeBytes(answer);
            lines.addAll(Format.LINES.get(i));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "{",
                "[]",
                "null",
                "{}",
                "{\"type\":7}",
                "{\"type\":\"CSChat\",\"text\":\"hi\"}",
                "{\"type\":\"SCChat\",\"text\":\"hi\"}",
                "{\"type\":\"SCChat\",\"member\":{},\"text\":\"hi\"}",
                "{\"type\":\"SCSystemMessage\"}",
                "{\"type\":\"SCRoomsResult\"}",
                "{\"type\":\"SCRoomsResult\",\"rooms\":[1]}",
                "{\"type\":\"SCRoomsResult\",\"rooms\":[{\"roomId\":99999999999}]}",
                "{\"type\":\"SCRoomsResult\",\"rooms\":[{\"roomId\":1,\"members\":[1]}]}",
                "{\"type\":\"SCRoomsResult\",\"rooms\":[{\"roomId\":1,\"title\":[]}]}",
                "{\"type\":\"SCSystemMessage\",\"text\":\"a\"} more",
            })
    void json_that_is_no_answer_is_garbled(String payload) throws Exception {
        assertThat(ending(Format.JSON, Format.frames(payload))).isInstanceOf(Ending.Garbled.class);
    }

    @Test
    void json_that_nests_without_end_is_garbled() throws Exception {
        assertThat(ending(Format.JSON, Format.frames("[".repeat(Frames.PAYLOAD_BYTES_MAX))))
                .isInstanceOf(Ending.Garbled.class);
    }

    @ParameterizedTest(name = "type {0}, message {1}")
    @CsvSource({
        "'', 0a0161", // no type
        "080a, 0a0161", // an unknown type
        "0805, 0a0161", // a client's type
        "0808, 0a0161", // a chat without its text
        "0809, ''",
        "0809, 0a0561",
        "0809, 0a01ff", // not UTF-8
        "ff, ''",
    })
    void protobuf_that_is_no_answer_is_garbled(String type, String message) throws Exception {
        assertThat(ending(Format.PROTOBUF, Format.hexFrames(type, message)))
                .isInstanceOf(Ending.Garbled.class);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void changed_bytes_end_the_connection_at_worst(long seed) throws Exception {
        var random = new Random(seed);
        for (var format : Format.values()) {
            var answers = concatenated(format.answers());
            for (int i = 0; i < 4; i++) {
                answers[random.nextInt(answers.length)] = (byte) random.nextInt();
            }
            assertThat(ending(format, answers)).isNotNull();
        }
    }

    private static Ending ending(Format format, byte... answers) throws Exception {
        return format.listen(new ArrayList<>(), answers);
    }

    private static byte[] concatenated(List<byte[]> parts) {
        var whole = new ByteArrayOutputStream();
        parts.forEach(whole::writeBytes);
        return whole.toByteArray();
    }
}
