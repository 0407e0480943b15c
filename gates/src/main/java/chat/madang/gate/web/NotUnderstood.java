package chat.madang.gate.web;

/// A request lacks a field, or one is not what it should be.
final class NotUnderstood extends Exception {
    private static final long serialVersionUID = 1L;

    private final String field;

    NotUnderstood(String field) {
        super(field, null, false, false);
        this.field = field;
    }

    /// Which.
    String field() {
        return field;
    }
}
