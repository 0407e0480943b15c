package chat.madang.gate.irc;

import static org.assertj.core.api.Assertions.assertThat;

import chat.madang.core.Command.Answer;
import chat.madang.core.Event.Said;
import chat.madang.core.Manner;
import chat.madang.core.MessageId;
import chat.madang.core.Name;
import chat.madang.core.Person;
import chat.madang.core.Profile;
import chat.madang.core.RoomId;
import chat.madang.core.RoomName;
import chat.madang.core.SessionId;
import chat.madang.core.Stamp;
import chat.madang.core.Tags;
import chat.madang.core.Text;
import chat.madang.core.Title;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

class IrcLinesTest {
    private static final int LINES = 100;
    private static final int EACH_MAX = IrcLines.CLIENT_TAGS_MAX / LINES;

    private final IrcLines lines = new IrcLines(Set.of(Capability.MESSAGE_TAGS), "irc.example");

    @Test
    void client_tags_are_on_every_line_of_a_message_while_they_are_short() {
        var tags = "+x=" + "y".repeat(EACH_MAX - 3);
        assertThat(lines.said(said(tags))).hasSize(LINES).allMatch(line -> has(line, tags));
    }

    @Test
    void client_tags_that_would_be_too_many_bytes_are_on_the_first_line_alone() {
        var tags = "+x=" + "채".repeat(EACH_MAX / 3);
        var said = lines.said(said(tags));
        assertThat(said).hasSize(LINES);
        assertThat(said.getFirst()).matches(line -> has(line, tags));
        assertThat(said.subList(1, LINES)).noneMatch(line -> has(line, tags));
    }

    private static boolean has(IrcMessage line, String tags) {
        return line.tags().contains(tags);
    }

    private static Said said(String tags) {
        var who =
                new Person(
                        new SessionId(1), new Name("amir"), new Profile("irc", "amir", "a.ip", ""));
        return new Said(
                new RoomId(1),
                RoomName.of(new Title("tea")),
                who,
                new Text("a" + "\na".repeat(LINES - 1)),
                new Manner(false, Optional.empty(), new Tags(tags), List.of()),
                Answer.AT_ONCE,
                new Stamp(new MessageId(1), 1, Instant.EPOCH));
    }
}
