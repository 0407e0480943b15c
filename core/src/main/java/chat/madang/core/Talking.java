package chat.madang.core;

import static chat.madang.core.Answers.one;
import static chat.madang.core.Answers.refuse;
import static chat.madang.core.Answers.to;
import static chat.madang.core.Answers.toMembers;

import chat.madang.core.Answered.ScheduledListed;
import chat.madang.core.Answered.ScheduledListed.Waiting;
import chat.madang.core.Command.Answer;
import chat.madang.core.Command.ListScheduled;
import chat.madang.core.Command.Redact;
import chat.madang.core.Command.Say;
import chat.madang.core.Command.Schedule;
import chat.madang.core.Command.Signal;
import chat.madang.core.Command.SignalTo;
import chat.madang.core.Command.Unschedule;
import chat.madang.core.Command.Whisper;
import chat.madang.core.Command.Write;
import chat.madang.core.Event.InRoom;
import chat.madang.core.Event.Noted;
import chat.madang.core.Event.Redacted;
import chat.madang.core.Event.RedactedTo;
import chat.madang.core.Event.Said;
import chat.madang.core.Event.SaidAsScheduled;
import chat.madang.core.Event.Scheduled;
import chat.madang.core.Event.Signalled;
import chat.madang.core.Event.SignalledTo;
import chat.madang.core.Event.Unscheduled;
import chat.madang.core.Event.Whispered;
import chat.madang.core.Profile.Trait;
import chat.madang.core.UsedNonce.Use;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What people say, at once or later, to a room or to one another. Belongs to [Chat] alone.
final class Talking {
    private static final Text NO_TEXT = new Text("");

    private final Yard yard;
    private final Mailroom mailroom;

    Talking(Yard yard, Mailroom mailroom) {
        this.yard = yard;
        this.mailroom = mailroom;
    }

    List<Delivery> say(Say command, Stay stay, Instant now) {
        var room = yard.rooms().find(command.room());
        if (room == null) return refuse(command, Refusal.NO_SUCH_ROOM);
        var author = stay.person().name();
        var use = Use.of(author, room.id(), command.manner(), command.answer());
        var before = yard.nonces().find(use);
        if (before.isPresent()) {
            var told = said(command, stay, room, before.get());
            return one(command.from(), new Noted(command, told));
        }
        var why = whyNotHeard(room, stay, command.text());
        if (why != null) return refuse(command, why);

        stay.speaks(now);
        var said = said(command, stay, room, yard.stamp(room, now));
        UsedNonce.of(said).ifPresent(yard.nonces()::add);
        var deliveries = new ArrayList<>(tell(room, command.manner().least(), stay, said));
        if (command.answer() == Answer.WHEN_STORED) {
            deliveries.add(to(command.from(), new Noted(command, said)));
        }
        return deliveries;
    }

    private static Said said(Say command, Stay stay, Room room, Stamp stamp) {
        return new Said(
                room.id(),
                room.name(),
                stay.person(),
                command.text(),
                command.manner(),
                command.answer(),
                stamp);
    }

    List<Delivery> signal(Signal command, Stay stay, Instant now) {
        var room = yard.rooms().find(command.room());
        if (room == null) return refuse(command, Refusal.NO_SUCH_ROOM);
        var why = whyNotHeard(room, stay, NO_TEXT);
        if (why != null) return refuse(command, why);

        var signalled =
                new Signalled(
                        room.id(),
                        room.name(),
                        stay.person(),
                        command.tags(),
                        command.least(),
                        yard.stamp(room, now));
        return tell(room, command.least(), stay, signalled);
    }

