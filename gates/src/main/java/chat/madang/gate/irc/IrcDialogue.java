package chat.madang.gate.irc;

import chat.madang.core.Event;
import chat.madang.core.Event.Exited;
import chat.madang.core.Event.Kicked;
import chat.madang.core.Event.Marked;
import chat.madang.core.Event.Retitled;
import chat.madang.core.Event.RoomClosed;
import chat.madang.core.Sighting.Appeared;
import chat.madang.core.Sighting.Vanished;
import chat.madang.gate.Connection;
import chat.madang.gate.Dialogue;
import chat.madang.gate.Mistakes;
import chat.madang.gate.Pacing;
import chat.madang.gate.irc.IrcReader.Incoming;
import chat.madang.gate.irc.IrcReader.Incoming.HasNul;
import chat.madang.gate.irc.IrcReader.Incoming.NotUtf8;
import chat.madang.gate.irc.IrcReader.Incoming.TooLong;
import chat.madang.gate.irc.IrcReader.Incoming.Words;

import io.netty.buffer.ByteBuf;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/// One client of the `irc` gate. docs/protocols/irc.md.
///
/// Each line is a command, which one of the parts obeys: it answers through a [Reply], at once or
/// with what the core has said. Which part obeys what is the same for all clients, and kept once.
/// Parts that remember something are kept as well; the others are made for each command.
final class IrcDialogue implements Dialogue {
    /// What may be said before one has come in.
    private static final Map<String, Handler<IrcDialogue>> OUTSIDE = outside();

    /// What may be said after that.
    private static final Map<String, Handler<IrcDialogue>> INSIDE = inside();

    private static final int LABEL_BYTES_MAX = 64;

    private final IrcReader reader = new IrcReader();
    private final Mistakes mistakes = new Mistakes();
    private final IrcClient client;
    private final Pacing pacing;
    private final Silence silence;

    private final Login login;
    private final HouseCommands house;
    private final MarkerCommands markers;
    private final Registration registration;
    private final Monitor monitor;

    /// Null until the client has begun a message of several lines.
    private @Nullable Multiline multiline;

    IrcDialogue(Connection connection, IrcGate gate) {
        this.client = new IrcClient(connection, gate);
        this.pacing = new Pacing(connection, gate.options().pace());
        this.silence = new Silence(client);
        this.login = new Login(client);
        this.house = new HouseCommands(client);
        this.markers = new MarkerCommands(client);
        this.registration = new Registration(client, login, house, markers);
        this.monitor = new Monitor(client);
    }

    private static Map<String, Handler<IrcDialogue>> outside() {
        var all = new HashMap<String, Handler<IrcDialogue>>();
        add(all, Registration.HANDLERS, dialogue -> dialogue.registration);
        add(all, Registration.HANDLERS_OUTSIDE, dialogue -> dialogue.registration);
        add(all, HouseCommands.HANDLERS_OUTSIDE, dialogue -> dialogue.house);
        add(all, AccountCommands.HANDLERS, IrcDialogue::accounts);
        return Map.copyOf(all);
    }

    private static Map<String, Handler<IrcDialogue>> inside() {
        var all = new HashMap<String, Handler<IrcDialogue>>();
        add(all, Registration.HANDLERS, dialogue -> dialogue.registration);
        add(all, Registration.HANDLERS_INSIDE, dialogue -> dialogue.registration);
        add(all, AccountCommands.HANDLERS, IrcDialogue::accounts);
        add(all, HouseCommands.HANDLERS, dialogue -> dialogue.house);
        add(all, JoinCommands.HANDLERS, IrcDialogue::joins);
        add(all, RoomCommands.HANDLERS, IrcDialogue::rooms);
        add(all, GuestCommands.HANDLERS, dialogue -> new GuestCommands(dialogue.client));
        add(all, ModeCommands.HANDLERS, dialogue -> new ModeCommands(dialogue.client));
        add(all, TalkCommands.HANDLERS, IrcDialogue::talk);
        add(all, Multiline.HANDLERS, IrcDialogue::multiline);
        add(all, PeopleCommands.HANDLERS, dialogue -> new PeopleCommands(dialogue.client));
        add(all, Who.HANDLERS, dialogue -> new Who(dialogue.client));
        add(all, Monitor.HANDLERS, dialogue -> dialogue.monitor);
        add(all, OperatorCommands.HANDLERS, dialogue -> new OperatorCommands(dialogue.client));
        add(all, MarkerCommands.HANDLERS, dialogue -> dialogue.markers);
        add(all, HistoryCommands.HANDLERS, dialogue -> new HistoryCommands(dialogue.client));
        add(all, RedactCommands.HANDLERS, dialogue -> new RedactCommands(dialogue.client));
        return Map.copyOf(all);
    }

