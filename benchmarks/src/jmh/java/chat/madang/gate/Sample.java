package chat.madang.gate;

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
import chat.madang.core.Text;
import chat.madang.core.Title;

import java.time.Instant;

/// The message that all codecs are measured with.
public final class Sample {
    /// 64 bytes.
    public static final String TEXT =
            "The quick brown fox jumps over the lazy dog, and so does the cat";

    /// The message, as the core tells of it.
    public static final Said SAID =
            new Said(
                    new RoomId(1),
                    RoomName.of(new Title("yard")),
                    new Person(
                            new SessionId(1),
                            new Name("amir"),
                            new Profile("irc", "amir", "abcdefghijklmnop.ip", "192.0.2.1")),
                    new Text(TEXT),
                    Manner.PLAIN,
                    Answer.AT_ONCE,
                    new Stamp(new MessageId(1L << 60), 1_000, Instant.EPOCH));

    private Sample() {}
}
