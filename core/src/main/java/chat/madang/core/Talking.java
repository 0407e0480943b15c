package chat.madang.core;

import static chat.madang.core.Answers.one;
import static chat.madang.core.Answers.refuse;
import static chat.madang.core.Answers.to;
import static chat.madang.core.Answers.toMembers;

import chat.madang.core.Command.Say;
import chat.madang.core.Command.Schedule;
import chat.madang.core.Command.Whisper;
import chat.madang.core.Command.Write;
import chat.madang.core.Event.Said;
import chat.madang.core.Event.SaidAsScheduled;
import chat.madang.core.Event.Scheduled;
import chat.madang.core.Event.Whispered;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What people say, at once or later, to a room or to one another. Belongs to [Chat] alone.
final class Talking {
    private final Yard yard;
    private final Mailroom mailroom;

    Talking(Yard yard, Mailroom mailroom) {
        this.yard = yard;
        this.mailroom = mailroom;
    }

    List<Delivery> say(Say command, Stay stay, Instant now) {
        var room = yard.rooms().find(command.room());
        if (room == null) return refuse(command, Refusal.NO_SUCH_ROOM);
        if (!room.has(command.from())) return refuse(command, Refusal.NOT_A_MEMBER);

        var said = new Said(room.id(), stay.person(), command.text(), yard.stamp(room, now));
        return List.of(toMembers(room, said));
    }

    List<Delivery> whisper(Whisper command, Stay stay, Instant now) {
        var whom = yard.people().named(command.to(), command.spelling(), _ -> true);
        if (whom == null) return refuse(command, Refusal.NO_SUCH_PERSON);

        return whispered(stay, whom, command.text(), now);
    }

    List<Delivery> write(Write command, Stay stay, Instant now) {
        var addressee = stay.addressee();
        if (addressee == null) return refuse(command, Refusal.NO_ADDRESSEE);
        var whom = yard.people().as(addressee);
        if (whom != null) return whispered(stay, whom, command.text(), now);
        if (yard.mail().isFull(addressee)) return refuse(command, Refusal.MAILBOX_FULL);

        return mailroom.keep(command, stay, yard.nextMessage(now), now);
    }

    List<Delivery> schedule(Schedule command, Stay stay, Instant now) {
        var room = yard.rooms().find(command.room());
        if (room == null) return refuse(command, Refusal.NO_SUCH_ROOM);
        if (!room.has(command.from())) return refuse(command, Refusal.NOT_A_MEMBER);
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
            var said = new SaidAsScheduled(message, author, yard.stamp(room, now));
            deliveries.add(toMembers(room, said));
        }
        return deliveries;
    }

    List<Delivery> takeBack(Scheduled scheduled) {
        return yard.agenda().remove(scheduled.message())
                ? refuse(scheduled.asked(), Refusal.NOT_STORED)
                : one(scheduled.by(), scheduled);
    }

    private List<Delivery> whispered(Stay stay, Stay whom, Text text, Instant now) {
        boolean betweenPartners = hasChosen(stay, whom) && hasChosen(whom, stay);
        var event =
                new Whispered(
                        stay.person(),
                        whom.person(),
                        text,
                        betweenPartners,
                        yard.nextMessage(now),
                        now);
        if (whom == stay) return one(stay.session(), event);
        return List.of(to(stay.session(), event), to(whom.session(), event));
    }

    private static boolean hasChosen(Stay writer, Stay whom) {
        return whom.account() != null && whom.account().equals(writer.addressee());
    }
}
