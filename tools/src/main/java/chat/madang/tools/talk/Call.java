package chat.madang.tools.talk;

import java.io.IOException;

/// The connection of a talk as it comes, breaks, comes back and ends; knows the exit status.
///
/// ```
/// OPEN ──▶ LOST      broken, and a person is there to reconnect
/// LOST ──▶ OPEN      reconnected
/// OPEN ──▶ LEAVING   nothing more to send; the server's last words are still printed
/// any  ──▶ OVER      the status is final
/// ```
final class Call {
    private enum State {
        OPEN,
        LOST,
        LEAVING,
        OVER
    }

    private static final int STATUS_DONE = 0;
    private static final int STATUS_FAILED = 1;

    private final Conversation conversation;
    private final Screen screen;

    /// Hears one connection to its end. The typing thread's.
    private Thread listener;

    /// Guarded by `this`, as is the status: the listener and the typing thread change both.
    private State state = State.OPEN;

    private int status = STATUS_DONE;

    /// Starts to listen.
    Call(Conversation conversation, Screen screen) {
        this.conversation = conversation;
        this.screen = screen;
        this.listener = Thread.ofVirtual().unstarted(this::hear);
        listener.start();
    }

    /// Whether lines have nowhere to go, and [#reconnect] would help.
    synchronized boolean isLost() {
        return state == State.LOST;
    }

    /// Connects again, or says why that failed. Typing thread; blocks.
    ///
    /// @return [Reply.Leave] when the person left instead of answering a question
    Reply reconnect() {
        String advice;
        try {
            advice = conversation.reconnect();
        } catch (UnansweredException unanswered) {
            return new Reply.Leave();
        } catch (IOException failure) {
            return new Reply.Refused(CannotConnectException.reason(failure));
        }
        screen.print(advice);
        move(State.OPEN);
        listener = Thread.ofVirtual().start(this::hear);
        return new Reply.Done();
    }

    /// Waits for the last words on a connection that took no more, and lets it go. Typing thread.
    void dropBroken() throws InterruptedException {
        listener.join(screen.patience());
        conversation.close();
        listener.join();
    }

    /// Ends the connection so that nothing sent or received is lost. Typing thread; blocks for the
    /// screen's patience at most.
    ///
    /// @return the exit status
    int hangUp() throws InterruptedException {
        if (move(State.LEAVING)) {
            try {
                conversation.finish();
            } catch (IOException ended) {
                // The listener hears of the same and says what it was.
            }
            listener.join(screen.patience());
        }
        end(STATUS_DONE);
        conversation.close();
        return finalStatus();
    }

    private void hear() {
        ended(conversation.listen(screen::print));
        if (isOver()) screen.callOff();
    }

    /// Says how it ended before anyone can see that it did: the process may exit right after.
    private synchronized void ended(Ending ending) {
        switch (ending) {
            case Ending.Closed() -> closed();
            case Ending.Lost(var why) -> lost(why);
            case Ending.Garbled(var why) -> {
                if (end(STATUS_FAILED)) screen.warn(why);
            }
            case Ending.Left() -> end(STATUS_DONE);
            case Ending.ShownOut() -> end(STATUS_FAILED);
            case Ending.Stopped() -> {
                if (end(STATUS_DONE)) screen.print("The server has stopped.");
            }
        }
    }

    private synchronized void closed() {
        if (state == State.LEAVING) {
            end(STATUS_DONE);
        } else {
            lost("the server closed it");
        }
    }

    private synchronized void lost(String why) {
        if (screen.isAttended()) {
            if (state != State.OPEN) return;
            state = State.LOST;
            screen.warn(
                    "Connection lost: %s. Enter on an empty line connects again.".formatted(why));
        } else if (end(STATUS_FAILED)) {
            screen.warn("connection lost: %s".formatted(why));
        }
    }

    /// Returns whether this made the end.
    private synchronized boolean end(int status) {
        if (state == State.OVER) return false;
        state = State.OVER;
        this.status = status;
        return true;
    }

    private synchronized boolean move(State to) {
        if (state == State.OVER) return false;
        state = to;
        return true;
    }

    private synchronized boolean isOver() {
        return state == State.OVER;
    }

    private synchronized int finalStatus() {
        return screen.losesLines() ? STATUS_FAILED : status;
    }
}
