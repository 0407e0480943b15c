package chat.madang.gate.irc;

import chat.madang.core.Handle;
import chat.madang.core.Listing;
import chat.madang.core.Mask;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Which rooms a LIST asks for.
///
/// ```
/// LIST [#a,#b | CONDITION,…] [CONDITION,…]    CONDITION: >N <N C>N C<N T>N T<N MASK !MASK
/// ```
///
/// A word that is none of these names nothing.
///
/// @param any whether nothing was named, so that it is about all
/// @param channels else those alone
/// @param conditions all of which must hold
record ListWish(boolean any, Set<Handle> channels, List<Predicate<Listing>> conditions) {
    static ListWish of(List<String> params, Instant now) {
        boolean any = true;
        var channels = new HashSet<Handle>();
        var conditions = new ArrayList<Predicate<Listing>>();
        for (var param : params) {
            for (var word : param.split(",", -1)) {
                if (word.isEmpty()) continue;
                if (isCondition(word)) {
                    condition(word, now).ifPresent(conditions::add);
                } else {
                    any = false;
                    IrcText.handle(word).ifPresent(channels::add);
                }
            }
        }
        return new ListWish(any, channels, conditions);
    }

    boolean fits(Listing room) {
        return (any || channels.contains(room.name().handle()))
                && conditions.stream().allMatch(condition -> condition.test(room));
    }

    private static Optional<Predicate<Listing>> condition(String word, Instant now) {
        char first = word.charAt(0);
        if (first == '>' || first == '<') {
            return count(word, 1).map(n -> first == '>' ? hasMoreThan(n) : hasFewerThan(n));
        }
        if (word.length() > 1 && (word.charAt(1) == '>' || word.charAt(1) == '<')) {
            boolean longAgo = word.charAt(1) == '>';
            return count(word, 2)
                    .flatMap(minutes ->
                            since(first, longAgo, now.minus(Duration.ofMinutes(minutes))));
        }
        if (first == '!' && word.length() > 1) {
            return Optional.of(named(word.substring(1)).negate());
        }
        return isMask(word) ? Optional.of(named(word)) : Optional.empty();
    }

    /// Whether it has the form of one, though perhaps it cannot be read.
    private static boolean isCondition(String word) {
        boolean compares = "<>!".indexOf(word.charAt(0)) >= 0;
        boolean hasLetter = word.length() > 1 && "<>".indexOf(word.charAt(1)) >= 0;
        return compares || hasLetter || isMask(word);
    }

    private static Optional<Predicate<Listing>> since(char what, boolean longAgo, Instant when) {
        return switch (what) {
            case 'C', 'c' -> Optional.of(room -> isSo(room.state().madeAt(), longAgo, when));
            case 'T', 't' ->
                    Optional.of(room ->
                            room.state()
                                    .topic()
                                    .filter(topic -> isSo(topic.at(), longAgo, when))
                                    .isPresent());
            default -> Optional.empty();
        };
    }

    private static boolean isSo(Instant at, boolean longAgo, Instant when) {
        return longAgo ? at.isBefore(when) : at.isAfter(when);
    }

    private static Predicate<Listing> hasMoreThan(int count) {
        return room -> room.members().size() > count;
    }

    private static Predicate<Listing> hasFewerThan(int count) {
        return room -> room.members().size() < count;
    }

    private static Predicate<Listing> named(String pattern) {
        var mask = new Mask(IrcCut.of(pattern, Mask.BYTES_MAX));
        return room -> mask.fits(IrcText.channel(room.name()));
    }

    private static boolean isMask(String word) {
        return word.indexOf('*') >= 0 || word.indexOf('?') >= 0;
    }

    private static Optional<Integer> count(String word, int from) {
        var digits = word.substring(from);
        return digits.matches("[0-9]{1,9}")
                ? Optional.of(Integer.parseInt(digits))
                : Optional.empty();
    }
}
