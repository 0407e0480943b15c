package chat.madang.gate.irc;

import chat.madang.core.AccountId;
import chat.madang.core.Answered.PeopleFound;
import chat.madang.core.Command.FindPeople;
import chat.madang.core.Conversation;
import chat.madang.core.Conversation.InRoom;
import chat.madang.core.Conversation.With;
import chat.madang.core.Name;

import java.util.List;
import java.util.function.Consumer;

/// Which conversation a client means that names a channel or a nick.
final class Conversations {
    private final IrcClient client;

    /// What is done when it is found, or is not.
    interface Finding {
        /// That one is meant.
        void found(Conversation conversation);

        /// The client cannot mean any.
        void invalid();

        /// With somebody of whom nothing is kept, as the client is a guest.
        void nothingKept();
    }

    Conversations(IrcClient client) {
        this.client = client;
    }

    void find(String target, Reply reply, Finding finding) {
        var room = client.room(target);
        var name = Name.of(target);
        if (room.isPresent()) {
            finding.found(new InRoom(room.get()));
        } else if (target.startsWith(IrcText.CHANNEL) || name.isEmpty()) {
            finding.invalid();
        } else if (client.account().isEmpty()) {
            finding.nothingKept();
        } else {
            find(client.account().get(), name.get(), reply, finding::found);
        }
    }

    /// By the account of whoever is here under that name; else it is somebody's who has gone.
    private void find(AccountId own, Name name, Reply reply, Consumer<Conversation> then) {
        client.ask(
                reply,
                new FindPeople(client.session(), List.of(name), IrcText.SPELLING),
                event -> {
                    var peer = name;
                    if (event instanceof PeopleFound(_, var people, _) && !people.isEmpty()) {
                        var who = people.getFirst().who();
                        peer = who.profile().account().orElse(who.name());
                    }
                    then.accept(new With(own, peer));
                });
    }
}
