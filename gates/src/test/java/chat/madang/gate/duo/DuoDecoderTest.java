package chat.madang.gate.duo;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.madang.core.Name;
import chat.madang.core.Text;
import chat.madang.gate.duo.DuoDecoder.End;
import chat.madang.gate.duo.DuoRequest.Blank;
import chat.madang.gate.duo.DuoRequest.Chat;
import chat.madang.gate.duo.DuoRequest.ChatWith;
import chat.madang.gate.duo.DuoRequest.Fault;
import chat.madang.gate.duo.DuoRequest.Senseless;

import io.netty.buffer.Unpooled;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;

class DuoDecoderTest {
    private static final int MUTATIONS = 1_000;
    private static final int LONG = DuoDecoder.MESSAGE_BYTES_MAX;

    private static final List<String> MESSAGES =
            List.of("chatwith/lee", "chat/안녕", "hello", "chat/", "", "chatwith/박", "chat/🎉 !");

    private static final List<DuoRequest> REQUESTS =
            List.of(
                    with("lee"),
                    chat("안녕"),
                    new Senseless(Fault.UNKNOWN),
                    chat(""),
                    new Blank(),
                    with("박"),
                    chat("🎉 !"));

    @ParameterizedTest
    @ValueSource(strings = {"\0", "\n", "\r\n", "\n\0"})
    void messages_are_the_same_wherever_their_bytes_are_cut_once_the_end_is_known(String end) {
        byte[] bytes = (String.join(end, MESSAGES) + end).getBytes(UTF_8);
        byte[] first = ("x" + end).getBytes(UTF_8);

        for (int cut = 0; cut <= bytes.length; cut++) {
            var decoder = new DuoDecoder();
            assertThat(read(decoder, first)).hasSize(1);

            var requests = new ArrayList<DuoRequest>();
            var in = Unpooled.buffer();
            for (var part :
                    List.of(
                            Arrays.copyOf(bytes, cut),
                            Arrays.copyOfRange(bytes, cut, bytes.length))) {
                in.writeBytes(part);
                for (var next = decoder.decode(in); next != null; next = decoder.decode(in)) {
                    requests.add(next);
                }
            }
            assertThat(requests).as("cut at %d", cut).isEqualTo(REQUESTS);
        }
    }

    @Test
    void one_byte_at_a_time_is_as_good_as_all_at_once() {
        var decoder = new DuoDecoder();
        read(decoder, bytes("\0"));
        var in = Unpooled.buffer();
        var requests = new ArrayList<DuoRequest>();
        for (byte next : bytes(String.join("\0", MESSAGES) + "\0")) {
            in.writeByte(next);
            var request = decoder.decode(in);
            if (request != null) requests.add(request);
        }

        assertThat(requests).isEqualTo(REQUESTS);
    }

    @Test
    void a_read_without_an_end_is_a_message() {
        var decoder = new DuoDecoder();

        for (int i = 0; i < MESSAGES.size(); i++) {
            if (MESSAGES.get(i).isEmpty()) continue;
            assertThat(read(decoder, bytes(MESSAGES.get(i)))).containsExactly(REQUESTS.get(i));
        }
        assertThat(decoder.end()).isEqualTo(End.OPEN);
    }

    @Test
    void the_first_end_that_is_seen_holds_for_good() {
        var zero = new DuoDecoder();
        assertThat(read(zero, bytes("chat/a\nb\0"))).containsExactly(chat("a\nb"));
        assertThat(zero.end()).isEqualTo(End.ZERO);
        assertThat(read(zero, bytes("chat/a\n"))).isEmpty();

        var line = new DuoDecoder();
        assertThat(read(line, bytes("chat/a\nchat/b"))).containsExactly(chat("a"));
        assertThat(line.end()).isEqualTo(End.LINE);
        assertThat(read(line, bytes("chat/c\0d\n"))).containsExactly(chat("c\0d"));
    }

