package chat.madang.gate.irc;

import chat.madang.core.Archive.End;
import chat.madang.core.Archive.Filter;
import chat.madang.core.Archive.Latest;
import chat.madang.core.Archive.Question;
import chat.madang.core.Archive.Span;
import chat.madang.core.Archive.Survey;
import chat.madang.core.Conversation;
import chat.madang.core.Conversation.InRoom;
import chat.madang.core.Conversation.With;
import chat.madang.core.Event;
import chat.madang.core.MessageId;
import chat.madang.gate.Asked;
import chat.madang.gate.Perspective;
import chat.madang.gate.irc.Conversations.Finding;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// CHATHISTORY ([chathistory](https://ircv3.net/specs/extensions/chathistory)).
final class HistoryCommands {
    /// The most lines of one answer.
    static final int LIMIT_MAX = 1_000;

    /// The most bytes of one answer, unless a single message has more.
    private static final int ANSWER_BYTES_MAX = 1 << 20;

    private static final String COMMAND = "CHATHISTORY";
    private static final int COUNTER_BITS = 20;

    static final Map<String, Handler<HistoryCommands>> HANDLERS =
            Map.of(COMMAND, HistoryCommands::history);

    private final IrcClient client;
    private final Conversations conversations;

    /// What a client asks for.
    ///
    /// @param subcommand in upper case
    private record Wish(String subcommand, String target, Reply reply) {}

    HistoryCommands(IrcClient client) {
        this.client = client;
        this.conversations = new Conversations(client);
    }

    private void history(IrcLine line, Reply reply) {
        var subcommand = line.param(0).orElse("*").toUpperCase(Locale.ROOT);
        int params =
                switch (subcommand) {
                    case "LATEST", "BEFORE", "AFTER", "AROUND", "TARGETS" -> 4;
                    case "BETWEEN" -> 5;
                    default -> 0;
                };
        if (params == 0) {
            fail(reply, "INVALID_PARAMS", subcommand, "Unknown command");
        } else if (line.params().size() < params) {
            fail(reply, "INVALID_PARAMS", subcommand, "Insufficient parameters");
        } else if (line.params().size() > params) {
            fail(reply, "INVALID_PARAMS", subcommand, "Too many parameters");
        } else {
            ask(subcommand, line.params(), reply);
        }
    }

    private void ask(String subcommand, List<String> params, Reply reply) {
        boolean targets = subcommand.equals("TARGETS");
        var target = targets ? "*" : params.get(1);
        var wish = new Wish(subcommand, target, reply);
        var points = new ArrayList<Optional<Point>>();
        for (var written : params.subList(targets ? 1 : 2, params.size() - 1)) {
            boolean any = subcommand.equals("LATEST") && written.equals("*");
            var point = Point.of(written);
            boolean timeAlone = targets && written.startsWith("msgid=");
            if (timeAlone || (written.indexOf('=') > 0 && !isKnown(written))) {
                fail(reply, "INVALID_MSGREFTYPE", subcommand, target, "Unknown kind of reference");
                return;
            }
            if (!any && point.isEmpty()) {
                fail(reply, "INVALID_PARAMS", subcommand, written, "Invalid selector");
                return;
            }
            points.add(point);
        }
        var limit = params.getLast();
        if (!limit.matches("0*[1-9][0-9]{0,8}")) {
            fail(reply, "INVALID_PARAMS", subcommand, limit, "Invalid selector");
            return;
        }
        int count = Math.min(Integer.parseInt(limit), LIMIT_MAX);
        if (targets) {
            survey(points.get(0).orElseThrow(), points.get(1).orElseThrow(), count, reply);
        } else {
            find(wish, conversation -> ask(wish, conversation, points, count));
        }
    }

    private static boolean isKnown(String written) {
        return written.startsWith("msgid=") || written.startsWith("timestamp=");
    }

    private void ask(Wish wish, Conversation where, List<Optional<Point>> points, int limit) {
        var point = points.getFirst();
        switch (wish.subcommand()) {
            case "LATEST" -> {
                var after = point.map(Point::last).orElse(MessageId.NONE);
                read(wish, question(where, after, Span.ALL.before(), End.LAST, limit));
            }
            case "BEFORE" -> {
                var before = point.orElseThrow().first();
                read(wish, question(where, MessageId.NONE, before, End.LAST, limit));
            }
            case "AFTER" -> {
                var after = point.orElseThrow().last();
                read(wish, question(where, after, Span.ALL.before(), End.FIRST, limit));
            }
            case "BETWEEN" -> {
                var one = point.orElseThrow();
                var other = points.get(1).orElseThrow();
                boolean forward = one.first().compareTo(other.first()) <= 0;
                read(
                        wish,
                        forward
                                ? question(where, one.last(), other.first(), End.FIRST, limit)
                                : question(where, other.last(), one.first(), End.LAST, limit));
            }
            default -> around(wish, where, point.orElseThrow(), limit);
        }
    }

    private Question question(
            Conversation where, MessageId after, MessageId before, End end, int limit) {
        boolean all = client.has(Capability.EVENT_PLAYBACK);
        var filter = new Filter(!all, all && client.has(Capability.REDACTION));
        return new Question(where, new Span(after, before), end, limit, filter);
    }

