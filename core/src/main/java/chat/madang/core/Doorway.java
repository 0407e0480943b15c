package chat.madang.core;

import static chat.madang.core.Answers.one;
import static chat.madang.core.Answers.refuse;
import static chat.madang.core.Answers.to;

import static java.util.stream.Collectors.toUnmodifiableSet;

import chat.madang.core.Command.Announce;
import chat.madang.core.Command.Describe;
import chat.madang.core.Command.Enter;
import chat.madang.core.Command.Expel;
import chat.madang.core.Command.Identify;
import chat.madang.core.Command.KnowAccounts;
import chat.madang.core.Command.LogIn;
import chat.madang.core.Command.Rename;
import chat.madang.core.Event.Announced;
import chat.madang.core.Event.Described;
import chat.madang.core.Event.Entered;
import chat.madang.core.Event.Exited;
import chat.madang.core.Event.Expelled;
import chat.madang.core.Event.Identified;
import chat.madang.core.Event.LoggedIn;
import chat.madang.core.Event.Renamed;
import chat.madang.core.Profile.Trait;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Coming into the yard, names, and going. Belongs to [Chat] alone.
final class Doorway {
    private final Yard yard;
    private final RoomKeeping roomKeeping;
    private final Mailroom mailroom;
    private final Lookout lookout;

    /// The keys of the names that nobody may take.
    private final Set<String> reserved;

    Doorway(Yard yard, RoomKeeping roomKeeping, Mailroom mailroom, Lookout lookout) {
        this.yard = yard;
        this.lookout = lookout;
        this.roomKeeping = roomKeeping;
        this.mailroom = mailroom;
        this.reserved =
                yard.rules().reserved().stream().map(Name::key).collect(toUnmodifiableSet());
    }

    List<Delivery> enter(Enter command, Instant now) {
        var why = whyNotCalled(command.name(), null, null);
        if (why != null) return refuse(command, why);

        var person = new Person(command.from(), command.name(), asGuest(command.profile()));
        yard.people().add(new Stay(person, null, now));
        var deliveries = new ArrayList<>(one(person.session(), new Entered(person)));
        deliveries.addAll(lookout.appeared(person));
        return deliveries;
    }

    List<Delivery> logIn(LogIn command, Instant now) {
        var account = command.account();
        var name = command.under().orElse(account.name());
        var why = command.under().isEmpty() ? null : whyNotCalled(name, null, account.id());
        if (why != null) return refuse(command, why);
        if (yard.mail().hasForgotten(account.id())) {
            return refuse(command, Refusal.NO_SUCH_PERSON);
        }
        var namesake = yard.people().named(name);
        yard.mail().know(account);
        boolean first = yard.people().as(account) == null;
        var deliveries = new ArrayList<Delivery>();
        if (namesake != null) {
            boolean same = account.id().equals(namesake.account());
            deliveries.addAll(
                    same
                            ? dismiss(namesake, Optional.empty(), now)
                            : exit(namesake, Optional.empty(), now));
        }
        var profile = asGuest(command.profile()).withAccount(Optional.of(account.name()));
        var person = new Person(command.from(), name, profile);
        yard.people().add(new Stay(person, account.id(), now));
        var letters = yard.mail().letters(account.id());
        deliveries.add(to(person.session(), new LoggedIn(person, account.id(), letters)));
        deliveries.addAll(lookout.appeared(person));
        if (first) deliveries.addAll(mailroom.came(account));
        return deliveries;
    }

    List<Delivery> identify(Identify command, Stay stay, Instant now) {
        var account = command.account();
        if (yard.mail().hasForgotten(account.id())) {
            return refuse(command, Refusal.NO_SUCH_PERSON);
        }
        yard.mail().know(account);
        var before = stay.person().profile();
        var old = stay.account();
        boolean first = yard.people().as(account) == null;
        yard.people().identify(stay, account);
        refresh(stay);
        var letters = yard.mail().letters(account.id());
        var identified = new Identified(stay.person(), before, account.id(), letters);
        var deliveries = new ArrayList<Delivery>();
        deliveries.add(new Delivery(stay.sharing(), identified));
        deliveries.addAll(lookout.changed(stay, before));
        if (old != null && !old.equals(account.id())) deliveries.addAll(goneIfLast(old));
        if (first) deliveries.addAll(mailroom.came(account));
        return deliveries;
    }

    List<Delivery> describe(Describe command, Stay stay) {
        var before = stay.person().profile();
        var wished = command.profile();
        var traits = EnumSet.noneOf(Trait.class);
        traits.addAll(wished.traits());
        if (!before.is(Trait.OPERATOR)) traits.remove(Trait.OPERATOR);
        return described(
                stay,
                before.withRealName(wished.realName()).withAway(wished.away()).withTraits(traits));
    }

    List<Delivery> operate(Stay stay) {
        var traits = EnumSet.of(Trait.OPERATOR);
        traits.addAll(stay.person().profile().traits());
        return described(stay, stay.person().profile().withTraits(traits));
    }

