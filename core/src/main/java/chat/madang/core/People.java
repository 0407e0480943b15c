package chat.madang.core;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Everybody who is in the yard, by session, by name and by account. Belongs to [Chat] alone.
final class People {
    private final Map<SessionId, Stay> stays = new HashMap<>();

    /// In the order in which they took their names.
    private final Map<String, Stay> byKey = new LinkedHashMap<>();

    private final Map<AccountId, Stay> byAccount = new HashMap<>();

    /// Whom a spelling cannot carry, by the key of what it shows; for each spelling asked for so
    /// far: there are only as many as gates.
    private final Map<Spelling, Map<String, Set<Stay>>> byShownKey = new HashMap<>();

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
        var shown = byShownKey.computeIfAbsent(spelling, this::shownIn);
        for (var candidate : shown.getOrDefault(name.key(), Set.of())) {
            if (those.test(candidate)) return candidate;
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
