package chat.madang.tools.talk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// One person's talk: takes what is typed to the conversation until either side ends.
///
/// Lines that begin with a slash are commands, the conversation's or the local ones; what becomes
/// of one that is neither is the conversation's to say. Blank lines send nothing; all others are
/// messages.
public final class Talk {
    private static final int USAGE_WIDTH_MIN = 15;
    private static final Reply DONE = new Reply.Done();

    private final Conversation conversation;
    private final Screen screen;
    private final Call call;

    /// The local ones among them need no server.
    private final List<Slash> commands;

    /// Set by `/quit` and the like.
    private boolean leaving;

    /// Starts to listen.
    ///
    /// @param conversation connected, and not listened to yet
    public Talk(Conversation conversation, Screen screen) {
        this.conversation = conversation;
        this.screen = screen;
        this.commands = commands();
        screen.offer(commands);
        if (screen.isAttended()) screen.print("Connected. /help lists the commands.");
        this.call = new Call(conversation, screen);
    }

    /// Takes what is typed, until the end. Blocks.
    ///
    /// @return the exit status
    public int run() throws InterruptedException {
        while (!leaving) {
            var line = screen.read();
            if (line.isEmpty()) break;
            take(line.get());
        }
        return call.hangUp();
    }

    private void take(String line) throws InterruptedException {
        if (line.isBlank()) {
            if (call.isLost()) attempt(_ -> call.reconnect(), "", "");
        } else if (line.startsWith("/")) {
            command(line);
        } else {
            send(conversation::say, line, "");
        }
    }

    private void command(String line) throws InterruptedException {
        var words = line.split("\\s+", 2);
        var argument = words.length > 1 ? words[1].strip() : "";
        var known = find(words[0], commands);
        if (known.isEmpty()) {
            send(conversation::sayUnknown, line, "");
        } else if (known.get().offline()) {
            attempt(known.get().action(), argument, known.get().usage());
        } else {
            send(known.get().action(), argument, known.get().usage());
        }
    }

    private void send(Slash.Action action, String argument, String usage)
            throws InterruptedException {
        if (call.isLost()) {
            sayNotSent();
        } else {
            attempt(action, argument, usage);
        }
    }

    private void attempt(Slash.Action action, String argument, String usage)
            throws InterruptedException {
        try {
            switch (action.take(argument)) {
                case Reply.Done() -> {}
                case Reply.Leave() -> leaving = true;
                case Reply.Misused() -> screen.print("usage: " + usage);
                case Reply.Unknown() -> sayUnknown(argument);
                case Reply.Refused(var why) -> screen.print(why);
            }
        } catch (IOException broken) {
            call.dropBroken();
            if (call.isLost()) sayNotSent();
        }
    }

    private void sayUnknown(String line) {
        var word = line.split("\\s+", 2)[0];
        var known = commands.stream().map(Slash::word).collect(Collectors.joining(" "));
        screen.print("unknown command: %s (there are: %s)".formatted(word, known));
    }

    private void sayNotSent() {
        screen.warn("Not sent, as there is no connection. Enter on an empty line connects again.");
    }

    /// `/help` comes first, and then what the conversation has.
    private List<Slash> commands() {
        var all = new ArrayList<Slash>();
        all.add(Slash.local("/help", "list the commands", _ -> help()));
        all.addAll(conversation.commands());
        if (screen.isAttended()) {
            all.add(Slash.local("/reconnect", "connect again", _ -> reconnect()));
        }
        all.add(Slash.farewell("/quit", "leave the program"));
        return List.copyOf(all);
    }

    private static Optional<Slash> find(String word, List<Slash> commands) {
        return commands.stream().filter(slash -> slash.word().equals(word)).findFirst();
    }

    private Reply help() {
        int longest = commands.stream().mapToInt(slash -> slash.usage().length()).max().orElse(0);
        int width = Math.max(longest, USAGE_WIDTH_MIN) + 1;
        for (var slash : commands) {
            var gap = " ".repeat(width - slash.usage().length());
            screen.print(slash.usage() + gap + slash.purpose());
        }
        screen.print(conversation.otherwise());
        return DONE;
    }

    private Reply reconnect() {
        if (!call.isLost()) return new Reply.Refused("The connection is still there.");
        return call.reconnect();
    }
}
