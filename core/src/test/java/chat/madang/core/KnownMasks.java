package chat.madang.core;

import chat.madang.core.RoomState.Listed;
import chat.madang.core.RoomState.MaskList;

import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/// The few masks of the seeded runs, and whom each means, without asking [Mask#fits].
final class KnownMasks {
    /// @param spellings equal ones
    /// @param mute whether it is about speaking alone
    private record Known(List<Mask> spellings, boolean mute, Predicate<Person> fits) {}

    private static final List<Known> ALL =
            List.of(
                    known(who -> who.profile().user().equals("u"), "*!~u@*", "*!~U@*"),
                    known(who -> who.profile().host().equals("here.ip"), "*!*@here.ip"),
                    // Of a wide number sign no gate makes something else.
                    known(
                            who -> isCalled(who, "a_b", "a b") || who.name().value().equals("a#b"),
                            "a_b!*@*",
                            "A_B!*@*"),
                    known(who -> isCalled(who, "strasse"), "STRASSE!*@*", "straße!*@*"),
                    known(who -> isCalled(who, "x y", "x_y"), "x?y!*@*"),
                    known(who -> isCalled(who, "하늘"), "*늘!?@*"),
                    known(who -> isOf(who, "하늘"), "~a:하늘"),
                    known(who -> who.profile().account().isPresent(), "~a:*"),
                    known(_ -> true, "*!*@*"),
                    mute(who -> who.profile().user().equals("u"), "~m:*!~u@*", "~m:*!~U@*"),
                    mute(_ -> true, "~m:*!*@*"));

    private KnownMasks() {}

    static Mask any(Random random) {
        var known = ALL.get(random.nextInt(ALL.size()));
        return known.spellings().get(random.nextInt(known.spellings().size()));
    }

    /// Whether one of these entries means somebody.
    ///
    /// @param mute of those about speaking alone, else of the others
    static boolean anyFits(List<Listed> entries, boolean mute, Person who) {
        return entries.stream()
                .map(entry -> known(entry.mask()))
                .anyMatch(known -> known.mute() == mute && known.fits().test(who));
    }

    /// Whether a ban of that kind means somebody, and no exception of it does.
    static boolean isCaught(RoomState state, boolean mute, Person who) {
        return anyFits(state.list(MaskList.BANNED), mute, who)
                && !anyFits(state.list(MaskList.EXCEPTED), mute, who);
    }

    /// Whether the two are one mask.
    static boolean isSame(Mask one, Mask other) {
        return known(one).equals(known(other));
    }

    private static Known known(Mask mask) {
        return ALL.stream()
                .filter(known -> known.spellings().contains(mask))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isCalled(Person who, String... names) {
        return List.of(names).stream()
                .anyMatch(name -> Vocabulary.isSame(who.name(), new Name(name)));
    }

    private static boolean isOf(Person who, String account) {
        var name = new Name(account);
        return who.profile().account().filter(of -> Vocabulary.isSame(of, name)).isPresent();
    }

    private static Known known(Predicate<Person> fits, String... spellings) {
        return new Known(List.of(spellings).stream().map(Mask::new).toList(), false, fits);
    }

    private static Known mute(Predicate<Person> fits, String... spellings) {
        return new Known(List.of(spellings).stream().map(Mask::new).toList(), true, fits);
    }
}
