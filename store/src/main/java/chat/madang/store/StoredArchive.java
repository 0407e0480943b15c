package chat.madang.store;

import chat.madang.core.Archive;
import chat.madang.core.Conversation;
import chat.madang.core.Event;
import chat.madang.core.Event.Utterance;
import chat.madang.core.MessageId;
import chat.madang.core.Reply;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// The archive in a store. Threads: any.
final class StoredArchive implements Archive {
    private final Store store;
    private final MessageId started;
    private final Retention retention;
    private final InstantSource clock;
    private final Span lost;

    /// @param started the last id before the server was started
    StoredArchive(Store store, MessageId started, Retention retention, InstantSource clock) {
        this.store = store;
        this.started = started;
        this.retention = retention;
        this.clock = clock;
        this.lost = new Span(started, started.next(clock.instant()));
    }

    @Override
    public void read(Question question, Reply<List<Event>> reply) {
        var within =
                new Question(
                        question.of(),
                        kept(question.span()),
                        question.end(),
                        question.limit(),
                        question.filter());
        store.read(connection -> new ArchiveReading(connection, started).read(within), reply);
    }

    @Override
    public void follow(Stretch stretch, Reply<Sequel> reply) {
        long first = firstId();
        store.read(
                connection -> new ArchiveReading(connection, started).follow(stretch, first),
                reply);
    }

    @Override
    public void find(Conversation conversation, MessageId id, Reply<Optional<Utterance>> reply) {
        if (id.value() < firstId()) {
            reply.given(Optional.empty());
            return;
        }
        store.read(
                connection -> new ArchiveReading(connection, started).find(conversation, id),
                reply);
    }

    @Override
    public void latest(Survey survey, Reply<List<Latest>> reply) {
        var within =
                new Survey(
                        survey.account(),
                        survey.rooms(),
                        kept(survey.span()),
                        survey.end(),
                        survey.limit());
        store.read(connection -> new ArchiveReading(connection, started).latest(within), reply);
    }

    @Override
    public Span lost() {
        return lost;
    }

    /// What is too old may still be in the file, and is not told any more.
    private Span kept(Span span) {
        long first = firstId();
        if (span.after().value() >= first) return span;
        return new Span(new MessageId(Math.max(0, first - 1)), span.before());
    }

    private long firstId() {
        return retention.firstId(clock.instant());
    }
}
