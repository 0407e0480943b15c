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

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/// One client of the `irc` gate. docs/protocols/irc.md.
///
/// Each line is a command, which one of the parts obeys: it answers through a [Reply], at once or
/// with what the core has said.
final class IrcDialogue implements Dialogue {
    /// What obeys a command.
    interface Handler extends BiConsumer<IrcLine, Reply> {}

    private static final int LABEL_BYTES_MAX = 64;

    private final IrcReader reader = new IrcReader();
    private final Mistakes mistakes = new Mistakes();
    private final IrcClient client;
    private final Pacing pacing;
    private final Silence silence;
    private final JoinCommands joinCommands;
    private final Multiline multiline;
    private final MarkerCommands markers;

    /// What may be said before one has come in.
    private final Map<String, Handler> outside;

    /// What may be said after that.
    private final Map<String, Handler> inside;

    IrcDialogue(Connection connection, IrcGate gate) {
        this.client = new IrcClient(connection, gate);
        this.pacing = new Pacing(connection, gate.options().pace());
        this.silence = new Silence(client);
        var house = new HouseCommands(client);
        var login = new Login(client);
        this.markers = new MarkerCommands(client);
        var registration = new Registration(client, login, house, markers);
        var channels = new Channels(client);
        var rooms = new RoomCommands(client, channels, markers);
        this.joinCommands = new JoinCommands(client, channels, rooms, markers);
        var accounts = new AccountCommands(client, login, registration);
        this.outside = new HashMap<>(registration.handlersOutside());
        outside.putAll(house.handlersOutside());
        outside.putAll(accounts.handlers());
        this.inside = new HashMap<>(registration.handlersInside());
        inside.putAll(joinCommands.handlers());
        inside.putAll(rooms.handlers());
        inside.putAll(new GuestCommands(client, channels).handlers());
        var talk = new TalkCommands(client, accounts);
        this.multiline = new Multiline(client, talk);
        inside.putAll(multiline.handlers());
        inside.putAll(talk.handlers());
        inside.putAll(new ModeCommands(client, channels).handlers());
        inside.putAll(new PeopleCommands(client).handlers());
        inside.putAll(house.handlers());
        inside.putAll(new OperatorCommands(client).handlers());
        inside.putAll(markers.handlers());
        inside.putAll(accounts.handlers());
        var conversations = new Conversations(client);
        inside.putAll(new HistoryCommands(client, conversations).handlers());
        inside.putAll(new RedactCommands(client, conversations).handlers());
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
            case RoomClosed closed -> joinCommands.closed(closed);
            case Retitled retitled -> joinCommands.retitled(retitled);
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
        if (multiline.takes(line)) return;
        var label = line.tags().get("label");
        boolean usable = label != null && !label.isEmpty() && label.length() <= LABEL_BYTES_MAX;
        var reply = client.reply(usable ? label : null);
        var handler = (client.isInside() ? inside : outside).get(line.command());
        if (handler != null) {
            mistakes.forgive();
            handler.accept(line, reply);
        } else if (client.isInside()) {
            reply.line(client.numeric("421", line.command(), "Unknown command"));
            countMistake();
        } else {
            reply.line(client.numeric("451", "You have not registered"));
        }
        reply.heard();
    }

    private void mistake(IrcMessage answer) {
        multiline.spoil();
        client.write(answer);
        countMistake();
        pacing.heard();
    }

    private void countMistake() {
        if (mistakes.isOneTooMany()) client.close("Too many errors");
    }
}
