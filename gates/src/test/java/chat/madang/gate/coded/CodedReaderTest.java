package chat.madang.gate.coded;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.madang.core.Text;
import chat.madang.gate.TextReader;
import chat.madang.gate.TextReader.Message.Garbage;
import chat.madang.gate.TextReader.Message.Words;
import chat.madang.gate.coded.CodedRequest.Enter;
import chat.madang.gate.coded.CodedRequest.Leave;
import chat.madang.gate.coded.CodedRequest.ListPeople;
import chat.madang.gate.coded.CodedRequest.Malformed;
import chat.madang.gate.coded.CodedRequest.Say;
import chat.madang.gate.coded.CodedRequest.Whisper;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

class CodedReaderTest {
    private static final String LONGEST = "가".repeat(Text.BYTES_MAX / 3) + "a";
    private static final String LINES =
            """
            001#amir
            002#amir#안녕#하세요
            nonsense
            003#amir#초롱이#🎉

            005#amir
            002#amir#%s
            003#amir#bea#%sa
            004#amir
            """
                    .formatted(LONGEST, LONGEST);

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 50);
    }

    @Test
    void each_code_has_its_fields() {
        assertThat(read("001#amir")).isEqualTo(new Enter("amir"));
        assertThat(read("002#amir#hi")).isEqualTo(new Say("amir", new Text("hi")));
        assertThat(read("003#amir#bea#hi")).isEqualTo(new Whisper("amir", "bea", new Text("hi")));
        assertThat(read("004#amir")).isEqualTo(new Leave("amir"));
        assertThat(read("005#amir")).isEqualTo(new ListPeople("amir"));
    }

    @Test
    void the_last_field_takes_all_that_follows() {
        assertThat(read("001#a#b#")).isEqualTo(new Enter("a#b#"));
        assertThat(read("002#a##b# ")).isEqualTo(new Say("a", new Text("#b# ")));
        assertThat(read("003#a#b##c#")).isEqualTo(new Whisper("a", "b", new Text("#c#")));
        assertThat(read("004#a#b#c")).isEqualTo(new Leave("a"));
        assertThat(read("005#a#")).isEqualTo(new ListPeople("a"));
    }

    @Test
    void fields_may_be_empty() {
        assertThat(read("001#")).isEqualTo(new Enter(""));
        assertThat(read("002##")).isEqualTo(new Say("", new Text("")));
        assertThat(read("003###")).isEqualTo(new Whisper("", "", new Text("")));
        assertThat(read("004#")).isEqualTo(new Leave(""));
        assertThat(read("005#")).isEqualTo(new ListPeople(""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "#", "##", "001", "002", "002#a", "003", "003#a", "003#a#b", "004", "005",
                "000#a", "006#a", "101#a", "102", "1#a", "0001#a", " 001#a", "001 #a", "００１#a"
            })
    void anything_else_is_malformed(String words) {
        assertThat(read(words)).isEqualTo(new Malformed());
    }

    @Test
    void the_longest_text_passes_and_one_byte_more_is_malformed() {
        assertThat(read("002#a#" + LONGEST)).isEqualTo(new Say("a", new Text(LONGEST)));
        assertThat(read("003#a#b#" + LONGEST)).isEqualTo(new Whisper("a", "b", new Text(LONGEST)));
        assertThat(read("002#a#" + LONGEST + "a")).isEqualTo(new Malformed());
        assertThat(read("003#a#b#" + LONGEST + "a")).isEqualTo(new Malformed());
        assertThat(CodedReader.read(new Garbage())).isEqualTo(new Malformed());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void lines_cut_anywhere_give_the_same_requests(long seed) {
        var random = new Random(seed);

        assertThat(readCut(LINES.getBytes(UTF_8), random))
                .containsExactly(
                        new Enter("amir"),
                        new Say("amir", new Text("안녕#하세요")),
                        new Malformed(),
                        new Whisper("amir", "초롱이", new Text("🎉")),
                        new Malformed(),
                        new ListPeople("amir"),
                        new Say("amir", new Text(LONGEST)),
                        new Malformed(),
                        new Leave("amir"));
    }

    /// Whatever is changed, each line is one request, and what was not changed is what it was.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void changed_bytes_spoil_no_more_than_their_line(long seed) {
        var random = new Random(seed);
        byte[] bytes = LINES.getBytes(UTF_8);
        int lines = LINES.split("\n", -1).length - 1;
        var first = "001#amir\n".length();
        for (int i = random.nextInt(1, 20); i > 0; i--) {
            int at = random.nextInt(first, bytes.length);
            byte changed = (byte) random.nextInt(256);
            if (bytes[at] != '\n' && changed != '\n') bytes[at] = changed;
        }

        var requests = readCut(bytes, random);

        assertThat(requests).hasSize(lines).startsWith(new Enter("amir"));
    }

    private static CodedRequest read(String words) {
        return CodedReader.read(new Words(words));
    }

    /// The first line in one read, since that tells that these are lines; then anyhow.
    private static List<CodedRequest> readCut(byte[] bytes, Random random) {
        var reader = new TextReader();
        var requests = new ArrayList<CodedRequest>();
        var in = Unpooled.buffer();
        int at = "001#amir\n".length();
        in.writeBytes(bytes, 0, at);
        drain(reader, in, requests);
        while (at < bytes.length) {
            int step = Math.min(random.nextInt(1, 300), bytes.length - at);
            in.writeBytes(bytes, at, step);
            at += step;
            drain(reader, in, requests);
        }
        assertThat(in.readableBytes()).isZero();
        return requests;
    }

    private static void drain(TextReader reader, ByteBuf in, List<CodedRequest> requests) {
        for (var next = reader.read(in); next != null; next = reader.read(in)) {
            requests.add(CodedReader.read(next));
        }
    }
}
