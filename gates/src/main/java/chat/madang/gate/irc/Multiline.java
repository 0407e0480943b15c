package chat.madang.gate.irc;

import chat.madang.core.Ctcp;
import chat.madang.core.Text;

import io.netty.buffer.ByteBufUtil;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Messages of several lines ([multiline](https://ircv3.net/specs/extensions/multiline)).
///
/// ```
/// BATCH +ref draft/multiline TARGET
/// @batch=ref PRIVMSG TARGET :one line
/// @batch=ref;draft/multiline-concat PRIVMSG TARGET : and what still belongs to it
/// BATCH -ref
/// ```
final class Multiline {
    /// The most lines of one message.
    static final int LINES_MAX = 100;

    /// What the kind of batch is called, and the capability.
    static final String TYPE = "draft/multiline";

    /// How long one may take.
    private static final Duration OPEN_MAX = Duration.ofSeconds(60);

    /// Of how many that were refused it is known, so that what follows is not answered again.
    private static final int VOID_MAX = 10;

    private static final String CONCAT = "draft/multiline-concat";

    static final Map<String, Handler<Multiline>> HANDLERS = Map.of("BATCH", Multiline::batch);

    private final IrcClient client;
    private final TalkCommands talk;

    /// Null while none is open.
    private @Nullable Open open;

    /// Those that were refused, and that the client may not know of yet, eldest first.
    private final List<String> voided = new ArrayList<>();

    /// A batch that is being sent.
    private static final class Open {
        private final IrcLine opening;
        private final String reference;
        private final String target;
        private final Reply reply;
        private final Instant since;
        private final StringBuilder text = new StringBuilder();
        private final List<Integer> joints = new ArrayList<>();
        private String command = "";
        private int lines;

        /// Null as long as nothing was wrong.
        private @Nullable IrcMessage wrong;

        Open(IrcLine opening, String reference, String target, Reply reply, Instant since) {
            this.opening = opening;
            this.reference = reference;
            this.target = target;
            this.reply = reply;
            this.since = since;
        }
    }

    Multiline(IrcClient client, TalkCommands talk) {
        this.client = client;
        this.talk = talk;
    }

    /// Takes a line that belongs to an open batch, or to one that was refused; says whether it did.
    boolean takes(IrcLine line) {
        endIfLate();
        var reference = line.tags().get("batch");
        if (reference == null || line.command().equals("BATCH")) return false;
        if (voided.contains(reference)) return true;
        var batch = open;
        if (batch == null || !batch.reference.equals(reference)) return false;
        add(batch, line);
        return true;
    }

    /// A line could not be read, which may have belonged to the open batch: half a message is worse
    /// than none.
    void spoil() {
        if (open != null && open.wrong == null) open.wrong = invalid();
    }

    /// Looked at with every line: nobody waits for it.
    private void endIfLate() {
        var batch = open;
        if (batch == null) return;
        var age = Duration.between(batch.since, client.gate().clock().instant());
        if (age.compareTo(OPEN_MAX) <= 0) return;
        open = null;
        markVoid(batch.reference);
        fail(batch.reply, "TIMEOUT", batch.reference, "Batch was not ended in time");
        batch.reply.answered();
    }

    private void markVoid(String reference) {
        if (!voided.contains(reference)) voided.add(reference);
        if (voided.size() > VOID_MAX) voided.removeFirst();
    }

    private void batch(IrcLine line, Reply reply) {
        var reference = line.param(0).orElse("");
        if (reference.isEmpty()) {
            reply.line(client.needMore("BATCH"));
        } else if (reference.startsWith("+")) {
            begin(line, reference.substring(1), reply);
        } else if (reference.startsWith("-")) {
            end(reference.substring(1), reply);
        } else {
            fail(reply, "INVALID_REFTAG", reference, "Invalid batch reference");
        }
    }

    private void begin(IrcLine line, String reference, Reply reply) {
        var type = line.param(1).orElse("*");
        if (!reference.matches("[0-9A-Za-z-]{1,64}")) {
            markVoid(reference);
            fail(reply, "INVALID_REFTAG", "*", "Invalid batch reference");
            return;
        }
        var before = open;
        if (before == null && type.equals(TYPE) && line.param(2).isPresent()) {
            voided.remove(reference);
            reply.asks();
            var now = client.gate().clock().instant();
            open = new Open(line, reference, line.params().get(2), reply, now);
            return;
        }
        markVoid(reference);
        boolean another = type.equals(TYPE);
        if (before != null && (another || before.reference.equals(reference))) {
            // The other one is over, too, and its label with it.
            markVoid(before.reference);
            open = null;
            before.reply.answered();
            fail(reply, "MULTILINE_INVALID", "Invalid multiline batch");
        } else if (another) {
            reply.line(client.needMore("BATCH"));
        } else {
            fail(reply, "UNKNOWN_TYPE", reference, type, "Unknown batch type");
        }
    }

    private void add(Open batch, IrcLine line) {
        if (batch.wrong != null) return;
        batch.wrong = whyNot(batch, line);
        if (batch.wrong != null) return;

        var text = line.params().get(1);
        boolean concat = line.tags().containsKey(CONCAT);
        if (batch.lines > 0 && concat) batch.joints.add(batch.text.length());
        if (batch.lines > 0 && !concat) batch.text.append('\n');
        batch.text.append(text);
        batch.command = line.command();
        batch.lines++;
        if (batch.lines > LINES_MAX) {
            batch.wrong =
                    client.fail(
                            "BATCH",
                            "MULTILINE_MAX_LINES",
                            String.valueOf(LINES_MAX),
                            "Multiline batch has too many lines");
        } else if (ByteBufUtil.utf8Bytes(batch.text) > Text.BYTES_MAX) {
            batch.wrong =
                    client.fail(
                            "BATCH",
                            "MULTILINE_MAX_BYTES",
                            String.valueOf(Text.BYTES_MAX),
                            "Multiline batch is too long");
        }
    }

    private @Nullable IrcMessage whyNot(Open batch, IrcLine line) {
        boolean said = line.command().equals("PRIVMSG") || line.command().equals("NOTICE");
        boolean same = batch.command.isEmpty() || batch.command.equals(line.command());
        boolean concat = line.tags().containsKey(CONCAT);
        if (!said || !same || line.params().size() < 2) return invalid();
        var text = line.params().get(1);
        if (concat && (batch.lines == 0 || text.isEmpty())) return invalid();
        // Wherever it stands: where others have the text in more lines, one may begin there.
        if (text.indexOf(Ctcp.MARK) >= 0) return invalid();
        var target = line.params().getFirst();
        if (target.equalsIgnoreCase(batch.target)) return null;
        return client.fail(
                "BATCH",
                "MULTILINE_INVALID_TARGET",
                batch.target,
                target,
                "Multiline batch has another target");
    }

    private void end(String reference, Reply reply) {
        if (voided.remove(reference)) return;
        var batch = open;
        if (batch == null || !batch.reference.equals(reference)) {
            fail(reply, "INVALID_REFTAG", reference, "Invalid batch reference");
            return;
        }
        open = null;
        boolean blank = batch.text.toString().isBlank();
        if (batch.wrong != null) {
            batch.reply.line(batch.wrong);
        } else if (blank) {
            batch.reply.line(invalid());
        } else {
            var text = new Text(batch.text.toString());
            talk.sendLines(
                    batch.opening, batch.command, batch.target, text, batch.joints, batch.reply);
        }
        batch.reply.answered();
    }

    private IrcMessage invalid() {
        return client.fail("BATCH", "MULTILINE_INVALID", "Invalid multiline batch");
    }

    private void fail(Reply reply, String code, String... params) {
        reply.line(client.fail("BATCH", code, params));
    }
}
