package chat.madang.gate;

import chat.madang.core.Reply;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// What is asked of the disk, as something to wait for.
public final class Asked {
    private Asked() {}

    /// The answer; nothing when there is none, because the disk cannot be read or written, or too
    /// many wait. Completed by any thread.
    ///
    /// @param question told to whom to answer
    public static <T> CompletableFuture<Optional<T>> of(Consumer<Reply<T>> question) {
        var answer = new CompletableFuture<Optional<T>>();
        question.accept(
                new Reply<>() {
                    @Override
                    public void given(T given) {
                        answer.complete(Optional.of(given));
                    }

                    @Override
                    public void failed() {
                        answer.complete(Optional.empty());
                    }
                });
        return answer;
    }
}
