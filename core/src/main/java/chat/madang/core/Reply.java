package chat.madang.core;

/// Who has asked something that takes time, and waits for it.
public interface Reply<T> {
    /// Is told once, on any thread, unless it is [#failed].
    void given(T answer);

    /// Is told once, on any thread, when there is no answer: the disk cannot be read or written, or
    /// too many wait.
    void failed();
}