    @Test
    void a_text_of_4096_bytes_is_one_and_a_longer_one_is_none() {
        var decoder = new DuoDecoder();

        assertThat(read(decoder, bytes("chat/" + "가".repeat(1_365) + "a\0")))
                .containsExactly(chat("가".repeat(1_365) + "a"));
        assertThat(read(decoder, bytes("chat/" + "가".repeat(1_365) + "ab\0")))
                .containsExactly(new Senseless(Fault.TOO_LONG));
    }

    @Test
    void a_message_that_is_too_long_is_not_kept_and_the_next_one_is_read() {
        var decoder = new DuoDecoder();
        read(decoder, bytes("\0"));
        var in = Unpooled.buffer();

        for (int i = 0; i < 100; i++) {
            in.writeBytes(bytes("x".repeat(1_000)));
            assertThat(decoder.decode(in)).isNull();
            assertThat(in.readableBytes()).isLessThanOrEqualTo(LONG);
        }
        in.writeBytes(bytes("\0chat/a\0"));
        assertThat(decoder.decode(in)).isEqualTo(new Senseless(Fault.TOO_LONG));
        assertThat(decoder.decode(in)).isEqualTo(chat("a"));
    }

    @Test
    void the_longest_message_is_read_however_it_is_ended() {
        for (var end : List.of("\0", "\n", "")) {
            assertThat(read(new DuoDecoder(), bytes("x".repeat(LONG) + end)))
                    .containsExactly(new Senseless(Fault.UNKNOWN));
            assertThat(read(new DuoDecoder(), bytes("x".repeat(LONG + 1) + end)))
                    .containsExactly(new Senseless(Fault.TOO_LONG));
        }
    }

    @Test
    void what_nobody_can_be_called_is_nobody() {
        var decoder = new DuoDecoder();

        assertThat(read(decoder, bytes("chatwith/\0chatwith/a\tb\0chatwith/\u200b\0")))
                .containsOnly(new ChatWith(Optional.empty()))
                .hasSize(3);
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 10);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void changed_bytes_are_read_and_never_fail(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] bytes = bytes(String.join(random.nextBoolean() ? "\0" : "\n", MESSAGES) + "\0");
            for (int change = random.nextInt(4); change >= 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            var decoder = new DuoDecoder();
            int cut = random.nextInt(bytes.length);
            var in = Unpooled.copiedBuffer(bytes, 0, cut);
            while (decoder.decode(in) != null) {}
            in = Unpooled.wrappedBuffer(in, Unpooled.copiedBuffer(bytes, cut, bytes.length - cut));
            while (decoder.decode(in) != null) {}
            in.release();
        }
    }

    @Test
    void a_login_takes_its_16_bytes_and_leaves_no_password_behind() {
        var in = Unpooled.buffer();
        in.writeBytes(DuoTongue.login("박", "1234567")).writeByte('x');

        var login = DuoLogin.read(in).orElseThrow();

        assertThat(login.id()).isEqualTo(new Name("박"));
        assertThat(login.password()).isEqualTo(bytes("1234567"));
        assertThat(in.readableBytes()).isEqualTo(1);
        in.readerIndex(0);
        assertThat(in.readSlice(DuoLogin.BYTES)).isEqualTo(Unpooled.buffer().writeZero(16));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void any_16_bytes_are_a_login_or_none(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] bytes = DuoTongue.login("kim", "1234");
            for (int change = random.nextInt(16); change > 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            var in = Unpooled.wrappedBuffer(bytes);
            var login = DuoLogin.read(in);
            assertThat(in.isReadable()).isFalse();
            login.ifPresent(each -> {
                assertThat(each.id().value().getBytes(UTF_8)).hasSizeBetween(1, 7);
                assertThat(each.password()).hasSizeBetween(1, 7).doesNotContain(0);
            });
        }
    }

    private static List<DuoRequest> read(DuoDecoder decoder, byte[] bytes) {
        var in = Unpooled.copiedBuffer(bytes);
        var requests = new ArrayList<DuoRequest>();
        for (var next = decoder.decode(in); next != null; next = decoder.decode(in)) {
            requests.add(next);
        }
        return requests;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static DuoRequest with(String name) {
        return new ChatWith(Name.of(name));
    }

    private static DuoRequest chat(String text) {
        return new Chat(new Text(text));
    }
}
