package chat.madang.gate.irc;

import chat.madang.core.Answered.PeopleListed;
import chat.madang.core.Command.Answer;
import chat.madang.core.Command.ListPeople;
import chat.madang.core.Command.Say;
import chat.madang.core.Command.Signal;
import chat.madang.core.Command.SignalTo;
import chat.madang.core.Command.Whisper;
import chat.madang.core.Event;
import chat.madang.core.Event.Noted;
import chat.madang.core.Event.Refused;
import chat.madang.core.Event.Said;
import chat.madang.core.Event.Signalled;
import chat.madang.core.Event.SignalledTo;
import chat.madang.core.Event.Whispered;
import chat.madang.core.Manner;
import chat.madang.core.Person;
import chat.madang.core.Rank;
import chat.madang.core.Refusal;
import chat.madang.core.RoomId;
import chat.madang.core.Tags;
import chat.madang.core.Text;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// What is said to rooms and to people.
final class TalkCommands {
    static final Map<String, Handler<TalkCommands>> HANDLERS =
            Map.of(
                    "PRIVMSG",
                    TalkCommands::talk,
                    "NOTICE",
                    TalkCommands::talk,
                    "TAGMSG",
                    TalkCommands::signal);

    private static final Set<String> PIPELINED = Set.of("PRIVMSG", "NOTICE");

    private final IrcClient client;
    private final AccountCommands accounts;

    /// What is to be said, and how the client is told that it cannot be.
    ///
    /// @param text null for a signal
    private record Talk(
            String command, @Nullable Text text, List<Integer> joints, Tags tags, Reply reply) {
        boolean isNotice() {
            return command.equals("NOTICE");
        }
    }

    TalkCommands(IrcClient client, AccountCommands accounts) {
        this.client = client;
        this.accounts = accounts;
    }

    /// Whether a line may be heard before the echo of what was said before it: talk in rooms,
    /// without a label. All else waits, and so the last answer that it waits for is one that the
    /// disk has let be given, to this client alone and between two runs.
    static boolean isPipelined(IrcLine line) {
        return PIPELINED.contains(line.command())
                && !line.tags().containsKey("label")
                && Targets.areChannels(line.param(0).orElse(""));
    }

    private void talk(IrcLine line, Reply reply) {
        if (line.param(0).isEmpty()) {
            reply.line(client.numeric("411", "No recipient given (%s)".formatted(line.command())));
        } else if (line.param(1).isEmpty()) {
            reply.line(client.numeric("412", "No text to send"));
        } else {
            var text = new Text(line.params().get(1));
            send(line, new Talk(line.command(), text, List.of(), tags(line), reply));
        }
    }

    private void signal(IrcLine line, Reply reply) {
        if (line.param(0).isEmpty()) {
            reply.line(client.numeric("411", "No recipient given (TAGMSG)"));
        } else {
            send(line, new Talk(line.command(), null, List.of(), tags(line), reply));
        }
    }

    private Tags tags(IrcLine line) {
        return client.has(Capability.MESSAGE_TAGS) ? new Tags(line.clientTags()) : Tags.NONE;
    }

    /// Sends a message of several lines to one target.
    ///
    /// @param opening the line with which it began, for its tags
    void sendLines(
            IrcLine opening,
            String command,
            String target,
            Text text,
            List<Integer> joints,
            Reply reply) {
        send(target, new Talk(command, text, joints, tags(opening), reply));
    }

    private void send(IrcLine line, Talk talk) {
        Targets.of(line.params().getFirst(), Targets.TALK_MAX, client, talk.reply())
                .ifPresent(targets -> targets.forEach(target -> send(target, talk)));
    }

    private void send(String target, Talk talk) {
        int prefixes = 0;
        Rank least = null;
        while (prefixes < target.length()) {
            var rank = RoomModes.ofPrefix(target.charAt(prefixes));
            if (rank == null) break;
            least = least == null || rank.compareTo(least) < 0 ? rank : least;
            prefixes++;
        }
        var channel = target.substring(prefixes);
        if (channel.startsWith(IrcText.CHANNEL)) {
            toRoom(channel, Optional.ofNullable(least), talk);
        } else {
            toPerson(target, talk);
        }
    }

    private void toRoom(String channel, Optional<Rank> least, Talk talk) {
        var room = client.room(channel);
        if (room.isPresent()) {
            toRoom(room.get(), channel, least, talk);
            return;
        }
        var handle = IrcText.handle(channel);
        if (handle.isEmpty()) {
            fail(talk, client.numeric("403", channel, "No such channel"));
            return;
        }
        client.ask(
                talk.reply(),
                new ListPeople(client.session(), handle.get()),
                event -> {
                    if (event instanceof PeopleListed(_, var listing)) {
                        toRoom(listing.room(), channel, least, talk);
                    } else {
                        fail(talk, client.numeric("403", channel, "No such channel"));
                    }
                });
    }

