package chat.madang.gate.irc;

import chat.madang.core.Command.Redact;
import chat.madang.core.Conversation;
import chat.madang.core.Event;
import chat.madang.core.Event.Noted;
import chat.madang.core.Event.Redacted;
import chat.madang.core.Event.RedactedTo;
import chat.madang.core.Event.Refused;
import chat.madang.core.Event.Utterance;
import chat.madang.core.MessageId;
import chat.madang.core.Refusal;
import chat.madang.core.Text;
import chat.madang.gate.Asked;
import chat.madang.gate.irc.Conversations.Finding;

import java.util.Map;
import java.util.Optional;

/// REDACT ([message redaction](https://ircv3.net/specs/extensions/message-redaction)).
final class RedactCommands {
    private static final String COMMAND = "REDACT";

    static final Map<String, Handler<RedactCommands>> HANDLERS =
            Map.of(COMMAND, RedactCommands::redact);

    private final IrcClient client;
    private final Conversations conversations;

    /// What a client asks for.
    ///
    /// @param id of the message, as it was written
    private record Wish(String target, String id, Optional<Text> reason, Reply reply) {}

    RedactCommands(IrcClient client) {
        this.client = client;
        this.conversations = new Conversations(client);
    }

    private void redact(IrcLine line, Reply reply) {
        if (line.param(0).isEmpty() || line.param(1).isEmpty()) {
            reply.line(client.needMore(COMMAND));
            return;
        }
        var reason = line.param(2).map(Channels::reason);
        var wish = new Wish(line.params().getFirst(), line.params().get(1), reason, reply);
        var finding =
                new Finding() {
                    @Override
                    public void found(Conversation conversation) {
                        IrcText.id(wish.id())
                                .ifPresentOrElse(
                                        id -> find(conversation, id, wish), () -> unknown(wish));
                    }

                    @Override
                    public void invalid() {
                        invalidTarget(wish);
                    }

                    @Override
                    public void nothingKept() {
                        unknown(wish);
                    }
                };
        conversations.find(wish.target(), reply, finding);
    }

    private void find(Conversation conversation, MessageId id, Wish wish) {
        client.await(
                wish.reply(),
                Asked.<Optional<Utterance>>of(
                        to -> client.gate().archive().find(conversation, id, to)),
                answer ->
                        answer.ifPresentOrElse(
                                found ->
                                        found.ifPresentOrElse(
                                                what -> redact(what, wish), () -> unknown(wish)),
                                () -> failed(wish)));
    }

    private void redact(Utterance what, Wish wish) {
        client.ask(
                wish.reply(),
                new Redact(client.session(), what, wish.reason()),
                event -> done(event, wish));
    }

    private void done(Event event, Wish wish) {
        var reply = wish.reply();
        switch (event) {
            case Noted(_, Redacted redacted) ->
                    client.lines().redacted(redacted).forEach(reply::line);
            case Noted(_, RedactedTo redacted) ->
                    client.lines().redactedTo(redacted).forEach(reply::line);
            case Refused(_, var why) when why == Refusal.NOT_RANKED ->
                    fail(wish, "REDACT_FORBIDDEN", "You may not erase this message");
            case Refused(_, var why) when why == Refusal.NOT_STORED -> failed(wish);
            default -> invalidTarget(wish);
        }
    }

    private void unknown(Wish wish) {
        fail(wish, "UNKNOWN_MSGID", "There is no such message, or it is erased");
    }

    private void failed(Wish wish) {
        fail(wish, "INTERNAL_ERROR", "The message could not be erased");
    }

    private void invalidTarget(Wish wish) {
        var sentence = "You cannot erase messages there";
        wish.reply().line(client.fail(COMMAND, "INVALID_TARGET", wish.target(), sentence));
    }

    private void fail(Wish wish, String code, String sentence) {
        wish.reply().line(client.fail(COMMAND, code, wish.target(), wish.id(), sentence));
    }
}
