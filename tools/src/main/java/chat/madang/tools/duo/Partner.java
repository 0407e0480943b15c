package chat.madang.tools.duo;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/// Whom this person talks to, as far as the answers tell.
///
/// The typing thread tells what is asked, the listening one what is heard.
final class Partner {
    /// Whom the server was asked for and has not answered yet. Guarded by `this`, as all here is.
    private final Queue<String> asked = new ArrayDeque<>();

    /// Empty when there is none.
    private String chosen = "";

    /// Remembers that `id` is being asked for: that gives up the partner there was.
    synchronized void ask(String id) {
        chosen = "";
        asked.add(id);
    }

    /// Takes an answer that there is somebody of that name.
    ///
    /// @return who that is, when somebody was asked for
    synchronized Optional<String> grant() {
        var granted = refuse();
        granted.ifPresent(id -> chosen = id);
        return granted;
    }

    /// Takes an answer that there is nobody of that name.
    ///
    /// @return who that is, when somebody was asked for
    synchronized Optional<String> refuse() {
        chosen = "";
        return Optional.ofNullable(asked.poll());
    }

    /// Takes the word that the partner has gone.
    synchronized void go() {
        chosen = "";
    }

    /// Whether a message may reach somebody, which is open while an answer is awaited.
    synchronized boolean isPossible() {
        return !chosen.isEmpty() || !asked.isEmpty();
    }

    /// Gives up all that a lost connection knew.
    ///
    /// @return whom this person talked to last, or was about to
    synchronized Optional<String> forget() {
        var last = chosen;
        while (!asked.isEmpty()) last = asked.remove();
        chosen = "";
        return last.isEmpty() ? Optional.empty() : Optional.of(last);
    }
}