    List<Delivery> rename(Rename command, Stay stay, Instant now) {
        var why = whyNotCalled(command.name(), stay, stay.account());
        if (why != null) return refuse(command, why);

        var before = stay.person();
        yard.people().rename(stay, command.name());
        refresh(stay);
        var renamed = new Renamed(stay.person(), before.name(), places(stay, now));
        var deliveries = new ArrayList<Delivery>();
        deliveries.add(new Delivery(stay.sharing(), renamed));
        if (!before.name().key().equals(command.name().key())) {
            deliveries.addAll(lookout.vanished(before, now));
            deliveries.addAll(lookout.appeared(stay.person()));
        }
        return deliveries;
    }

    List<Delivery> expel(Expel command, Stay stay, Instant now) {
        var whom = yard.people().named(command.whom(), command.spelling(), _ -> true);
        if (!stay.is(Trait.OPERATOR)) return refuse(command, Refusal.NOT_AN_OPERATOR);
        if (whom == null) return refuse(command, Refusal.NO_SUCH_PERSON);

        var expelled = new Expelled(stay.person(), whom.person(), command.reason());
        var deliveries = new ArrayList<>(one(stay.session(), expelled));
        if (whom != stay) deliveries.add(to(whom.session(), expelled));
        deliveries.addAll(exit(whom, Optional.of(command.reason()), now));
        return deliveries;
    }

    List<Delivery> announce(Announce command, Stay stay) {
        if (!stay.is(Trait.OPERATOR)) return refuse(command, Refusal.NOT_AN_OPERATOR);

        var announced = new Announced(stay.person(), command.text());
        var deliveries = new ArrayList<>(one(stay.session(), announced));
        for (var other : yard.people().all()) {
            if (other == stay || !other.is(Trait.ANNOUNCEMENTS)) continue;
            deliveries.add(to(other.session(), announced));
        }
        return deliveries;
    }

    List<Delivery> exit(Stay stay, Optional<Text> reason, Instant now) {
        var deliveries = new ArrayList<>(dismiss(stay, reason, now));
        if (stay.account() != null) deliveries.addAll(goneIfLast(stay.account()));
        return deliveries;
    }

    List<Delivery> knowAccounts(KnowAccounts command, Instant now) {
        var deliveries = new ArrayList<Delivery>();
        for (var gone : yard.mail().without(command.accounts())) {
            for (var stay : List.copyOf(yard.people().allAs(gone.id()))) {
                deliveries.addAll(dismiss(stay, Optional.empty(), now));
            }
            deliveries.addAll(mailroom.gone(gone));
            yard.mail().forget(gone);
        }
        yard.mail().knowAll(command.accounts());
        return deliveries;
    }

    /// Takes a session out of the yard; who is here as its account is the caller's affair.
    private List<Delivery> dismiss(Stay stay, Optional<Text> reason, Instant now) {
        var deliveries = new ArrayList<Delivery>();
        var exited = new Exited(stay.person(), places(stay, now), reason);
        deliveries.add(new Delivery(stay.sharing(), exited));
        yard.people().remove(stay);
        lookout.unwatch(stay.session());
        yard.mail().choose(stay, null);
        for (var id : stay.rooms()) {
            deliveries.addAll(roomKeeping.release(yard.rooms().get(id), stay, now));
        }
        deliveries.addAll(lookout.vanished(stay.person(), now));
        return deliveries;
    }

    private List<Delivery> described(Stay stay, Profile profile) {
        var before = stay.person().profile();
        yard.people().describe(stay, profile);
        refresh(stay);
        var deliveries = new ArrayList<Delivery>();
        deliveries.add(new Delivery(stay.sharing(), new Described(stay.person(), before)));
        deliveries.addAll(lookout.changed(stay, before));
        return deliveries;
    }

    /// Has the rooms know somebody as they are now.
    private void refresh(Stay stay) {
        for (var id : stay.rooms()) yard.rooms().get(id).put(stay.person());
        yard.rooms().changed();
    }

    private List<Delivery> goneIfLast(AccountId account) {
        if (!yard.people().allAs(account).isEmpty()) return List.of();
        return mailroom.gone(yard.mail().get(account));
    }

    /// What is told of somebody until they have shown that more holds.
    private static Profile asGuest(Profile profile) {
        var traits = EnumSet.noneOf(Trait.class);
        traits.addAll(profile.traits());
        traits.remove(Trait.OPERATOR);
        return profile.withAccount(Optional.empty()).withTraits(traits);
    }

    /// @param asker null for somebody new
    /// @param as the account that they are here as; null for a guest
    private @Nullable Refusal whyNotCalled(
            Name name, @Nullable Stay asker, @Nullable AccountId as) {
        if (reserved.contains(name.key())) return Refusal.NAME_RESERVED;
        var owner = yard.people().named(name);
        if (owner != null && owner != asker) return Refusal.NAME_TAKEN;
        var account = yard.mail().named(name);
        return account == null || account.id().equals(as) ? null : Refusal.NAME_TAKEN;
    }

    private List<Place> places(Stay stay, Instant now) {
        return stay.rooms().stream()
                .map(id -> new Place(id, yard.stamp(yard.rooms().get(id), now)))
                .toList();
    }
}