    private void read(Wish wish, Question question) {
        client.await(
                wish.reply(),
                Asked.<List<Event>>of(to -> client.gate().archive().read(question, to)),
                events ->
                        events.ifPresentOrElse(
                                all -> tell(wish, question.of(), all, question.end()),
                                () -> unreadable(wish)));
    }

    /// Half of them before the point, the rest from there on.
    private void around(Wish wish, Conversation where, Point point, int limit) {
        int half = limit / 2;
        var from = new MessageId(Math.max(0, point.first().value() - 1));
        var rest = question(where, from, Span.ALL.before(), End.FIRST, limit);
        if (half == 0) {
            read(wish, rest);
            return;
        }
        var first = question(where, MessageId.NONE, point.first(), End.LAST, half);
        client.await(
                wish.reply(),
                Asked.<List<Event>>of(to -> client.gate().archive().read(first, to)),
                before -> {
                    if (before.isEmpty()) {
                        unreadable(wish);
                        return;
                    }
                    client.await(
                            wish.reply(),
                            Asked.<List<Event>>of(to -> client.gate().archive().read(rest, to)),
                            after -> {
                                if (after.isEmpty()) {
                                    unreadable(wish);
                                    return;
                                }
                                var all = new ArrayList<>(before.get());
                                int left = limit - all.size();
                                after.get().stream().limit(left).forEach(all::add);
                                tell(wish, where, all, End.FIRST);
                            });
                });
    }

    /// Who has left the room since, or was thrown out, is told nothing of it any more.
    ///
    /// @param end which are told when they are too many bytes
    private void tell(Wish wish, Conversation where, List<Event> events, End end) {
        if (where instanceof InRoom(var room) && !client.isIn(room)) invalid(wish);
        else tell(wish, lines(events, end));
    }

    private List<IrcMessage> lines(List<Event> events, End end) {
        var dialect = new IrcDialect(client.lines());
        var told = new ArrayDeque<List<IrcMessage>>();
        int bytes = 0;
        for (var event : end == End.FIRST ? events : events.reversed()) {
            var lines = dialect.messages(event, Perspective.OTHERS);
            bytes += lines.stream().mapToInt(IrcMessage::bytesMax).sum();
            if (bytes > ANSWER_BYTES_MAX && !told.isEmpty()) break;
            if (end == End.FIRST) told.addLast(lines);
            else told.addFirst(lines);
        }
        return told.stream().flatMap(List::stream).toList();
    }

    private void tell(Wish wish, List<IrcMessage> lines) {
        if (client.has(Capability.BATCH)) {
            wish.reply().batch(lines, "chathistory", wish.target());
        } else {
            lines.forEach(wish.reply()::line);
        }
    }

    /// Goes on with the conversation that the target means.
    private void find(Wish wish, Consumer<Conversation> then) {
        var finding =
                new Finding() {
                    @Override
                    public void found(Conversation conversation) {
                        then.accept(conversation);
                    }

                    @Override
                    public void invalid() {
                        HistoryCommands.this.invalid(wish);
                    }

                    @Override
                    public void nothingKept() {
                        tell(wish, List.of());
                    }
                };
        conversations.find(wish.target(), wish.reply(), finding);
    }

    private void survey(Point one, Point other, int limit, Reply reply) {
        boolean forward = one.first().compareTo(other.first()) <= 0;
        var span =
                forward ? new Span(one.last(), other.first()) : new Span(other.last(), one.first());
        var survey =
                new Survey(
                        client.account(),
                        Set.copyOf(client.rooms()),
                        span,
                        forward ? End.FIRST : End.LAST,
                        limit);
        client.await(
                reply,
                Asked.<List<Latest>>of(to -> client.gate().archive().latest(survey, to)),
                latest -> {
                    if (latest.isEmpty()) {
                        unreadable(new Wish("TARGETS", "*", reply));
                    } else {
                        tellTargets(latest.get(), reply);
                    }
                });
    }

    private void tellTargets(List<Latest> latest, Reply reply) {
        var lines = new ArrayList<IrcMessage>();
        for (var one : latest) {
            var time = IrcText.time(Instant.ofEpochMilli(one.id().value() >>> COUNTER_BITS));
            target(one.conversation())
                    .map(target -> client.fromServer(COMMAND, "TARGETS", target, time))
                    .ifPresent(lines::add);
        }
        if (client.has(Capability.BATCH)) {
            reply.batch(lines, "draft/chathistory-targets");
        } else {
            lines.forEach(reply::line);
        }
    }

    /// Nothing of a room that the client has left since.
    private Optional<String> target(Conversation conversation) {
        return switch (conversation) {
            case InRoom(var room) -> client.name(room).map(IrcText::channel);
            case With(_, var peer) -> Optional.of(IrcText.nick(peer));
        };
    }

    private void invalid(Wish wish) {
        fail(
                wish.reply(),
                "INVALID_TARGET",
                wish.subcommand(),
                wish.target(),
                "Messages could not be retrieved");
    }

    private void unreadable(Wish wish) {
        fail(
                wish.reply(),
                "MESSAGE_ERROR",
                wish.subcommand(),
                wish.target(),
                "Messages could not be retrieved");
    }

    private void fail(Reply reply, String code, String... params) {
        reply.line(client.fail(COMMAND, code, params));
    }
}
