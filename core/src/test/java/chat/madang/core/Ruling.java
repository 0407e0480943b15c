package chat.madang.core;

import chat.madang.core.Command.ChangeRoom;
import chat.madang.core.Premises.Place;
import chat.madang.core.RoomChange.KeySet;
import chat.madang.core.RoomChange.LimitSet;
import chat.madang.core.RoomChange.MaskSet;
import chat.madang.core.RoomChange.RankSet;
import chat.madang.core.RoomChange.RefusedChange;
import chat.madang.core.RoomChange.RuleSet;
import chat.madang.core.RoomPolicy.Ends;
import chat.madang.core.RoomPolicy.Host;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What must come of each change of a [ChangeRoom], one after the other, worked out from an
/// [Oracle] that is taken along.
final class Ruling {
    private final Oracle oracle;
    private final Reasons reasons;
    private final ChangeRoom command;
    private final Person asker;
    private final RoomId room;
    private final Instant now;
    private final List<RoomChange> done = new ArrayList<>();
    private final List<RefusedChange> refused = new ArrayList<>();

    /// @param before how things stand, which is left as it is
    Ruling(Oracle before, ChangeRoom command, Instant now) {
        this.oracle = new Oracle(before);
        this.reasons = new Reasons(oracle);
        this.command = command;
        this.asker = oracle.person(command.from()).orElseThrow();
        this.room = oracle.place(command.room()).orElseThrow().id();
        this.now = now;
        for (var change : command.changes()) {
            whyNot(change)
                    .ifPresentOrElse(
                            why -> refused.add(new RefusedChange(change, why)), () -> make(change));
        }
    }

    List<RoomChange> done() {
        return done;
    }

    List<RefusedChange> refused() {
        return refused;
    }

    private Optional<Refusal> whyNot(RoomChange change) {
        return switch (change) {
            case RankSet set -> whyNotRanked(set);
            case MaskSet set when !has(Rank.HALF_OPERATOR) -> Optional.of(Refusal.NOT_RANKED);
            case MaskSet set -> {
                boolean full = set.on() && !isSo(set) && listed() >= 100;
                yield full ? Optional.of(Refusal.LIST_FULL) : Optional.empty();
            }
            case RuleSet _, KeySet _, LimitSet _ ->
                    has(Rank.OPERATOR) ? Optional.empty() : Optional.of(Refusal.NOT_RANKED);
        };
    }

    private Optional<Refusal> whyNotRanked(RankSet set) {
        var whom = whom(set);
        boolean own = !set.on() && whom.equals(Optional.of(asker));
        if (!own && !mayGive(set.rank())) return Optional.of(Refusal.NOT_RANKED);
        if (whom.isEmpty()) return Optional.of(Refusal.NO_SUCH_PERSON);
        var session = whom.get().session();
        if (!oracle.isIn(session, room)) return Optional.of(Refusal.WRONG_PLACE);
        if (set.on() || !host().equals(Optional.of(session))) return Optional.empty();
        boolean needed =
                place().policy().ends() == Ends.WITH_HOST || place().policy().host() == Host.ELDEST;
        boolean stays = own && !(set.rank() == Rank.HOST && needed);
        return stays ? Optional.empty() : Optional.of(Refusal.OUTRANKED);
    }

    private boolean mayGive(Rank rank) {
        return switch (rank) {
            case VOICE -> has(Rank.HALF_OPERATOR);
            case HALF_OPERATOR, OPERATOR -> has(Rank.OPERATOR);
            case HOST -> host().map(asker.session()::equals).orElseGet(() -> has(Rank.OPERATOR));
        };
    }

    private void make(RoomChange change) {
        if (!(change instanceof RankSet set)) {
            if (!isSo(change)) did(change);
            return;
        }
        var whom = whom(set).orElseThrow();
        if (set.on() && set.rank() == Rank.HOST) {
            host().filter(host -> !host.equals(whom.session()))
                    .flatMap(oracle::person)
                    .ifPresent(host -> did(new RankSet(host.name(), Rank.HOST, false)));
        }
        boolean has = oracle.ranks(whom.session(), room).contains(set.rank());
        if (has != set.on()) did(new RankSet(whom.name(), set.rank(), set.on()));
    }

    private void did(RoomChange change) {
        done.add(change);
        oracle.apply(room, change, asker, now);
    }

    /// Whether it is as wished.
    private boolean isSo(RoomChange change) {
        var state = place().state();
        return switch (change) {
            case RuleSet(var rule, var on) -> state.has(rule) == on;
            case KeySet(var key) -> state.key().equals(key);
            case LimitSet(var limit) -> state.limit().equals(limit);
            case MaskSet(var which, var mask, var on) ->
                    on
                            == state.list(which).stream()
                                    .anyMatch(entry -> KnownMasks.isSame(entry.mask(), mask));
            case RankSet _ -> throw new IllegalArgumentException("ranks are people's");
        };
    }

    private long listed() {
        return place().state().lists().values().stream().mapToLong(List::size).sum();
    }

    private Optional<Person> whom(RankSet set) {
        return reasons.meant(set.whom(), command.spelling(), room);
    }

    private boolean has(Rank least) {
        return oracle.has(least, room, asker.session());
    }

    private Optional<SessionId> host() {
        return oracle.host(place());
    }

    private Place place() {
        return oracle.place(room).orElseThrow();
    }
}
