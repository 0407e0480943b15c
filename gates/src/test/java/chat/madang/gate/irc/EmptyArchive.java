package chat.madang.gate.irc;

import chat.madang.core.Archive;
import chat.madang.core.Conversation;
import chat.madang.core.Event.Utterance;
import chat.madang.core.MessageId;
import chat.madang.core.Reply;

import java.util.List;
import java.util.Optional;

/// An [Archive] in which nothing was ever kept.
final class EmptyArchive implements Archive {
    @Override
    public void read(Question question, Reply<List<Entry>> reply) {
        reply.given(List.of());
    }

    @Override
    public void find(Conversation conversation, MessageId id, Reply<Optional<Utterance>> reply) {
        reply.given(Optional.empty());
    }

    @Override
    public void latest(Survey survey, Reply<List<Latest>> reply) {
        reply.given(List.of());
    }
}
