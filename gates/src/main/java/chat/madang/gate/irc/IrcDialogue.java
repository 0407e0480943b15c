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
import java.util.function.Function;

/// One client of the `irc` gate. docs/protocols/irc.md.
///
/// Each line is a command, which one of the parts obeys: it answers through a [Reply], at once or
/// with what the core has said. Which part obeys what is the same for all clients, and kept once.
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

    private final Registration registration;
    private final AccountCommands accounts;
    private final HouseCommands house;
    private final JoinCommands joins;
    private final RoomCommands rooms;
    private final GuestCommands guests;
    private final ModeCommands modes;
    private final TalkCommands talk;
    private final Multiline multiline;
    private final PeopleCommands people;
    private final Who who;
    private final Monitor monitor;
    private final OperatorCommands operators;
    private final MarkerCommands markers;
    private final HistoryCommands history;
    private final RedactCommands redactions;

    IrcDialogue(Connection connection, IrcGate gate) {
        this.client = new IrcClient(connection, gate);
        this.pacing = new Pacing(connection, gate.options().pace());
        this.silence = new Silence(client);
        var login = new Login(client);
        var channels = new Channels(client);
        var conversations = new Conversations(client);
        this.house = new HouseCommands(client);
        this.markers = new MarkerCommands(client);
        this.registration = new Registration(client, login, house, markers);
        this.accounts = new AccountCommands(client, login, registration);
        this.rooms = new RoomCommands(client, channels, markers);
        this.joins = new JoinCommands(client, channels, rooms, markers);
        this.guests = new GuestCommands(client, channels);
        this.modes = new ModeCommands(client, channels);
        this.talk = new TalkCommands(client, accounts);
        this.multiline = new Multiline(client, talk);
        this.people = new PeopleCommands(client);
        this.who = new Who(client);
        this.monitor = new Monitor(client);
        this.operators = new OperatorCommands(client);
        this.history = new HistoryCommands(client, conversations);
        this.redactions = new RedactCommands(client, conversations);
    }

    private static Map<String, Handler<IrcDialogue>> outside() {
        var all = new HashMap<String, Handler<IrcDialogue>>();
        add(all, Registration.HANDLERS, dialogue -> dialogue.registration);
        add(all, Registration.HANDLERS_OUTSIDE, dialogue -> dialogue.registration);
        add(all, HouseCommands.HANDLERS_OUTSIDE, dialogue -> dialogue.house);
        add(all, AccountCommands.HANDLERS, dialogue -> dialogue.accounts);
        return Map.copyOf(all);
    }

    private static Map<String, Handler<IrcDialogue>> inside() {
        var all = new HashMap<String, Handler<IrcDialogue>>();
        add(all, Registration.HANDLERS, dialogue -> dialogue.registration);
        add(all, Registration.HANDLERS_INSIDE, dialogue -> dialogue.registration);
        add(all, AccountCommands.HANDLERS, dialogue -> dialogue.accounts);
        add(all, HouseCommands.HANDLERS, dialogue -> dialogue.house);
        add(all, JoinCommands.HANDLERS, dialogue -> dialogue.joins);
        add(all, RoomCommands.HANDLERS, dialogue -> dialogue.rooms);
        add(all, GuestCommands.HANDLERS, dialogue -> dialogue.guests);
        add(all, ModeCommands.HANDLERS, dialogue -> dialogue.modes);
        add(all, TalkCommands.HANDLERS, dialogue -> dialogue.talk);
        add(all, Multiline.HANDLERS, dialogue -> dialogue.multiline);
        add(all, PeopleCommands.HANDLERS, dialogue -> dialogue.people);
        add(all, Who.HANDLERS, dialogue -> dialogue.who);
        add(all, Monitor.HANDLERS, dialogue -> dialogue.monitor);
        add(all, OperatorCommands.HANDLERS, dialogue -> dialogue.operators);
        add(all, MarkerCommands.HANDLERS, dialogue -> dialogue.markers);
        add(all, HistoryCommands.HANDLERS, dialogue -> dialogue.history);
        add(all, RedactCommands.HANDLERS, dialogue -> dialogue.redactions);
        return Map.copyOf(all);
    }

    private static <P> void add(
            Map<String, Handler<IrcDialogue>> all,
            Map<String, Handler<P>> handlers,
            Function<IrcDialogue, P> part) {
        handlers.forEach((command, handler) -> all.put(command, handler.of(part)));
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
            case RoomClosed closed -> joins.closed(closed);
            case Retitled retitled -> joins.retitled(retitled);
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
        if (client.isEchoAwaited() && !TalkCommands.isPipelined(line.command())) {
            client.whenAnswered(() -> obey(line));
            return;
        }
        if (multiline.takes(line)) return;
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
        multiline.spoil();
        client.write(answer);
        countMistake();
        pacing.heard();
    }

    private void countMistake() {
        if (mistakes.isOneTooMany()) client.close("Too many errors");
    }
}
