package chat.madang.core;

import static chat.madang.core.Answers.one;
import static chat.madang.core.Answers.refuse;
import static chat.madang.core.Answers.to;

import chat.madang.core.Command.ChooseAddressee;
import chat.madang.core.Command.Collect;
import chat.madang.core.Command.Mark;
import chat.madang.core.Command.Write;
import chat.madang.core.Event.AddresseeCame;
import chat.madang.core.Event.AddresseeChosen;
import chat.madang.core.Event.AddresseeChosen.Presence;
import chat.madang.core.Event.AddresseeGone;
import chat.madang.core.Event.Collected;
import chat.madang.core.Event.Kept;
import chat.madang.core.Event.Marked;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What people and accounts have to do with each other: choosing, keeping, collecting. Belongs to
/// [Chat] alone.
final class Mailroom {
    private final Mail mail;
    private final People people;

    Mailroom(Yard yard) {
        this.mail = yard.mail();
        this.people = yard.people();
    }

    List<Delivery> choose(ChooseAddressee command, Stay writer) {
        var from = command.from();
        var account = command.account().map(mail::named).orElse(null);
        mail.choose(writer, account == null ? null : account.id());
        if (account == null) {
            return one(from, new AddresseeChosen(from, command.account(), Presence.UNKNOWN));
        }
        var presence = people.as(account) == null ? Presence.AWAY : Presence.HERE;
        return one(from, new AddresseeChosen(from, Optional.of(account.name()), presence));
    }

    /// Keeps what was written to somebody who is away.
    List<Delivery> keep(Write command, Stay writer, MessageId id, Instant now) {
        var addressee = Objects.requireNonNull(writer.addressee(), "addressee");
        var letter = new Letter(id, writer.person().name(), command.text(), now);
        mail.keep(addressee, letter);
        return one(command.from(), new Kept(command, addressee, letter));
    }

    List<Delivery> collect(Collect command, Stay stay) {
        var account = stay.account();
        if (account == null) return refuse(command, Refusal.NO_ADDRESSEE);

        mail.removeUpTo(account, command.upTo());
        return one(command.from(), new Collected(command.from(), account, command.upTo()));
    }

    List<Delivery> mark(Mark command, Stay stay) {
        var account = stay.account();
        if (account == null) return refuse(command, Refusal.NO_ACCOUNT);

        var marked = new Marked(stay.person(), command.where(), command.upTo());
        return people.allAs(account).stream().map(reader -> to(reader.session(), marked)).toList();
    }

    /// Takes back a letter that could not be stored, unless it was received in the meantime.
    List<Delivery> takeBack(Kept kept) {
        return mail.remove(kept.account(), kept.letter().id())
                ? refuse(kept.asked(), Refusal.NOT_STORED)
                : one(kept.by(), kept);
    }

    /// Tells those who write to an account that its person is here.
    List<Delivery> came(Account account) {
        var notices = new ArrayList<Delivery>();
        for (var writer : mail.writers(account.id())) {
            var session = writer.session();
            notices.add(to(session, new AddresseeCame(session, account.name())));
        }
        return notices;
    }

    /// Tells those who write to an account that its person is here no longer, nor their choice.
    List<Delivery> gone(Account account) {
        var notices = new ArrayList<Delivery>();
        for (var writer : mail.writers(account.id())) {
            mail.choose(writer, null);
            var session = writer.session();
            notices.add(to(session, new AddresseeGone(session, account.name())));
        }
        return notices;
    }
}
