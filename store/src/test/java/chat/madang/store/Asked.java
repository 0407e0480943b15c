package chat.madang.store;

import chat.madang.core.Account;
import chat.madang.core.AccountId;
import chat.madang.core.Archive.End;
import chat.madang.core.Archive.Filter;
import chat.madang.core.Archive.Latest;
import chat.madang.core.Archive.Question;
import chat.madang.core.Archive.Sequel;
import chat.madang.core.Archive.Span;
import chat.madang.core.Archive.Stretch;
import chat.madang.core.Archive.Survey;
import chat.madang.core.Conversation;
import chat.madang.core.Event;
import chat.madang.core.Event.Utterance;
import chat.madang.core.Markers.Marker;
import chat.madang.core.Markers.Where;
import chat.madang.core.MessageId;
import chat.madang.core.Name;
import chat.madang.core.Reply;
import chat.madang.core.ScramKeys;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// What a store is asked, with waiting for the answer. Throws a
/// [java.util.concurrent.CompletionException] when there is none.
final class Asked {
    private Asked() {}

    static List<Event> read(Store store, Question question) {
        return Asked.<List<Event>>later(reply -> store.archive().read(question, reply)).join();
    }

    /// All that there is of a conversation.
    static List<Event> everything(Store store, Conversation of) {
        var everything = new Filter(false, true);
        return read(store, new Question(of, Span.ALL, End.LAST, Question.LIMIT_MAX, everything));
    }

    static Sequel follow(Store store, Stretch stretch) {
        return Asked.<Sequel>later(reply -> store.archive().follow(stretch, reply)).join();
    }

    static Optional<Utterance> find(Store store, Conversation of, MessageId id) {
        return Asked.<Optional<Utterance>>later(reply -> store.archive().find(of, id, reply))
                .join();
    }

    static List<Latest> latest(Store store, Survey survey) {
        return Asked.<List<Latest>>later(reply -> store.archive().latest(survey, reply)).join();
    }

    static Marker mark(Store store, AccountId reader, Where where, Instant upTo) {
        return Asked.<Marker>later(reply -> store.markers().set(reader, where, upTo, reply)).join();
    }

    static Optional<Instant> marker(Store store, AccountId reader, Where where) {
        return Asked.<Optional<Instant>>later(reply -> store.markers().get(reader, where, reply))
                .join();
    }

    static Optional<Account> register(Store store, Name name, byte[] password) {
        return Asked.<Optional<Account>>later(
                        reply -> store.registry().register(name, password, Optional.empty(), reply))
                .join();
    }

    static ScramKeys scram(Store store, String name) {
        return Asked.<ScramKeys>later(reply -> store.registry().scram(name, reply)).join();
    }

    /// Asks; the answer comes later.
    static <T> CompletableFuture<T> later(Consumer<Reply<T>> question) {
        return later(question, _ -> {});
    }

    /// Asks; the answer comes when whoever gives it has been through `first`.
    static <T> CompletableFuture<T> later(Consumer<Reply<T>> question, Consumer<T> first) {
        var answer = new CompletableFuture<T>();
        question.accept(
                new Reply<>() {
                    @Override
                    public void given(T found) {
                        first.accept(found);
                        answer.complete(found);
                    }

                    @Override
                    public void failed() {
                        answer.completeExceptionally(new IllegalStateException("no answer"));
                    }
                });
        return answer;
    }
}