    List<Delivery> signalTo(SignalTo command, Stay stay, Instant now) {
        var whom = yard.people().named(command.to(), command.spelling(), _ -> true);
        if (whom == null) return refuse(command, Refusal.NO_SUCH_PERSON);
        if (isDeafTo(whom, stay)) return refuse(command, Refusal.NO_ACCOUNT);

        var signalled =
                new SignalledTo(
                        stay.person(), whom.person(), command.tags(), yard.nextMessage(now), now);
        if (whom == stay) return one(stay.session(), signalled);
        return List.of(to(stay.session(), signalled), to(whom.session(), signalled));
    }

    List<Delivery> whisper(Whisper command, Stay stay, Instant now) {
        var whom = yard.people().named(command.to(), command.spelling(), _ -> true);
        var before = whisperedBefore(command, stay, whom);
        if (before.isPresent()) return one(command.from(), new Noted(command, before.get()));
        if (whom == null) return refuse(command, Refusal.NO_SUCH_PERSON);
        if (isDeafTo(whom, stay)) return refuse(command, Refusal.NO_ACCOUNT);

        stay.speaks(now);
        if (command.answer() == Answer.AT_ONCE) {
            return whispered(stay, whom, command.text(), command.manner(), now);
        }
        var event = whisper(stay, whom, command.text(), command.manner(), Answer.WHEN_STORED, now);
        UsedNonce.of(event).ifPresent(yard.nonces()::add);
        return List.of(to(whom.session(), event), to(stay.session(), new Noted(command, event)));
    }

    /// What was whispered under the same nonce already, though whom it was told may have gone.
    ///
    /// @param whom null when there is nobody of that name
    private Optional<Whispered> whisperedBefore(Whisper command, Stay stay, @Nullable Stay whom) {
        var hearer = whom == null ? new Person(SessionId.NOBODY, command.to()) : whom.person();
        var author = stay.person().name();
        var use = Use.of(author, hearer.name(), command.manner(), command.answer());
        return yard.nonces()
                .find(use)
                .map(stamp ->
                        new Whispered(
                                stay.person(),
                                hearer,
                                command.text(),
                                command.manner(),
                                false,
                                command.answer(),
                                stamp.id(),
                                stamp.at()));
    }

    List<Delivery> redact(Redact command, Stay stay, Instant now) {
        return switch (command.what()) {
            case InRoom told -> redact(command, told, stay, now);
            case Whispered told -> redactTo(command, told.from(), told.whom(), stay, now);
            case SignalledTo told -> redactTo(command, told.who(), told.whom(), stay, now);
        };
    }

    private List<Delivery> redact(Redact command, InRoom told, Stay stay, Instant now) {
        var room = yard.seen(told.room(), stay);
        if (room == null) return refuse(command, Refusal.NO_SUCH_ROOM);
        if (!room.has(command.from())) return refuse(command, Refusal.NOT_A_MEMBER);
        boolean own =
                switch (told) {
                    case Said said -> isOwn(said.who(), stay);
                    case Signalled signalled -> isOwn(signalled.who(), stay);
                    case SaidAsScheduled said -> said.author().equals(Optional.of(stay.session()));
                };
        if (!own && !Moderation.has(Rank.OPERATOR, room, command.from())) {
            return refuse(command, Refusal.NOT_RANKED);
        }
        var redacted =
                new Redacted(
                        room.id(),
                        room.name(),
                        stay.person(),
                        told.id(),
                        command.reason(),
                        yard.stamp(room, now));
        return List.of(toMembers(room, redacted), to(command.from(), new Noted(command, redacted)));
    }

    private List<Delivery> redactTo(
            Redact command, Person from, Person whom, Stay stay, Instant now) {
        if (!isOwn(from, stay)) return refuse(command, Refusal.NOT_RANKED);

        var redacted =
                new RedactedTo(
                        stay.person(),
                        from,
                        whom,
                        command.what().id(),
                        command.reason(),
                        yard.nextMessage(now),
                        now);
        var deliveries = new ArrayList<Delivery>();
        for (var hearer : hearers(whom)) {
            if (hearer != stay) deliveries.add(to(hearer.session(), redacted));
        }
        // It is for the history, too.
        if (deliveries.isEmpty()) deliveries.add(to(SessionId.NOBODY, redacted));
        deliveries.add(to(command.from(), new Noted(command, redacted)));
        return deliveries;
    }

