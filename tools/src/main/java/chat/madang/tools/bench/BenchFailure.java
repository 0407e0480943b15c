package chat.madang.tools.bench;

/// A run that cannot go on; the message is one line for the person who started it.
final class BenchFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    BenchFailure(String message) {
        super(message);
    }
}
