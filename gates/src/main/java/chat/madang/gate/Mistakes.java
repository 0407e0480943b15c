package chat.madang.gate;

/// How many messages in a row made no sense. One for each connection.
public final class Mistakes {
    /// With how many in a row a connection is closed.
    static final int IN_A_ROW_MAX = 8;

    private int inARow;

    /// Counts a message that made no sense; says whether it was one too many.
    public boolean isOneTooMany() {
        inARow++;
        return inARow >= IN_A_ROW_MAX;
    }

    /// A message made sense.
    public void forgive() {
        inARow = 0;
    }
}
