package chat.madang.gate.duo;

import chat.madang.core.Account;
import chat.madang.core.Command.ChooseAddressee;
import chat.madang.core.Command.Collect;
import chat.madang.core.Command.LogIn;
import chat.madang.core.Command.Write;
import chat.madang.core.Event;
import chat.madang.core.Event.AddresseeChosen;
import chat.madang.core.Event.AddresseeChosen.Presence;
import chat.madang.core.Event.AddresseeGone;
import chat.madang.core.Event.LoggedIn;
import chat.madang.core.Letter;
import chat.madang.core.MessageId;
import chat.madang.core.SessionId;
import chat.madang.core.Text;
import chat.madang.gate.Connection;
import chat.madang.gate.Dialogue;
import chat.madang.gate.Doorkeeper;
import chat.madang.gate.Mistakes;
import chat.madang.gate.duo.DuoDecoder.End;
import chat.madang.gate.duo.DuoRequest.Blank;
import chat.madang.gate.duo.DuoRequest.Chat;
import chat.madang.gate.duo.DuoRequest.ChatWith;
import chat.madang.gate.duo.DuoRequest.Fault;
import chat.madang.gate.duo.DuoRequest.Senseless;

import io.netty.buffer.ByteBuf;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/// One client of the `duo` gate. docs/protocols/duo.md.
///
/// ```
/// LOGIN ──▶ CHOOSING ◀──▶ TALKING
/// ```
///
/// Everything is asked and waited for, so that whatever the client is answered says that all it
/// sent before is done: what is kept is on disk by then.
final class DuoDialogue implements Dialogue {
    private final Connection connection;
    private final Doorkeeper doorkeeper;
    private final InetAddress address;
    private final DuoDecoder decoder = new DuoDecoder();
    private final Mistakes mistakes = new Mistakes();
    private Step step = Step.LOGIN;
    private DuoDialect dialect = DuoDialect.ZERO;

    /// Where in the protocol a client is.
    private enum Step {
        /// Has not said who it is.
        LOGIN,
        /// Has no partner.
        CHOOSING,
        /// Has a partner, here or away.
        TALKING,
    }

    DuoDialogue(Connection connection, Doorkeeper doorkeeper) {
        this.connection = connection;
        this.doorkeeper = doorkeeper;
        this.address = connection.peer().getAddress();
    }

    @Override
    public boolean hear(ByteBuf in) {
        return step == Step.LOGIN ? hearLogin(in) : hearMessage(in);
    }

    @Override
    public void learn(Event event) {
        switch (event) {
            case LoggedIn loggedIn -> {
                step = Step.CHOOSING;
                collectWhenSent(loggedIn.letters());
            }
            case AddresseeChosen(_, _, var presence) ->
                    step = presence == Presence.UNKNOWN ? Step.CHOOSING : Step.TALKING;
            case AddresseeGone _ -> step = Step.CHOOSING;
            // What else happens does not change what this client may do.
            default -> {}
        }
    }

    private boolean hearLogin(ByteBuf in) {
        if (in.readableBytes() < DuoLogin.BYTES) return false;

        var login = DuoLogin.read(in);
        if (login.isPresent()) {
            mistakes.forgive();
            var id = login.get().id().value();
            var admitted = doorkeeper.admit(address, id, login.get().password());
            connection.await(admitted, this::admitted, _ -> {});
        } else {
            refuse();
            countMistake();
        }
        return true;
    }

    private void admitted(Optional<Account> account) {
        if (account.isEmpty()) {
            refuse();
        } else {
            connection.speak(dialect);
            connection.ask(new LogIn(session(), account.get(), connection.profile()));
        }
    }

    private void refuse() {
        connection.answer(out -> out.writeByte(DuoDialect.WRONG));
    }

    private void collectWhenSent(List<Letter> letters) {
        if (letters.isEmpty()) return;
        var last = letters.getLast().id();
        connection.whenSent(() -> collect(last), () -> {});
    }

    private void collect(MessageId upTo) {
        if (connection.isInside()) connection.tell(new Collect(session(), upTo));
    }

    private boolean hearMessage(ByteBuf in) {
        var request = decoder.decode(in);
        if (request == null) return false;
        if (decoder.end() == End.LINE) speakInLines();
        obey(request);
        return true;
    }

    private void speakInLines() {
        if (dialect == DuoDialect.LINE) return;
        dialect = DuoDialect.LINE;
        connection.speak(dialect);
    }

    private void obey(DuoRequest request) {
        switch (request) {
            case ChatWith(var id) -> {
                mistakes.forgive();
                connection.ask(new ChooseAddressee(session(), id));
            }
            case Chat(var text) -> chat(text);
            case Senseless(var fault) -> senseless(fault);
            case Blank _ -> {}
        }
    }

    private void chat(Text text) {
        mistakes.forgive();
        if (step == Step.TALKING) connection.ask(new Write(session(), text));
    }

    private void senseless(Fault fault) {
        switch (fault) {
            case TOO_LONG -> complain(DuoTexts.TOO_LONG);
            case NOT_UTF_8 -> complain(DuoTexts.NOT_UTF_8);
            case UNKNOWN -> {
                if (step == Step.TALKING) complain(DuoTexts.UNKNOWN);
            }
        }
    }

    private void complain(String text) {
        connection.answer(out -> dialect.say(text, out));
        countMistake();
    }

    private void countMistake() {
        if (mistakes.isOneTooMany()) connection.close("nothing made sense");
    }

    private SessionId session() {
        return connection.session();
    }
}
