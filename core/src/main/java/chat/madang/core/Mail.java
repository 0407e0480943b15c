package chat.madang.core;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Predicate;

/// The accounts, what is kept for them, and who writes to them. Belongs to [Chat] alone.
final class Mail {
    private final Map<AccountId, Account> accounts = new HashMap<>();
    private final Map<String, Account> byKey = new HashMap<>();

    /// What is kept for each account that anything is kept for.
    private final Map<AccountId, SequencedMap<MessageId, Letter>> boxes = new HashMap<>();

    /// Those who write to each account that anybody writes to.
    private final Map<AccountId, Set<Stay>> writers = new HashMap<>();

    private final int lettersMax;

    /// Up to this number, an account that is not known has been removed: numbers only grow. Above
    /// it, it may only not have been told of yet.
    private long settledId;

    Mail(int lettersMax, Memory memory) {
        this.lettersMax = lettersMax;
        knowAll(memory.accounts());
        memory.mail()
                .forEach((account, letters) -> letters.forEach(letter -> keep(account, letter)));
    }

    /// Null when there is no account of that name.
    @Nullable Account named(Name name) {
        return byKey.get(name.key());
    }

    /// An account that is known.
    Account get(AccountId account) {
        return Objects.requireNonNull(accounts.get(account), "a known account");
    }

    /// Whether that account was known once: it was removed while its password was looked at.
    boolean hasForgotten(AccountId account) {
        return !accounts.containsKey(account) && account.value() <= settledId;
    }

    /// Knows accounts which, with those that are known already, are all that there are.
    void knowAll(List<Account> all) {
        for (var account : all) {
            know(account);
            settledId = Math.max(settledId, account.id().value());
        }
    }

    void know(Account account) {
        var before = accounts.put(account.id(), account);
        if (before != null) byKey.remove(before.name().key(), before);
        byKey.put(account.name().key(), account);
    }

    /// The known accounts that are not among `those`, by number.
    List<Account> without(List<Account> those) {
        var gone = new HashMap<>(accounts);
        for (var account : those) gone.remove(account.id());
        return gone.values().stream()
                .sorted(Comparator.comparingLong(account -> account.id().value()))
                .toList();
    }

    /// Forgets an account, and what is kept for it.
    void forget(Account account) {
        settledId = Math.max(settledId, account.id().value());
        accounts.remove(account.id());
        byKey.remove(account.name().key(), account);
        boxes.remove(account.id());
    }

    /// What is kept for an account, eldest first.
    List<Letter> letters(AccountId account) {
        return List.copyOf(box(account).values());
    }

    boolean isFull(AccountId account) {
        return box(account).size() >= lettersMax;
    }

    void keep(AccountId account, Letter letter) {
        boxes.computeIfAbsent(account, _ -> new LinkedHashMap<>()).put(letter.id(), letter);
    }

    /// Says whether it was still there.
    boolean remove(AccountId account, MessageId letter) {
        return removeIf(account, letter::equals);
    }

    /// Removes what is kept up to that one.
    void removeUpTo(AccountId account, MessageId last) {
        removeIf(account, letter -> letter.compareTo(last) <= 0);
    }

    /// From now on that session writes to that account, or, with null, to nobody.
    void choose(Stay writer, @Nullable AccountId addressee) {
        var before = writer.addressee();
        if (before != null) {
            writers.computeIfPresent(
                    before,
                    (_, others) -> {
                        others.remove(writer);
                        return others.isEmpty() ? null : others;
                    });
        }
        writer.setAddressee(addressee);
        if (addressee != null) {
            writers.computeIfAbsent(addressee, _ -> new LinkedHashSet<>()).add(writer);
        }
    }

    /// Those who write to that account.
    List<Stay> writers(AccountId addressee) {
        return List.copyOf(writers.getOrDefault(addressee, Set.of()));
    }

    private Map<MessageId, Letter> box(AccountId account) {
        var box = boxes.get(account);
        return box == null ? Map.of() : box;
    }

    private boolean removeIf(AccountId account, Predicate<MessageId> which) {
        var box = boxes.get(account);
        if (box == null) return false;

        boolean any = box.keySet().removeIf(which);
        if (box.isEmpty()) boxes.remove(account);
        return any;
    }
}
