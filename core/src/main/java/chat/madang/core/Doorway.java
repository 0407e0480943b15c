package chat.madang.core;

import static chat.madang.core.Answers.one;
import static chat.madang.core.Answers.refuse;
import static chat.madang.core.Answers.to;

import static java.util.stream.Collectors.toUnmodifiableSet;

import chat.madang.core.Command.Enter;
import chat.madang.core.Command.KnowAccounts;
import chat.madang.core.Command.LogIn;
import chat.madang.core.Command.Rename;
import chat.madang.core.Event.Entered;
import chat.madang.core.Event.Exited;
import chat.madang.core.Event.LoggedIn;
import chat.madang.core.Event.Renamed;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Coming into the yard, names, and going. Belongs to [Chat] alone.
final class Doorway {
    private final Yard yard;
    private final RoomKeeping roomKeeping;
    private final Mailroom mailroom;

    /// The keys of the names that nobody may take.
    private final Set<String> reserved;

    Doorway(Yard yard, RoomKeeping roomKeeping, Mailroom mailroom) {
        this.yard = yard;
        this.roomKeeping = roomKeeping;
        this.mailroom = mailroom;
        this.reserved =
                yard.rules().reserved().stream().map(Name::key).collect(toUnmodifiableSet());
    }

    List<Delivery> enter(Enter command) {
        var why = whyNotCalled(command.name(), null);
        if (why != null) return refuse(command, why);

        var person = new Person(command.from(), command.name());
        yard.people().add(new Stay(person, null));
        return one(person.session(), new Entered(person));
    }

    List<Delivery> logIn(LogIn command, Instant now) {
        var account = command.account();
        if (yard.mail().hasForgotten(account.id())) {
            return refuse(command, Refusal.NO_SUCH_PERSON);
        }
        var before = yard.people().as(account.id());
        var namesake = yard.people().named(account.name());
        yard.mail().know(account);
        var deliveries = new ArrayList<Delivery>();
        if (before != null) deliveries.addAll(dismiss(before, now));
        if (namesake != null && namesake != before) deliveries.addAll(exit(namesake, now));

        var person = new Person(command.from(), account.name());
        yard.people().add(new Stay(person, account.id()));
        var letters = yard.mail().letters(account.id());
        deliveries.add(
                to(
                        person.session(),
                        new LoggedIn(person, account.id(), command.origin(), letters)));
        if (before == null) deliveries.addAll(mailroom.came(account));
        return deliveries;
    }

    List<Delivery> rename(Rename command, Stay stay, Instant now) {
        var why = whyNotCalled(command.name(), stay);
        if (why != null) return refuse(command, why);

        var old = stay.person().name();
        yard.people().rename(stay, command.name());
        for (var id : stay.rooms()) yard.rooms().get(id).put(stay.person());
        yard.rooms().changed();
        var renamed = new Renamed(stay.person(), old, places(stay, now));
        return List.of(new Delivery(stay.sharing(), renamed));
    }

    List<Delivery> exit(Stay stay, Instant now) {
        var deliveries = new ArrayList<>(dismiss(stay, now));
        var account = stay.account();
        if (account != null) deliveries.addAll(mailroom.gone(yard.mail().get(account)));
        return deliveries;
    }

    List<Delivery> knowAccounts(KnowAccounts command, Instant now) {
        var deliveries = new ArrayList<Delivery>();
        for (var gone : yard.mail().without(command.accounts())) {
            var stay = yard.people().as(gone.id());
            if (stay != null) deliveries.addAll(dismiss(stay, now));
            deliveries.addAll(mailroom.gone(gone));
            yard.mail().forget(gone);
        }
        yard.mail().knowAll(command.accounts());
        return deliveries;
    }

    /// Takes a session out of the yard; who is here as its account is the caller's affair.
    private List<Delivery> dismiss(Stay stay, Instant now) {
        var deliveries = new ArrayList<Delivery>();
        var exited = new Exited(stay.person(), places(stay, now));
        deliveries.add(new Delivery(stay.sharing(), exited));
        yard.people().remove(stay);
        yard.mail().choose(stay, null);
        for (var id : stay.rooms()) {
            deliveries.addAll(roomKeeping.release(yard.rooms().get(id), stay, now));
        }
        return deliveries;
    }

    /// Why the person cannot be called that; null when they can.
    private @Nullable Refusal whyNotCalled(Name name, @Nullable Stay asker) {
        if (reserved.contains(name.key())) return Refusal.NAME_RESERVED;
        var owner = yard.people().named(name);
        if (owner != null && owner != asker) return Refusal.NAME_TAKEN;
        var account = yard.mail().named(name);
        if (account == null) return null;
        boolean own = asker != null && account.id().equals(asker.account());
        return own ? null : Refusal.NAME_TAKEN;
    }

    private List<Place> places(Stay stay, Instant now) {
        return stay.rooms().stream()
                .map(id -> new Place(id, yard.stamp(yard.rooms().get(id), now)))
                .toList();
    }
}