    /// Whoever is here and can read what that person was told: by their account, or because they
    /// have not gone since.
    private Set<Stay> hearers(Person whom) {
        var hearers = new LinkedHashSet<Stay>();
        var same = yard.people().of(whom.session());
        if (same != null) hearers.add(same);
        whom.profile()
                .account()
                .map(yard.mail()::named)
                .ifPresent(account -> hearers.addAll(yard.people().allAs(account.id())));
        return hearers;
    }

    /// Whether somebody is the author, or is here as the author's account.
    private static boolean isOwn(Person author, Stay stay) {
        if (author.session().equals(stay.session())) return true;
        var account = author.profile().account().map(Name::key);
        return account.isPresent()
                && account.equals(stay.person().profile().account().map(Name::key));
    }

    List<Delivery> write(Write command, Stay stay, Instant now) {
        var addressee = stay.addressee();
        if (addressee == null) return refuse(command, Refusal.NO_ADDRESSEE);
        var whom = yard.people().as(yard.mail().get(addressee));
        if (whom != null && isDeafTo(whom, stay)) return refuse(command, Refusal.NO_ACCOUNT);
        if (whom == null && yard.mail().isFull(addressee)) {
            return refuse(command, Refusal.MAILBOX_FULL);
        }
        stay.speaks(now);
        if (whom != null) return whispered(stay, whom, command.text(), Manner.PLAIN, now);
        return mailroom.keep(command, stay, yard.nextMessage(now), now);
    }

    List<Delivery> schedule(Schedule command, Stay stay, Instant now) {
        var room = yard.seen(command.room(), stay);
        if (room == null) return refuse(command, Refusal.NO_SUCH_ROOM);
        if (!room.has(command.from())) return refuse(command, Refusal.NOT_A_MEMBER);
        var why = whyNotHeard(room, stay, command.text());
        if (why != null) return refuse(command, why);
        if (yard.agenda().isFull(room.id(), stay.person())) {
            return refuse(command, Refusal.TOO_MANY_SCHEDULED);
        }
        var author = stay.person().name();
        var message =
                new ScheduledMessage(
                        yard.nextMessage(now), room.id(), author, command.text(), command.due());
        yard.agenda().add(message, Optional.of(command.from()));
        return one(command.from(), new Scheduled(command, message));
    }

    List<Delivery> listScheduled(ListScheduled command, Stay stay) {
        var waiting =
                yard.agenda().of(stay.person().name()).stream()
                        .map(each -> new Waiting(each, yard.rooms().get(each.room()).name()))
                        .toList();
        return one(command.from(), new ScheduledListed(command.from(), waiting));
    }

    List<Delivery> unschedule(Unschedule command, Stay stay) {
        for (var message : yard.agenda().of(stay.person().name())) {
            if (!message.id().equals(command.message())) continue;
            yard.agenda().remove(message);
            return one(command.from(), new Unscheduled(command, message));
        }
        return refuse(command, Refusal.NO_SUCH_MESSAGE);
    }

    List<Delivery> sayDue(Instant now) {
        var deliveries = new ArrayList<Delivery>();
        for (var message : yard.agenda().due(now)) {
            var author =
                    yard.agenda()
                            .author(message)
                            .filter(session -> yard.people().of(session) != null);
            // Before anything that may fail: what cannot be said must not stay due for ever.
            yard.agenda().remove(message);
            var room = yard.rooms().get(message.room());
            var said = new SaidAsScheduled(message, room.name(), author, yard.stamp(room, now));
            deliveries.add(toMembers(room, said));
        }
        return deliveries;
    }

