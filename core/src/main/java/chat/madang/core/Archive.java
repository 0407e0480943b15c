package chat.madang.core;

import chat.madang.core.Event.Utterance;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What has happened in rooms and between people, as far as it is kept.
///
/// Nothing here blocks. What is asked is answered when everything that was handed to the [Journal]
/// before is on disk, or is lost.
public interface Archive {
    /// Reads a part of a conversation: from the eldest to the latest.
    ///
    /// What has happened is told as it was then. Sessions are of the running server; whoever was
    /// there before has [SessionId#NOBODY]. Of somebody's profile is known what everybody could
    /// see. What was renamed or went, did so in the one room that was asked for. What was erased is
    /// not told.
    void read(Question question, Reply<List<Event>> reply);

    /// Reads what has happened in a room after one of its sequence numbers, from the eldest on;
    /// told as by [#read].
    void follow(Stretch stretch, Reply<Sequel> reply);

    /// Looks for what was said or shown; nothing when there is none of that id, or it was erased.
    void find(Conversation conversation, MessageId id, Reply<Optional<Utterance>> reply);

    /// Looks which conversations had their last message within a span: from the eldest to the
    /// latest.
    void latest(Survey survey, Reply<List<Latest>> reply);

    /// What can have been told by the run before this one and was not on disk when that was killed:
    /// it has never been, and who said it may say it again. Empty when nothing can.
    Span lost();

    /// A stretch of time.
    ///
    /// @param after the last id that is too early
    /// @param before the first id that is too late
    record Span(MessageId after, MessageId before) {
        /// From ever, for ever.
        public static final Span ALL = new Span(MessageId.NONE, new MessageId(Long.MAX_VALUE));

        /// Whether no id is within it.
        public boolean isEmpty() {
            return before.value() - after.value() <= 1;
        }
    }

    /// A part of what has happened in a room, by its sequence numbers.
    ///
    /// @param after the last number that is too early, 0 for none
    /// @param before the first number that is too late
    /// @param limit how many events at the most, 1..[Question#LIMIT_MAX]: the eldest
    /// @param filter of what kind
    record Stretch(RoomId room, long after, long before, int limit, Filter filter) {
        /// @throws IllegalArgumentException when the limit is out of bounds
        public Stretch {
            checkLimit(limit);
        }

        /// All that came after a number.
        public Stretch(RoomId room, long after, int limit, Filter filter) {
            this(room, after, Long.MAX_VALUE, limit, filter);
        }
    }

    /// What has happened in a stretch.
    ///
    /// @param isWhole whether nothing is missing of what came after the number and up to the last
    ///   of these: lost because it was too old, too much, or could not be written. What was erased
    ///   is not missing, nor what is never kept
    /// @param isMore whether there are more than the limit
    record Sequel(List<Event> events, boolean isWhole, boolean isMore) {
        public Sequel {
            events = List.copyOf(events);
        }

        /// Whether this is all that has happened in the stretch.
        public boolean isAll() {
            return isWhole && !isMore;
        }
    }

    /// Which of those that are too many.
    enum End {
        /// The eldest.
        FIRST,
        /// The latest.
        LAST,
    }

    /// What to read.
    ///
    /// @param span where to look
    /// @param end which, when there are more
    /// @param limit how many at the most, 1..[#LIMIT_MAX]
    /// @param filter of what kind
    record Question(Conversation of, Span span, End end, int limit, Filter filter) {
        /// The most that one can ask for.
        public static final int LIMIT_MAX = 1_000;

        /// @throws IllegalArgumentException when the limit is out of bounds
        public Question {
            checkLimit(limit);
        }
    }

    /// What somebody wants to see.
    ///
    /// @param talkAlone nothing but [Event.Said], [Event.SaidAsScheduled] and [Event.Whispered];
    ///   else everything
    /// @param redactions also that something was erased ([Event.Redaction]), where that was done
    record Filter(boolean talkAlone, boolean redactions) {}

    /// Where to look for conversations.
    ///
    /// @param account whose conversations with others; nothing for rooms alone
    /// @param rooms those among which to look
    /// @param limit how many at the most, 1..[Question#LIMIT_MAX]
    record Survey(Optional<AccountId> account, Set<RoomId> rooms, Span span, End end, int limit) {
        /// @throws IllegalArgumentException when the limit is out of bounds
        public Survey {
            checkLimit(limit);
            rooms = Set.copyOf(rooms);
        }
    }

    /// A conversation, and the last thing that was said there and is not erased.
    record Latest(Conversation conversation, MessageId id) {}

    private static void checkLimit(int limit) {
        if (limit >= 1 && limit <= Question.LIMIT_MAX) return;
        throw new IllegalArgumentException(
                "limit: %d (expected: 1..%d)".formatted(limit, Question.LIMIT_MAX));
    }
}
