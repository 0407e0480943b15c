package chat.madang.gate;

import chat.madang.core.Command;
import chat.madang.core.Event;
import chat.madang.core.Event.Entered;
import chat.madang.core.Event.LoggedIn;
import chat.madang.core.SessionId;
import chat.madang.core.Text;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/// What one session has under way with the core, and where it stands. Stays on its loop.
///
/// ```
/// OUTSIDE ──▶ INSIDE ──▶ LEAVING ──▶ GONE
///    └───────────┴──────────────────▶
/// ```
final class Session {
    /// How many commands one session may have under way, so that none crowds out the others.
    static final int UNANSWERED_MAX = 256;

    private SessionId id;
    private final House house;

    /// Most sessions never have any, so it begins as small as can be.
    private final Queue<Command> refused = new ArrayDeque<>(1);

    private Presence presence = Presence.OUTSIDE;
    private int unanswered;

    /// What the others are told of its going.
    private Optional<Text> farewell = Optional.empty();

    /// Whether what follows depends on an answer that has not come.
    private boolean awaiting;

    /// Where the session stands, as far as the core has told.
    private enum Presence {
        /// Not entered, or not yet.
        OUTSIDE,
        /// Entered.
        INSIDE,
        /// Has asked to exit, and only waits for it to happen.
        LEAVING,
        /// Has exited, or never entered and is over.
        GONE,
    }

    Session(SessionId id, House house) {
        this.id = id;
        this.house = house;
    }

    SessionId id() {
        return id;
    }

    /// Goes on as another session, which is inside.
    void goOnAs(SessionId other) {
        id = other;
        presence = Presence.INSIDE;
    }

    /// Nothing more is heard until an answer has come: to the next command, or from elsewhere
    /// ([#begin]).
    void await() {
        awaiting = true;
    }

    /// Offers a command; says whether the entrance took it. If not, it is kept for [#retry].
    boolean offer(Command command) {
        if (refused.isEmpty() && house.entrance().offer(command)) {
            unanswered++;
            return true;
        }
        refused.add(command);
        return false;
    }

    /// Offers again what was refused, in order; says whether all of it was taken.
    boolean retry() {
        while (!refused.isEmpty() && house.entrance().offer(refused.peek())) {
            refused.remove();
            unanswered++;
        }
        return refused.isEmpty();
    }

    /// Counts a question that somebody else than the core answers.
    void begin() {
        awaiting = true;
        unanswered++;
    }

    /// The answer to one question has come.
    void end() {
        // Answers to what another connection had asked as this session were not waited for.
        unanswered = Math.max(0, unanswered - 1);
        // What the entrance has refused is still to be asked, and may be what is awaited.
        if (unanswered <= 0 && refused.isEmpty()) awaiting = false;
    }

    /// The core has answered.
    void answered(Event event) {
        end();
        if (event instanceof Entered || event instanceof LoggedIn) presence = Presence.INSIDE;
    }

    /// Whether what comes next may be heard.
    boolean isReady() {
        return !awaiting
                && refused.isEmpty()
                && unanswered < UNANSWERED_MAX
                && (presence == Presence.INSIDE || presence == Presence.OUTSIDE);
    }

    /// Whether everything that was asked has been answered.
    boolean isAnswered() {
        return unanswered <= 0;
    }

    boolean isOutside() {
        return presence == Presence.OUTSIDE;
    }

    boolean isInside() {
        return presence == Presence.INSIDE;
    }

    /// Forgets what the entrance has not taken, and whatever depended on it.
    void forgetRefused() {
        refused.clear();
        if (unanswered <= 0) awaiting = false;
    }

    /// Answers are lost, and none is waited for any more. For a session that is inside.
    void forgetAnswers() {
        refused.clear();
        unanswered = 0;
        awaiting = false;
    }

    /// Exits, unless it has; says whether it is gone at once, because it never entered.
    boolean leave() {
        if (presence == Presence.INSIDE) {
            presence = Presence.LEAVING;
            house.entrance().exit(new Command.Exit(id, farewell));
        }
        return presence == Presence.OUTSIDE;
    }

    void setFarewell(Text reason) {
        farewell = Optional.of(reason);
    }

    void gone() {
        presence = Presence.GONE;
        refused.clear();
    }

    boolean isGone() {
        return presence == Presence.GONE;
    }
}
