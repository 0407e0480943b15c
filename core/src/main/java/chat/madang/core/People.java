package chat.madang.core;

import chat.madang.core.Profile.Trait;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Everybody who is in the yard, by session, by name and by account. Belongs to [Chat] alone.
final class People {
    private final Map<SessionId, Stay> stays = new HashMap<>();

    /// In the order in which they took their names.
    private final Map<String, Stay> byKey = new LinkedHashMap<>();

    /// Everybody who is here as an account, in the order in which they came.
    private final Map<AccountId, Set<Stay>> byAccount = new HashMap<>();

    /// Whom a spelling cannot carry, by the key of what it shows; for each spelling asked for so
    /// far: there are only as many as gates.
    private final Map<Spelling, Map<String, Set<Stay>>> byShownKey = new HashMap<>();

    /// Of how many people each trait holds.
    private final Map<Trait, Integer> traits = new EnumMap<>(Trait.class);

    private int countMax;

    /// Null when the session has not entered.
    @Nullable Stay of(SessionId session) {
        return stays.get(session);
    }

    /// Whoever is here as that account: under its name, else who came first.
    ///
    /// @return null when nobody is
    @Nullable Stay as(Account account) {
        var named = named(account.name());
        if (named != null && account.id().equals(named.account())) return named;
        var stays = allAs(account.id());
        return stays.isEmpty() ? null : stays.iterator().next();
    }

    /// Everybody who is here as that account.
    Set<Stay> allAs(AccountId account) {
        return byAccount.getOrDefault(account, Set.of());
    }

    Collection<Stay> all() {
        return byKey.values();
    }

    int count() {
        return stays.size();
    }

    /// The most who were here at once.
    int countMax() {
        return countMax;
    }

    /// Of how many of them that holds.
    int count(Trait trait) {
        return traits.getOrDefault(trait, 0);
    }

    /// Null when nobody has that name.
    @Nullable Stay named(Name name) {
        return byKey.get(name.key());
    }

    /// Whoever has that name; else the first among `those` whom the spelling shows so.
    ///
    /// @return null when there is nobody
    @Nullable Stay named(Name name, Spelling spelling, Predicate<Stay> those) {
        var exact = byKey.get(name.key());
        if (exact != null && those.test(exact)) return exact;
        var shown = byShownKey.computeIfAbsent(spelling, this::shownIn);
        for (var candidate : shown.getOrDefault(name.key(), Set.of())) {
            if (those.test(candidate)) return candidate;
        }
        return null;
    }

    void add(Stay stay) {
        stays.put(stay.session(), stay);
        countMax = Math.max(countMax, stays.size());
        addAccount(stay);
        count(stay, 1);
        addName(stay);
    }

    void remove(Stay stay) {
        stays.remove(stay.session());
        removeAccount(stay);
        count(stay, -1);
        removeName(stay);
    }

    void rename(Stay stay, Name name) {
        removeName(stay);
        stay.setPerson(stay.person().called(name));
        addName(stay);
    }

    void describe(Stay stay, Profile profile) {
        count(stay, -1);
        stay.setPerson(stay.person().with(profile));
        count(stay, 1);
    }

    void identify(Stay stay, Account account) {
        removeAccount(stay);
        stay.setAccount(account.id());
        addAccount(stay);
        var profile = stay.person().profile();
        describe(stay, profile.withAccount(Optional.of(account.name())));
    }

    private void addAccount(Stay stay) {
        var account = stay.account();
        if (account == null) return;
        byAccount.computeIfAbsent(account, _ -> new LinkedHashSet<>()).add(stay);
    }

    private void removeAccount(Stay stay) {
        var account = stay.account();
        if (account == null) return;
        byAccount.computeIfPresent(
                account,
                (_, others) -> {
                    others.remove(stay);
                    return others.isEmpty() ? null : others;
                });
    }

    private void count(Stay stay, int step) {
        for (var trait : stay.person().profile().traits()) traits.merge(trait, step, Integer::sum);
    }

    private void addName(Stay stay) {
        byKey.put(stay.person().name().key(), stay);
        byShownKey.forEach((spelling, shown) -> addShown(spelling, shown, stay));
    }

    private void removeName(Stay stay) {
        byKey.remove(stay.person().name().key());
        byShownKey.forEach((spelling, shown) -> removeShown(spelling, shown, stay));
    }

    private Map<String, Set<Stay>> shownIn(Spelling spelling) {
        var shown = new HashMap<String, Set<Stay>>();
        for (var stay : byKey.values()) addShown(spelling, shown, stay);
        return shown;
    }

    private static void addShown(Spelling spelling, Map<String, Set<Stay>> shown, Stay stay) {
        var name = stay.person().name();
        if (spelling.carries(name)) return;

        var key = Name.key(spelling.of(name));
        shown.computeIfAbsent(key, _ -> new LinkedHashSet<>()).add(stay);
    }

    private static void removeShown(Spelling spelling, Map<String, Set<Stay>> shown, Stay stay) {
        var name = stay.person().name();
        if (spelling.carries(name)) return;

        var key = Name.key(spelling.of(name));
        var alike = shown.get(key);
        if (alike == null) return;

        alike.remove(stay);
        if (alike.isEmpty()) shown.remove(key);
    }
}