    private void toRoom(RoomId room, String channel, Optional<Rank> least, Talk talk) {
        Consumer<Event> then = event -> told(event, channel, talk);
        if (talk.text() == null) {
            client.tell(talk.reply(), new Signal(client.session(), room, talk.tags(), least), then);
            return;
        }
        var manner = new Manner(talk.isNotice(), least, talk.tags(), talk.joints());
        client.tell(
                talk.reply(),
                new Say(client.session(), room, talk.text(), manner, answer(talk)),
                then);
    }

    private void toPerson(String nick, Talk talk) {
        if (nick.equalsIgnoreCase(AccountCommands.NICKSERV)) {
            var asked = talk.text();
            if (asked != null && !talk.isNotice()) accounts.nickServ(asked.value(), talk.reply());
            return;
        }
        var whom = IrcText.name(nick);
        if (whom.isEmpty()) {
            fail(talk, client.numeric("401", nick, "No such nick/channel"));
            return;
        }
        Consumer<Event> then = event -> told(event, nick, talk);
        var spelling = IrcText.SPELLING;
        if (talk.text() == null) {
            client.ask(
                    talk.reply(),
                    new SignalTo(client.session(), whom.get(), spelling, talk.tags()),
                    then);
            return;
        }
        var manner = new Manner(talk.isNotice(), Optional.empty(), talk.tags(), talk.joints());
        client.ask(
                talk.reply(),
                new Whisper(
                        client.session(), whom.get(), spelling, talk.text(), manner, answer(talk)),
                then);
    }

    /// Whoever wants to see what they have said, or to be told that it was taken, waits until it is
    /// kept.
    private Answer answer(Talk talk) {
        boolean waits = client.has(Capability.ECHO_MESSAGE) || talk.reply().isLabelled();
        return waits ? Answer.WHEN_STORED : Answer.AT_ONCE;
    }

    private void told(Event event, String target, Talk talk) {
        var lines = client.lines();
        boolean echo = client.has(Capability.ECHO_MESSAGE);
        switch (event) {
            case Noted(_, Said said) when echo -> talk.reply().message(lines.said(said));
            case Noted(_, Whispered whispered) -> {
                boolean away = whispered.whom().profile().away().isPresent();
                if (away && !talk.isNotice()) talk.reply().openBatch();
                if (echo) talk.reply().message(lines.whispered(whispered));
                tellAway(whispered.whom(), talk);
            }
            case Whispered whispered -> tellAway(whispered.whom(), talk);
            case Signalled signalled when echo ->
                    lines.signalled(signalled).forEach(talk.reply()::line);
            case SignalledTo signalled when echo ->
                    lines.signalledTo(signalled).forEach(talk.reply()::line);
            case Refused(_, var why) -> refused(why, target, talk);
            default -> {}
        }
    }

    private void tellAway(Person whom, Talk talk) {
        if (talk.isNotice()) return;
        whom.profile()
                .away()
                .ifPresent(text ->
                        talk.reply()
                                .line(
                                        client.numeric(
                                                "301", IrcText.nick(whom), IrcLines.line(text))));
    }

    private void refused(Refusal why, String target, Talk talk) {
        switch (why) {
            case NO_SUCH_PERSON ->
                    fail(talk, client.numeric("401", target, "No such nick/channel"));
            case NO_SUCH_ROOM -> fail(talk, client.numeric("403", target, "No such channel"));
            case NO_ACCOUNT ->
                    fail(
                            talk,
                            client.numeric(
                                    "531", target, "Only who is logged in may write to them"));
            case NOT_A_MEMBER -> cannotSend(talk, target, "+n");
            case BANNED -> cannotSend(talk, target, "+b");
            case NO_VOICE -> cannotSend(talk, target, "+m");
            case NO_REQUESTS -> cannotSend(talk, target, "+C");
            case NOT_STORED -> notStored(talk, target);
            // What talk cannot lead to.
            default -> fail(talk, client.numeric("400", talk.command(), "That cannot be said"));
        }
    }

    private void cannotSend(Talk talk, String target, String mode) {
        fail(talk, client.numeric("404", target, "Cannot send to channel (%s)".formatted(mode)));
    }

    /// The others have heard it.
    private void notStored(Talk talk, String target) {
        var sentence = "Your message was told, but could not be stored";
        talk.reply()
                .line(client.fromServer("WARN", talk.command(), "NOT_STORED", target, sentence));
    }

    /// A notice is never answered.
    private void fail(Talk talk, IrcMessage answer) {
        if (!talk.isNotice()) talk.reply().line(answer);
    }
}
