package chat.madang.gate.tcrp;

import chat.madang.core.Event;
import chat.madang.core.Name;
import chat.madang.gate.Connection;
import chat.madang.gate.Dialogue;
import chat.madang.gate.tcrp.TcrpOutcome.Granted;
import chat.madang.gate.tcrp.TcrpOutcome.Refused;
import chat.madang.gate.tcrp.TcrpRequest.Entry;
import chat.madang.gate.tcrp.TcrpRequest.Malformed;

import io.netty.buffer.ByteBuf;

/// One control connection: one request, its status, and the token. docs/protocols/tcrp.md.
///
/// Its own session never enters the yard: who comes in is a correspondent of the UDP port.
final class TcrpControl implements Dialogue {
    private final Connection connection;
    private final TcrpDecoder decoder;
    private final TcrpReception reception;

    TcrpControl(Connection connection, TcrpDecoder decoder, TcrpReception reception) {
        this.connection = connection;
        this.decoder = decoder;
        this.reception = reception;
    }

    @Override
    public boolean hear(ByteBuf in) {
        var request = decoder.decode(in);
        switch (request) {
            case null -> {
                return false;
            }
            case Malformed malformed -> refuse(malformed, TcrpStatus.MALFORMED);
            case Entry entry -> admit(entry);
        }
        return true;
    }

    /// Nothing: of this session nobody knows in the yard.
    @Override
    public void learn(Event event) {}

    private void admit(Entry entry) {
        var name = Name.of(entry.wish()).filter(TcrpTexts.SPELLING::carries);
        if (name.isEmpty()) {
            refuse(entry, TcrpStatus.NAME_REFUSED);
            return;
        }
        var address = connection.peer().getAddress();
        connection.await(
                reception.admit(entry, name.get(), address),
                outcome -> answer(entry, outcome),
                this::takeBack);
    }

    private void answer(Entry entry, TcrpOutcome outcome) {
        switch (outcome) {
            case Granted(var ticket) -> grant(entry, ticket);
            case Refused(var status) -> refuse(entry, status);
        }
    }

    private void grant(Entry entry, Ticket ticket) {
        connection.answer(out -> {
            TcrpWriter.writeStatus(entry, TcrpStatus.DONE, out);
            TcrpWriter.writeToken(entry, ticket.token(), out);
        });
        connection.whenSent(() -> {}, () -> reception.takeBack(ticket));
        connection.close("has its token");
    }

    private void refuse(TcrpRequest request, TcrpStatus status) {
        connection.answer(out -> TcrpWriter.writeStatus(request, status, out));
        connection.close("refused: " + status);
    }

    /// Nobody is there any more who would get the token.
    private void takeBack(TcrpOutcome outcome) {
        if (outcome instanceof Granted(var ticket)) reception.takeBack(ticket);
    }
}
