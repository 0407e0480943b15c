package chat.madang.gate.duo;

import static chat.madang.gate.Perspective.CONCERNED;

import chat.madang.core.Answered;
import chat.madang.core.Command.LogIn;
import chat.madang.core.Event;
import chat.madang.core.Event.AddresseeCame;
import chat.madang.core.Event.AddresseeChosen;
import chat.madang.core.Event.AddresseeChosen.Presence;
import chat.madang.core.Event.AddresseeGone;
import chat.madang.core.Event.Circumstance;
import chat.madang.core.Event.Collected;
import chat.madang.core.Event.Entered;
import chat.madang.core.Event.Exited;
import chat.madang.core.Event.HostChanged;
import chat.madang.core.Event.Joined;
import chat.madang.core.Event.Kept;
import chat.madang.core.Event.Kicked;
import chat.madang.core.Event.Left;
import chat.madang.core.Event.LoggedIn;
import chat.madang.core.Event.Refused;
import chat.madang.core.Event.Renamed;
import chat.madang.core.Event.RoomClosed;
import chat.madang.core.Event.Said;
import chat.madang.core.Event.SaidAsScheduled;
import chat.madang.core.Event.Scheduled;
import chat.madang.core.Event.Whispered;
import chat.madang.core.Name;
import chat.madang.core.Refusal;
import chat.madang.core.Sighting;
import chat.madang.core.Spelling;
import chat.madang.core.Text;
import chat.madang.gate.Dialect;
import chat.madang.gate.OneLine;
import chat.madang.gate.Perspective;

import io.netty.buffer.ByteBuf;

import java.nio.charset.StandardCharsets;

/// Events to messages, ended as the client ends its own.
enum DuoDialect implements Dialect {
    /// Ended by `\0`; a text has none in it.
    ZERO('\0'),
    /// Ended by `\n`; a text is one line.
    LINE('\n');

    /// What a login is answered with when it was right, and what when it was wrong.
    static final byte RIGHT = '1';

    static final byte WRONG = '0';

    /// A name ends at the first `:`.
    private static final Spelling SPELLING = new Spelling(":");

    private final char end;

    DuoDialect(char end) {
        this.end = end;
    }

    @Override
    public void encode(Event event, Perspective perspective, ByteBuf out) {
        switch (event) {
            case LoggedIn loggedIn -> {
                out.writeByte(RIGHT);
                for (var letter : loggedIn.letters()) say(letter.from(), letter.text(), out);
            }
            case AddresseeChosen(_, _, var presence) -> chosen(presence, out);
            case AddresseeCame _ -> say(DuoTexts.HERE, out);
            case AddresseeGone _ -> say(DuoTexts.GONE, out);
            case Whispered whispered -> {
                if (perspective == CONCERNED) whispered(whispered, out);
            }
            case Refused(LogIn _, _) -> out.writeByte(WRONG);
            case Refused(_, var why) -> refused(why, out);
            // Nothing says that a message has been taken. The rest is of rooms, and nobody here is
            // in one.
            case Kept _,
                    Collected _,
                    Entered _,
                    Exited _,
                    Renamed _,
                    Joined _,
                    Left _,
                    Kicked _,
                    HostChanged _,
                    RoomClosed _,
                    Said _,
                    SaidAsScheduled _,
                    Scheduled _,
                    Answered _,
                    Sighting _,
                    Circumstance _ -> {}
        }
    }

    @Override
    public void encodeGoodbye(ByteBuf out) {
        say(DuoTexts.GOODBYE, out);
    }

    /// Appends `chat/` and one of the protocol's own sentences.
    void say(String sentence, ByteBuf out) {
        write(DuoRequest.CHAT + sentence, out);
    }

    private void say(Text text, ByteBuf out) {
        say(harmless(text), out);
    }

    private void say(Name from, Text text, ByteBuf out) {
        say(SPELLING.of(from) + ": " + harmless(text), out);
    }

    private void chosen(Presence presence, ByteBuf out) {
        switch (presence) {
            case UNKNOWN -> write("0", out);
            case AWAY -> {
                write("1", out);
                say(DuoTexts.AWAY, out);
            }
            case HERE -> {
                write("2", out);
                say(DuoTexts.HERE, out);
            }
        }
    }

    private void whispered(Whispered whispered, ByteBuf out) {
        if (whispered.betweenPartners()) {
            say(whispered.text(), out);
        } else {
            say(whispered.from().name(), whispered.text(), out);
        }
    }

    private void refused(Refusal why, ByteBuf out) {
        switch (why) {
            case MAILBOX_FULL -> say(DuoTexts.STORE_FULL, out);
            case NOT_STORED -> say(DuoTexts.NOT_STORED, out);
            // The partner has just gone, and that was said; or not asked for by this protocol.
            case NO_ADDRESSEE,
                    NOT_ENTERED,
                    ALREADY_ENTERED,
                    NAME_RESERVED,
                    NAME_TAKEN,
                    NO_SUCH_ROOM,
                    ROOM_EXISTS,
                    ALREADY_A_MEMBER,
                    NOT_A_MEMBER,
                    NOT_RANKED,
                    TOO_SOON,
                    NO_SUCH_PERSON,
                    ONESELF,
                    ROOM_FULL,
                    TOO_MANY_SCHEDULED,
                    NO_SUCH_MESSAGE,
                    NOT_AN_OPERATOR,
                    OUTRANKED,
                    WRONG_PLACE,
                    BANNED,
                    WRONG_KEY,
                    NOT_INVITED,
                    NO_ACCOUNT,
                    NO_VOICE,
                    NO_REQUESTS,
                    LIST_FULL -> {}
        }
    }

    private void write(String message, ByteBuf out) {
        out.writeCharSequence(message, StandardCharsets.UTF_8);
        out.writeByte(end);
    }

    /// The text with a blank for whatever could be taken for the end of the message.
    private String harmless(Text text) {
        return switch (this) {
            case ZERO -> text.value().replace('\0', ' ');
            case LINE -> OneLine.of(text);
        };
    }
}
