package chat.madang.gate.irc;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
    /// How far the answer to a labelled command is told.
    private enum State {
        /// Nothing was.
        NOTHING,
        /// One line is held back, to see whether it is the only one.
        HELD,
        /// A batch with the label is open.
        OPEN,
        /// A batch of its own was the whole answer, or all of it has been told.
        OVER,
    }

    private final String server;
    private final Consumer<IrcMessage> wire;

    /// Null when the client has given none.
    private final @Nullable String label;

    /// What a batch is called, if there will be one.
    private final String reference;

    private State state = State.NOTHING;

    /// Null but while it is [State#HELD].
    private @Nullable IrcMessage held;

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
            return;
        }
        switch (state) {
            case NOTHING -> {
                held = message;
                state = State.HELD;
            }
            case HELD -> {
                openBatch();
                line(message);
            }
            case OPEN -> wire.accept(message.with("batch=" + reference));
            case OVER -> wire.accept(message);
        }
    }

    /// Lines that are one message: several of them are a batch already.
    void message(List<IrcMessage> lines) {
        boolean batch = lines.size() > 1 && lines.getFirst().command().equals("BATCH");
        if (batch) {
            batch(lines.getFirst(), lines.subList(1, lines.size() - 1), lines.getLast());
        } else {
            lines.forEach(this::line);
        }
    }

    /// Several lines that belong together.
    ///
    /// @param opening the kind of batch, and what it is about
    void batch(List<IrcMessage> lines, String... opening) {
        boolean alone = label == null || state == State.NOTHING;
        var inner = alone ? reference : reference + "-" + ++nested;
        var params = new ArrayList<String>(List.of("+" + inner));
        params.addAll(List.of(opening));
        var begin = new IrcMessage(List.of(), server, "BATCH", params);
        var tagged = new ArrayList<IrcMessage>();
        for (var line : lines) tagged.add(line.isInBatch() ? line : line.with("batch=" + inner));
        batch(begin, tagged, IrcMessage.of(server, "BATCH", "-" + inner));
    }

    /// @param lines which say that they are within it
    private void batch(IrcMessage begin, List<IrcMessage> lines, IrcMessage end) {
        if (label != null && state == State.NOTHING) {
            wire.accept(labelled(begin, label));
            state = State.OVER;
        } else {
            openBatch();
            line(begin);
        }
        lines.forEach(wire);
        line(end);
    }

    /// There will be several lines, and they are not to wait for each other.
    void openBatch() {
        if (label == null || state == State.OPEN || state == State.OVER) return;
        var begin = IrcMessage.of(server, "BATCH", "+" + reference, "labeled-response");
        wire.accept(labelled(begin, label));
        state = State.OPEN;
        var first = held;
        held = null;
        if (first != null) line(first);
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
        if (!heard || asked > 0 || label == null) return;
        switch (state) {
            case NOTHING -> wire.accept(labelled(IrcMessage.of(server, "ACK"), label));
            case HELD -> wire.accept(labelled(Objects.requireNonNull(held, "held"), label));
            case OPEN -> wire.accept(IrcMessage.of(server, "BATCH", "-" + reference));
            case OVER -> {}
        }
        state = State.OVER;
    }

    private static IrcMessage labelled(IrcMessage line, String label) {
        return line.with(IrcText.tag("label", label));
    }
}
