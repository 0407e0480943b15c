package chat.madang.gate.irc;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.madang.gate.irc.IrcReader.Incoming;
import chat.madang.gate.irc.IrcReader.Incoming.HasNul;
import chat.madang.gate.irc.IrcReader.Incoming.NotUtf8;
import chat.madang.gate.irc.IrcReader.Incoming.TooLong;
import chat.madang.gate.irc.IrcReader.Incoming.Words;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class IrcReaderTest {
    private static final String TALK =
            "@label=7;+reply=채 :amir!a@b PRIVMSG #차 :안녕 🍵\r\nPING a\nPING b\r\r\n\r\nQUIT :\r\n";

    @Test
    void a_line_ends_at_cr_at_lf_and_at_both() {
        assertThat(lines("a\r\nb\nc\rd\r\n")).containsExactly("a", "b", "c", "d");
    }

    @Test
    void what_has_no_end_is_waited_for() {
        var in = Unpooled.copiedBuffer("PING a", UTF_8);
        assertThat(new IrcReader().read(in)).isNull();
        assertThat(in.readableBytes()).isEqualTo(6);
    }

    @Test
    void lines_may_be_cut_anywhere() {
        var whole = lines(TALK);
        assertThat(whole)
                .containsExactly(
                        "@label=7;+reply=채 :amir!a@b PRIVMSG #차 :안녕 🍵",
                        "PING a",
                        "PING b",
                        "QUIT :");
        var bytes = TALK.getBytes(UTF_8);
        for (int cut = 0; cut <= bytes.length; cut++) {
            var reader = new IrcReader();
            var in = Unpooled.buffer();
            in.writeBytes(bytes, 0, cut);
            var heard = words(all(reader, in));
            in.writeBytes(bytes, cut, bytes.length - cut);
            heard.addAll(words(all(reader, in)));
            assertThat(heard).as("cut at %d", cut).isEqualTo(whole);
        }
    }

    @Test
    void a_line_without_tags_has_510_bytes_at_the_most() {
        assertThat(read("x".repeat(510) + "\n")).containsExactly(new Words("x".repeat(510)));
        assertThat(read("x".repeat(511) + "\n")).containsExactly(new TooLong());
        assertThat(read("채".repeat(170) + "\n")).containsExactly(new Words("채".repeat(170)));
        assertThat(read("채".repeat(170) + "x\n")).containsExactly(new TooLong());
    }

    @Test
    void tags_have_4094_bytes_at_the_most_and_do_not_count_for_the_rest() {
        var most = "@" + "t".repeat(4_094) + " " + "x".repeat(510);
        assertThat(read(most + "\n")).containsExactly(new Words(most));
        assertThat(read("@t" + most.substring(1) + "\n")).containsExactly(new TooLong());
        assertThat(read(most + "x\n")).containsExactly(new TooLong());
        assertThat(read("@" + "t".repeat(5_000) + "\n")).containsExactly(new TooLong());
    }

    @Test
    void what_is_too_long_is_not_kept_and_the_next_line_is_heard() {
        var reader = new IrcReader();
        var in = Unpooled.buffer();
        for (int i = 0; i < 100; i++) {
            in.writeBytes("x".repeat(1_000).getBytes(UTF_8));
            assertThat(reader.read(in)).isNull();
            assertThat(in.readableBytes()).isLessThanOrEqualTo(5_000);
            in.discardReadBytes();
        }
        in.writeBytes("\r\nPING a\r\n".getBytes(UTF_8));
        assertThat(all(reader, in).stream().filter(one -> !one.equals(new Words(""))))
                .containsExactly(new TooLong(), new Words("PING a"));
    }

    @Test
    void no_line_has_a_nul() {
        assertThat(read("privmsg #a :\0\n")).containsExactly(new HasNul("PRIVMSG"));
        assertThat(read("\0\n")).containsExactly(new HasNul("*"));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0xFF, 0xC3, 0x80, 0xFE,
            })
    void every_line_is_utf_8(int octet) {
        var in = Unpooled.copiedBuffer("PRIVMSG #a :", UTF_8);
        in.writeByte(octet).writeByte('\n');
        assertThat(all(new IrcReader(), in)).containsExactly(new NotUtf8("PRIVMSG"));
    }

    @Test
    void utf_8_is_not_longer_than_need_be_and_has_no_halves() {
        for (var bytes : List.of(new int[] {0xC0, 0xAF}, new int[] {0xED, 0xA0, 0x80})) {
            var in = Unpooled.buffer();
            for (int octet : bytes) in.writeByte(octet);
            in.writeByte('\n');
            assertThat(all(new IrcReader(), in)).containsExactly(new NotUtf8("*"));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void whatever_comes_is_read_to_its_end(long seed) {
        var chance = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            var bytes = TALK.getBytes(UTF_8);
            for (int i = chance.nextInt(8); i >= 0; i--) {
                bytes[chance.nextInt(bytes.length)] = (byte) chance.nextInt(256);
            }
            var in = Unpooled.buffer();
            var reader = new IrcReader();
            for (int at = 0; at < bytes.length; ) {
                int length = Math.min(1 + chance.nextInt(20), bytes.length - at);
                in.writeBytes(bytes, at, length);
                at += length;
                for (var text : words(all(reader, in))) {
                    IrcLine.of(text).ifPresent(IrcLine::clientTags);
                }
            }
            in.writeByte('\n');
            assertThat(all(reader, in)).isNotEmpty();
            assertThat(in.isReadable()).isFalse();
        }
    }

    private static List<Incoming> read(String text) {
        return all(new IrcReader(), Unpooled.copiedBuffer(text, UTF_8));
    }

    private static List<Incoming> all(IrcReader reader, ByteBuf in) {
        var all = new ArrayList<Incoming>();
        for (var next = reader.read(in); next != null; next = reader.read(in)) all.add(next);
        return all;
    }

    private static List<String> lines(String text) {
        return words(read(text));
    }

    /// The lines that are not empty.
    private static List<String> words(List<Incoming> incoming) {
        var lines = new ArrayList<String>();
        for (var one : incoming) {
            if (one instanceof Words(var line) && !line.isEmpty()) lines.add(line);
        }
        return lines;
    }
}