    private static <P> void add(
            Map<String, Handler<IrcDialogue>> all,
            Map<String, Handler<P>> handlers,
            Function<IrcDialogue, P> part) {
        handlers.forEach((command, handler) -> all.put(command, handler.of(part)));
    }

    private Multiline multiline() {
        if (multiline == null) multiline = new Multiline(client, talk());
        return multiline;
    }

    // Parts that remember nothing, made for each command: who is silent has none.

    private AccountCommands accounts() {
        return new AccountCommands(client, login, registration);
    }

    private TalkCommands talk() {
        return new TalkCommands(client, accounts());
    }

    private RoomCommands rooms() {
        return new RoomCommands(client, markers);
    }

    private JoinCommands joins() {
        return new JoinCommands(client, rooms(), markers);
    }

    @Override
    public boolean hear(ByteBuf in) {
        var incoming = reader.read(in);
        if (incoming == null) return false;
        obey(incoming);
        return true;
    }

    @Override
    public void lasts(long silentSeconds) {
        silence.lasts(silentSeconds);
    }

    @Override
    public void learn(Event event) {
        boolean answer = event.by().equals(client.session()) && !(event instanceof Exited);
        if (answer) client.answered(event);
        switch (event) {
            case Exited exited when exited.who().session().equals(client.session()) -> out(exited);
            case Kicked kicked when kicked.to().equals(client.session()) ->
                    client.left(kicked.room());
            case RoomClosed closed -> joins().closed(closed);
            case Retitled retitled -> joins().retitled(retitled);
            case Marked marked when !answer -> markers.marked(marked);
            case Appeared appeared ->
                    client.write(client.numeric("730", IrcText.source(appeared.who())));
            case Vanished vanished ->
                    client.write(client.numeric("731", IrcText.nick(vanished.who())));
            // The others are told in the client's dialect.
            default -> {}
        }
    }

    private void out(Exited exited) {
        if (!client.connection().isInside()) return;
        client.close(exited.reason().map(IrcLines::line).orElse("Your name is somebody else's"));
    }

    private void obey(Incoming incoming) {
        switch (incoming) {
            case Words(var text) -> {
                var line = IrcLine.of(text);
                if (line.isPresent()) {
                    obey(line.get());
                    pacing.heard();
                }
            }
            case TooLong _ -> mistake(client.numeric("417", "Input line was too long"));
            case HasNul(var command) ->
                    mistake(client.numeric("400", command, "A line cannot hold a NUL byte"));
            case NotUtf8(var command) ->
                    mistake(client.fail(command, "INVALID_UTF8", "Your message is not UTF-8"));
        }
    }

    private void obey(IrcLine line) {
        if (client.isEchoAwaited() && !TalkCommands.isPipelined(line)) {
            client.whenAnswered(() -> obey(line));
            return;
        }
        if (multiline != null && multiline.takes(line)) return;
        var label = line.tags().get("label");
        boolean usable = label != null && !label.isEmpty() && label.length() <= LABEL_BYTES_MAX;
        var reply = client.reply(usable ? label : null);
        var handler = (client.isInside() ? INSIDE : OUTSIDE).get(line.command());
        if (handler != null) {
            mistakes.forgive();
            handler.obey(this, line, reply);
        } else if (client.isInside()) {
            reply.line(client.numeric("421", line.command(), "Unknown command"));
            countMistake();
        } else {
            reply.line(client.numeric("451", "You have not registered"));
        }
        reply.heard();
    }

    private void mistake(IrcMessage answer) {
        if (multiline != null) multiline.spoil();
        client.write(answer);
        countMistake();
        pacing.heard();
    }

    private void countMistake() {
        if (mistakes.isOneTooMany()) client.close("Too many errors");
    }
}