    /// Takes back what could not be stored, unless it was said or unscheduled in the meantime.
    List<Delivery> takeBack(Scheduled scheduled) {
        if (yard.agenda().remove(scheduled.message())) {
            return refuse(scheduled.asked(), Refusal.NOT_STORED);
        }
        yard.agenda().lose(scheduled.message());
        return one(scheduled.by(), scheduled);
    }

    /// Has the message wait again, unless it is on no disk any more or never was.
    List<Delivery> takeBack(Unscheduled unscheduled) {
        var message = unscheduled.message();
        var room = yard.rooms().find(message.room());
        if (room == null || yard.agenda().isLost(message)) {
            return one(unscheduled.by(), unscheduled);
        }
        // Whoever is called as the author may have asked for it instead.
        var author = Optional.of(unscheduled.by());
        if (room.members().isEmpty()) yard.agenda().put(message, author);
        else yard.agenda().add(message, author);
        return refuse(unscheduled.asked(), Refusal.NOT_STORED);
    }

    /// What was told is not stored; but the others have heard it.
    List<Delivery> takeBack(Noted noted) {
        switch (noted.told()) {
            case Said said -> UsedNonce.of(said).ifPresent(yard.nonces()::forget);
            case Whispered said -> UsedNonce.of(said).ifPresent(yard.nonces()::forget);
            // What is erased has no nonce.
            default -> {}
        }
        return refuse(noted.asked(), Refusal.NOT_STORED);
    }

    private List<Delivery> whispered(Stay stay, Stay whom, Text text, Manner manner, Instant now) {
        var event = whisper(stay, whom, text, manner, Answer.AT_ONCE, now);
        if (whom == stay) return one(stay.session(), event);
        return List.of(to(stay.session(), event), to(whom.session(), event));
    }

    private Whispered whisper(
            Stay stay, Stay whom, Text text, Manner manner, Answer answer, Instant now) {
        boolean betweenPartners = hasChosen(stay, whom) && hasChosen(whom, stay);
        return new Whispered(
                stay.person(),
                whom.person(),
                text,
                manner,
                betweenPartners,
                answer,
                yard.nextMessage(now),
                now);
    }

    /// To the members of that rank, or to all; and to the author, from wherever it is said.
    private static List<Delivery> tell(Room room, Optional<Rank> least, Stay author, Event event) {
        var deliveries = new ArrayList<Delivery>();
        if (least.isEmpty()) {
            deliveries.add(toMembers(room, event));
        } else {
            for (var member : room.members()) {
                var session = member.who().session();
                if (session.equals(author.session()) || !member.has(least.get())) continue;
                deliveries.add(to(session, event));
            }
        }
        boolean isToldWithAll = least.isEmpty() && room.has(author.session());
        boolean asked = event.by().equals(author.session());
        if (asked && !isToldWithAll) deliveries.add(to(author.session(), event));
        return deliveries;
    }

    /// Why somebody cannot say that in a room; null when they can.
    private static @Nullable Refusal whyNotHeard(Room room, Stay stay, Text text) {
        boolean member = room.has(stay.session());
        if (!member && room.has(RoomRule.MEMBERS_ONLY)) return Refusal.NOT_A_MEMBER;
        boolean voiced = Moderation.has(Rank.VOICE, room, stay.session());
        if (!voiced && room.isSilenced(stay.person())) return Refusal.BANNED;
        if (!voiced && room.has(RoomRule.MODERATED)) return Refusal.NO_VOICE;
        if (room.has(RoomRule.NO_REQUESTS) && Ctcp.isRequest(text)) return Refusal.NO_REQUESTS;
        return null;
    }

    private static boolean isDeafTo(Stay whom, Stay stay) {
        return whom.is(Trait.ACCOUNTS_ONLY) && stay.account() == null && whom != stay;
    }

    private static boolean hasChosen(Stay writer, Stay whom) {
        return whom.account() != null && whom.account().equals(writer.addressee());
    }
}
