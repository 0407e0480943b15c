package chat.madang.gate.relay;

import static chat.madang.gate.Perspective.CONCERNED;

import chat.madang.core.Answered;
import chat.madang.core.Command;
import chat.madang.core.Event;
import chat.madang.core.Event.AddresseeCame;
import chat.madang.core.Event.AddresseeChosen;
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
import chat.madang.core.Refusal;
import chat.madang.core.Sighting;
import chat.madang.gate.DatagramPort;
import chat.madang.gate.Dialect;
import chat.madang.gate.Perspective;
import chat.madang.gate.Utf8;

import io.netty.buffer.ByteBuf;

/// Events to datagrams, each in the form of [RelayDecoder]. Comings and goings are not told: the
/// protocol has no words for them.
record RelayDialect() implements Dialect {
    @Override
    public boolean isInPieces() {
        return true;
    }

    @Override
    public void encode(Event event, Perspective perspective, ByteBuf out) {
        switch (event) {
            // The sender as well: that is how this protocol shows that a message went round.
            case Said(_, _, var who, var text, _, _, _) ->
                    write(RelayTexts.speaker(who.name()), text.value(), out);
            case SaidAsScheduled(var message, _, _, _) ->
                    write(RelayTexts.speaker(message.author()), message.text().value(), out);
            case Whispered whispered -> {
                if (perspective == CONCERNED) writeWhisper(whispered, out);
            }
            case Kicked _ -> {
                if (perspective == CONCERNED) writeNotice(RelayTexts.KICKED, out);
            }
            case RoomClosed _ -> writeNotice(RelayTexts.ROOM_CLOSED, out);
            case Refused(var asked, var why) -> writeRefusal(asked, why, out);
            case Entered _,
                    LoggedIn _,
                    Renamed _,
                    Joined _,
                    Left _,
                    Exited _,
                    HostChanged _,
                    Scheduled _,
                    Kept _,
                    Collected _,
                    AddresseeChosen _,
                    AddresseeCame _,
                    AddresseeGone _,
                    Answered _,
                    Sighting _,
                    Circumstance _ -> {}
        }
    }

    /// Nothing: the protocol has no farewell.
    @Override
    public void encodeGoodbye(ByteBuf out) {}

    /// Appends what the gate itself has to say.
    static void writeNotice(String text, ByteBuf out) {
        write(RelayTexts.SERVER, text, out);
    }

    private static void write(String name, String text, ByteBuf out) {
        int start = out.writerIndex();
        out.writeByte(0);
        Utf8.writeCut(name, 0xFF, out);
        out.setByte(start, out.writerIndex() - start - 1);
        int left = DatagramPort.DATAGRAM_BYTES_MAX - (out.writerIndex() - start);
        Utf8.writeCut(text, left, out);
    }

    private static void writeWhisper(Whispered whispered, ByteBuf out) {
        var from = RelayTexts.whisperer(whispered.from().name());
        write(from, whispered.text().value(), out);
    }

    private static void writeRefusal(Command asked, Refusal why, ByteBuf out) {
        switch (why) {
            case NAME_TAKEN -> writeNotice(RelayTexts.NAME_TAKEN, out);
            case NAME_RESERVED -> writeNotice(RelayTexts.MALFORMED, out);
            case ROOM_FULL -> writeNotice(RelayTexts.ROOM_FULL, out);
            case NO_SUCH_ROOM -> {
                if (asked instanceof Command.Join) writeNotice(RelayTexts.NO_ROOM, out);
            }
            case BANNED -> {
                boolean joining = asked instanceof Command.Join;
                writeNotice(joining ? RelayTexts.NOT_LET_IN : RelayTexts.NO_SAY, out);
            }
            case WRONG_KEY, NOT_INVITED, NO_ACCOUNT -> writeNotice(RelayTexts.NOT_LET_IN, out);
            case NO_VOICE, NO_REQUESTS -> writeNotice(RelayTexts.NO_SAY, out);
            // Not asked for by this protocol, or said of people who are out already.
            case NOT_ENTERED,
                    ALREADY_ENTERED,
                    ROOM_EXISTS,
                    ALREADY_A_MEMBER,
                    NOT_A_MEMBER,
                    NOT_RANKED,
                    TOO_SOON,
                    NO_SUCH_PERSON,
                    ONESELF,
                    NO_ADDRESSEE,
                    MAILBOX_FULL,
                    TOO_MANY_SCHEDULED,
                    NO_SUCH_MESSAGE,
                    NOT_STORED,
                    NOT_AN_OPERATOR,
                    OUTRANKED,
                    WRONG_PLACE,
                    LIST_FULL -> {}
        }
    }
}
