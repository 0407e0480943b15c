package chat.madang.store;

/// The store cannot be opened: one line that says why, and how to mend it. Nothing was changed.
public final class StoreFailure extends Exception {
    private static final long serialVersionUID = 1;

    StoreFailure(String message) {
        super(message);
    }

    StoreFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
