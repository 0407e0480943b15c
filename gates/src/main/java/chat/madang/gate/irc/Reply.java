package chat.madang.gate.irc;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// What one command of a client is answered with ([labeled
/// responses](https://ircv3.net/specs/extensions/labeled-response)).
///
/// ```
/// no label    each line at once
/// label       nothing: ACK | one line: that line, labelled | more: a batch with the label
/// ```
///
/// It is over when the command has been heard and all that it asked has been answered.
final class Reply {
    private final String server;
    private final Consumer<IrcMessage> wire;

    /// Null when the client has given none.
    private final @Nullable String label;

    /// What a batch is called, if there will be one.
    private final String reference;

    /// Null while no line is held back to see whether it is the only one.
    private @Nullable IrcMessage only;

    private boolean inBatch;

    /// Whether a batch of its own has been the whole answer.
    private boolean whole;

    private int nested;
    private int asked;
    private boolean heard;

    /// @param reference what a batch of it is called
    /// @param wire takes the lines
    Reply(String server, @Nullable String label, String reference, Consumer<IrcMessage> wire) {
        this.server = server;
        this.label = label;
        this.reference = reference;
        this.wire = wire;
    }

    /// Whether the client has given a label.
    boolean isLabelled() {
        return label != null;
    }

    /// One more line.
    void line(IrcMessage message) {
        if (label == null) {
            wire.accept(message);
        } else if (inBatch) {
            wire.accept(message.with("batch=" + reference));
        } else if (only == null) {
            only = message;
        } else {
            openBatch();
            line(message);
        }
    }

    /// Lines that are one message; with a batch of its own when they are several.
    void message(List<IrcMessage> lines) {
        boolean alone = label != null && !inBatch && only == null;
        boolean batch = !lines.isEmpty() && lines.getFirst().command().equals("BATCH");
        if (!alone || !batch) {
            if (batch && inBatch) {
                line(lines.getFirst());
                for (var line : lines.subList(1, lines.size() - 1)) wire.accept(line);
                line(lines.getLast());
            } else {
                lines.forEach(this::line);
            }
            return;
        }
        whole = true;
        wire.accept(lines.getFirst().with(IrcText.tag("label", String.valueOf(label))));
        lines.subList(1, lines.size()).forEach(wire);
    }

    /// There will be several lines, and they are not to wait for each other.
    void openBatch() {
        if (label == null || inBatch) return;
        inBatch = true;
        wire.accept(
                IrcMessage.of(server, "BATCH", "+" + reference, "labeled-response")
                        .with(IrcText.tag("label", label)));
        var first = only;
        only = null;
        if (first != null) line(first);
    }

    /// Several lines that belong together.
    ///
    /// @param opening the kind of batch, and what it is about
    void batch(List<IrcMessage> lines, String... opening) {
        boolean alone = label != null && !inBatch && only == null;
        var inner = alone || label == null ? reference : reference + "-" + ++nested;
        var params = new ArrayList<String>(List.of("+" + inner));
        params.addAll(List.of(opening));
        var begin = new IrcMessage(List.of(), server, "BATCH", params);
        var end = IrcMessage.of(server, "BATCH", "-" + inner);
        if (alone) {
            whole = true;
            wire.accept(begin.with(IrcText.tag("label", String.valueOf(label))));
        } else {
            line(begin);
        }
        for (var line : lines) wire.accept(line.isInBatch() ? line : line.with("batch=" + inner));
        if (alone) {
            wire.accept(end);
        } else {
            line(end);
        }
    }

    /// Something is asked whose answer belongs to it.
    void asks() {
        asked++;
    }

    /// That has been answered.
    void answered() {
        asked--;
        endIfOver();
    }

    /// The command has been heard.
    void heard() {
        heard = true;
        endIfOver();
    }

    private void endIfOver() {
        if (!heard || asked > 0 || label == null || whole) return;
        if (inBatch) {
            wire.accept(IrcMessage.of(server, "BATCH", "-" + reference));
        } else if (only != null) {
            wire.accept(only.with(IrcText.tag("label", label)));
        } else {
            wire.accept(IrcMessage.of(server, "ACK").with(IrcText.tag("label", label)));
        }
        inBatch = false;
    }
}
