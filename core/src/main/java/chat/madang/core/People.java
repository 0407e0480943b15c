package chat.madang.core;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Everybody who is in the yard, by session, by name and by account. Belongs to [Chat] alone.
final class People {
    private final Map<SessionId, Stay> stays = new HashMap<>();
    private final Map<String, Stay> byKey = new HashMap<>();
    private final Map<AccountId, Stay> byAccount = new HashMap<>();

    /// By [Spelling#looseKey], so that a shown form leads to few candidates.
    private final Map<String, Set<Stay>> byLooseKey = new HashMap<>();

    /// Null when the session has not entered.
    @Nullable Stay of(SessionId session) {
        return stays.get(session);
    }

    /// Null when nobody is here as that account.
    @Nullable Stay as(AccountId account) {
        return byAccount.get(account);
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
        for (var candidate : byLooseKey.getOrDefault(Spelling.looseKey(name), Set.of())) {
            var shown = Name.key(spelling.of(candidate.person().name()));
            if (shown.equals(name.key()) && those.test(candidate)) return candidate;
        }
        return null;
    }

    void add(Stay stay) {
        stays.put(stay.session(), stay);
        if (stay.account() != null) byAccount.put(stay.account(), stay);
        addName(stay);
    }

    void remove(Stay stay) {
        stays.remove(stay.session());
        if (stay.account() != null) byAccount.remove(stay.account());
        removeName(stay);
    }

    void rename(Stay stay, Name name) {
        removeName(stay);
        stay.setPerson(new Person(stay.session(), name));
        addName(stay);
    }

    private void addName(Stay stay) {
        var name = stay.person().name();
        byKey.put(name.key(), stay);
        byLooseKey.computeIfAbsent(Spelling.looseKey(name), _ -> new LinkedHashSet<>()).add(stay);
    }

    private void removeName(Stay stay) {
        var name = stay.person().name();
        byKey.remove(name.key());
        var alike = byLooseKey.get(Spelling.looseKey(name));
        if (alike == null) return;

        alike.remove(stay);
        if (alike.isEmpty()) byLooseKey.remove(Spelling.looseKey(name));
    }
}
