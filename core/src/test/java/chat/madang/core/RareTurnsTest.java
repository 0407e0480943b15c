package chat.madang.core;

import static org.assertj.core.api.Assertions.assertThat;

import chat.madang.core.Answered.RoomsListed;
import chat.madang.core.Answered.ScheduledListed;
import chat.madang.core.Command.ChooseAddressee;
import chat.madang.core.Command.CreateRoom;
import chat.madang.core.Command.Exit;
import chat.madang.core.Command.Expel;
import chat.madang.core.Command.Join;
import chat.madang.core.Command.KeepRoom;
import chat.madang.core.Command.Kick;
import chat.madang.core.Command.KnowAccounts;
import chat.madang.core.Command.ListInvitations;
import chat.madang.core.Command.ListPeople;
import chat.madang.core.Command.Retitle;
import chat.madang.core.Command.Say;
import chat.madang.core.Command.TakeBack;
import chat.madang.core.Command.Whisper;
import chat.madang.core.Command.Write;
import chat.madang.core.Event.Described;
import chat.madang.core.Event.Entered;
import chat.madang.core.Event.Exited;
import chat.madang.core.Event.Identified;
import chat.madang.core.Event.Joined;
import chat.madang.core.Event.Kept;
import chat.madang.core.Event.Kicked;
import chat.madang.core.Event.Left;
import chat.madang.core.Event.LoggedIn;
import chat.madang.core.Event.Noted;
import chat.madang.core.Event.Refused;
import chat.madang.core.Event.Renamed;
import chat.madang.core.Event.Retitled;
import chat.madang.core.Event.RoomChanged;
import chat.madang.core.Event.RoomClosed;
import chat.madang.core.Event.RoomKept;
import chat.madang.core.Event.Said;
import chat.madang.core.Event.SaidAsScheduled;
import chat.madang.core.Event.Scheduled;
import chat.madang.core.Event.Unscheduled;
import chat.madang.core.Event.Whispered;
import chat.madang.core.Profile.Trait;
import chat.madang.core.RoomChange.RankSet;
import chat.madang.core.RoomPolicy.Ends;
import chat.madang.core.RoomState.MaskList;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What the seeded runs come by, so that no law holds for want of what could break it.
class RareTurnsTest {
    /// Without this, a law could hold because nothing that could break it ever happens.
    @Test
    void the_runs_come_by_every_refusal_every_event_and_every_rare_turn() {
        var counts = new TreeMap<String, Integer>();
        Step.seeds().forEach(seed -> count(Step.run(seed), counts));
        assertThat(counts.keySet())
                .as("%s", counts)
                .containsAll(
                        Stream.of(Refusal.values())
                                // A list takes more than a run ever gives it.
                                .filter(why -> why != Refusal.LIST_FULL)
                                .map(Refusal::name)
                                .toList())
                .containsAll(kinds(Event.class).toList())
                .contains("exit from many rooms", "rename in many rooms", "rename to the same name")
                .contains("re-entry", "leave of the last", "time goes back", "host closes a room")
                .contains("time stands still", "beginning of time", "end of time")
                .contains(
                        "log in again", "guest has to go", "letters received", "late to take back")
                .contains("partners", "thrown out by the shown name", "author is gone")
                .contains("account removed while here", "whispered to oneself", "due twice")
                .contains("whispered by the shown name", "addressee given up")
                .contains("planned", "planned anew", "plan comes true", "other rules")
                .contains("ends no more", "refused for a plan", "numbered for a plan")
                .contains("said from outside", "said to a rank", "heard by nobody")
                .contains(
                        "silenced",
                        "muted",
                        "joined to be quiet",
                        "ban outweighed",
                        "invited past a ban",
                        "invited past limit")
                .contains("handed over", "host is needed", "not by a stranger", "no member's rank")
                .contains("hidden from who asks", "seen by an operator", "listed in a hidden room")
                .contains("one more of the account", "one of the account goes", "other account")
                .contains("operator no more", "expelled oneself", "kicked by a half-operator")
                // Again, and yet no more than once.
                .contains("said again", "whispered again")
                .contains("waits again", "listed in order")
                .contains("told though taken back", "invitation to a room that is over")
                .contains("retitled to its own handle", "retitle of a home", "deaf to a guest");
        assertThat(counts.values()).as("%s", counts).allMatch(count -> count >= Step.SEEDS);
    }

    private static void count(List<Step> steps, Map<String, Integer> counts) {
        var oracle = Step.oracle();
        var seen = new HashSet<SessionId>();
        var last = Instant.EPOCH;
        for (var step : steps) {
            var happenings = new ArrayList<String>();
            if (step.now().equals(Instant.MIN)) happenings.add("beginning of time");
            if (step.now().equals(Instant.MAX)) happenings.add("end of time");
            if (step.now().equals(last)) happenings.add("time stands still");
            if (step.now().isBefore(last)) happenings.add("time goes back");
            last = step.now();
            if (step.events().stream().filter(SaidAsScheduled.class::isInstance).count() > 1) {
                happenings.add("due twice");
            }
            for (var event : step.events()) {
                happenings.add(event.getClass().getSimpleName());
                if (event instanceof Refused refused) happenings.add(refused.why().name());
                happening(event, step, oracle).ifPresent(happenings::add);
                if (event instanceof Entered(var who) && !seen.add(who.session())) {
                    happenings.add("re-entry");
                }
            }
            rarity(step, oracle).ifPresent(happenings::add);
            oracle.fold(step);
            for (var happening : happenings) counts.merge(happening, 1, Integer::sum);
        }
    }

    /// What is rare about a step, whatever its events are.
    private static Optional<String> rarity(Step step, Oracle before) {
        return Optional.ofNullable(
                switch (step.command()) {
                    case KeepRoom(var title, _) when step.events().isEmpty() ->
                            before.plan(handle(title)).isPresent() ? "planned anew" : "planned";
                    case KeepRoom(var title, _) ->
                            before.place(handle(title)).orElseThrow().policy().ends() == Ends.NEVER
                                    ? "other rules"
                                    : "ends no more";
                    case Join _ when step.events().getFirst() instanceof RoomKept ->
                            "plan comes true";
                    case CreateRoom create when before.plan(handle(create.title())).isPresent() ->
                            step.isRefused() ? "refused for a plan" : "numbered for a plan";
                    case ChooseAddressee(var from, var whom)
                            when whom.isEmpty() && before.choiceOf(from).isPresent() ->
                            "addressee given up";
                    case ListInvitations(var from) when before.invitedInVain(from) ->
                            "invitation to a room that is over";
                    case TakeBack(Noted _) -> "told though taken back";
                    case TakeBack(Unscheduled _) when step.events().getFirst() instanceof Refused ->
                            "waits again";
                    default -> null;
                });
    }

    private static Handle handle(Title title) {
        return new Handle(Vocabulary.handle(title));
    }

    /// What is rare about an event, if anything is.
    private static Optional<String> happening(Event event, Step step, Oracle before) {
        var command = step.command();
        return Optional.ofNullable(
                switch (event) {
                    case Refused(var asked, var why) -> denied(asked, why, before).orElse(null);
                    case Exited(var who, _, _) when isOneOfMany(who, before) ->
                            "one of the account goes";
                    case Exited(_, var places, _) when command instanceof Exit ->
                            places.size() > 1 ? "exit from many rooms" : null;
                    case Exited _ when command instanceof KnowAccounts ->
                            "account removed while here";
                    case Exited(var who, _, _) when command instanceof Expel ->
                            who.session().equals(command.from()) ? "expelled oneself" : null;
                    case Exited(var who, _, _) ->
                            before.accountOf(who.session()).isPresent()
                                    ? "log in again"
                                    : "guest has to go";
                    case Renamed(var who, var old, _) when Vocabulary.isSame(who.name(), old) ->
                            "rename to the same name";
                    case Renamed(_, _, var places) when places.size() > 1 -> "rename in many rooms";
                    case Left left when before.members(left.room()).size() == 1 ->
                            "leave of the last";
                    case Kicked kicked when isHalf(kicked, before) -> "kicked by a half-operator";
                    case Kicked kicked ->
                            command instanceof Kick kick
                                            && !Vocabulary.isSame(kick.whom(), kicked.who().name())
                                    ? "thrown out by the shown name"
                                    : null;
                    case RoomClosed closed when before.members(closed.room()).size() > 1 ->
                            "host closes a room";
                    case LoggedIn(_, var account, _)
                            when step.events().stream().noneMatch(Exited.class::isInstance)
                                    && !before.allAs(account).isEmpty() ->
                            "one more of the account";
                    case Identified(var who, _, var account, _)
                            when before.accountOf(who.session())
                                    .filter(old -> !old.equals(account))
                                    .isPresent() ->
                            "other account";
                    case LoggedIn(_, _, var letters) ->
                            letters.isEmpty() ? null : "letters received";
                    case Whispered whispered when whispered.from().equals(whispered.whom()) ->
                            "whispered to oneself";
                    case Whispered whispered
                            when command instanceof Whisper whisper
                                    && !Vocabulary.isSame(whispered.whom().name(), whisper.to()) ->
                            "whispered by the shown name";
                    case Whispered whispered -> whispered.betweenPartners() ? "partners" : null;
                    case Kept _ when command instanceof TakeBack -> "late to take back";
                    case Scheduled _ when command instanceof TakeBack -> "late to take back";
                    case Unscheduled _ when command instanceof TakeBack -> "late to take back";
                    case ScheduledListed(_, var messages) when messages.size() > 1 ->
                            "listed in order";
                    case Described(var who, var was)
                            when was.is(Trait.OPERATOR) && !who.profile().is(Trait.OPERATOR) ->
                            "operator no more";
                    case Said said when !before.isIn(said.who().session(), said.room()) ->
                            "said from outside";
                    case Said said when said.manner().least().isPresent() -> "said to a rank";
                    case Noted _ when step.isSaidAgain() ->
                            command instanceof Say ? "said again" : "whispered again";
                    case Noted noted when !step.events().contains(noted.told()) ->
                            "heard by nobody";
                    case Joined joined -> passed(joined, before);
                    case RoomChanged changed -> ruled(changed);
                    case Retitled retitled
                            when retitled.name().handle().equals(retitled.before().handle()) ->
                            "retitled to its own handle";
                    case RoomsListed(var by, var rooms) -> seen(by, rooms, before);
                    case SaidAsScheduled said when said.author().isEmpty() -> "author is gone";
                    default -> null;
                });
    }

    /// What is rare about a refusal.
    private static Optional<String> denied(Command asked, Refusal why, Oracle before) {
        return Optional.ofNullable(
                switch (asked) {
                    case ListPeople list
                            when why == Refusal.NO_SUCH_ROOM
                                    && before.place(list.room()).isPresent() ->
                            "hidden from who asks";
                    case Say say
                            when why == Refusal.BANNED && before.isIn(say.from(), say.room()) ->
                            isKeptOut(say, before) ? "silenced" : "muted";
                    case Retitle retitle
                            when why == Refusal.NOT_RANKED
                                    && before.has(Rank.OPERATOR, retitle.room(), retitle.from()) ->
                            "retitle of a home";
                    case Write _ when why == Refusal.NO_ACCOUNT -> "deaf to a guest";
                    default -> null;
                });
    }

    private static boolean isKeptOut(Say say, Oracle before) {
        var who = before.person(say.from()).orElseThrow();
        return before.place(say.room()).filter(place -> before.isBanned(place, who)).isPresent();
    }

    /// What somebody has passed who has joined a room.
    private static @Nullable String passed(Joined joined, Oracle before) {
        var place = before.place(joined.room());
        if (place.isEmpty()) return null;
        var state = place.get().state();
        int count = before.members(joined.room()).size();
        if (before.isBanned(place.get(), joined.who())) return "invited past a ban";
        if (state.limit().isPresent() && state.limit().getAsInt() <= count) {
            return "invited past limit";
        }
        if (before.isListed(place.get(), MaskList.BANNED, joined.who())) return "ban outweighed";
        return KnownMasks.isCaught(state, true, joined.who()) ? "joined to be quiet" : null;
    }

    private static @Nullable String ruled(RoomChanged changed) {
        long hosts =
                changed.changes().stream()
                        .filter(change -> change instanceof RankSet set && set.rank() == Rank.HOST)
                        .count();
        if (hosts > 1) return "handed over";
        for (var refused : changed.refused()) {
            boolean host = refused.change() instanceof RankSet set && set.rank() == Rank.HOST;
            if (host && refused.why() == Refusal.OUTRANKED) return "host is needed";
            if (refused.why() == Refusal.NOT_RANKED) return "not by a stranger";
            if (refused.why() == Refusal.WRONG_PLACE) return "no member's rank";
        }
        return null;
    }

    private static @Nullable String seen(SessionId by, List<Listing> rooms, Oracle before) {
        var hidden = rooms.stream().filter(room -> room.state().has(RoomRule.HIDDEN)).toList();
        if (hidden.isEmpty()) return null;
        boolean inside = hidden.stream().allMatch(room -> before.isIn(by, room.room()));
        return inside ? "listed in a hidden room" : "seen by an operator";
    }

    private static boolean isOneOfMany(Person who, Oracle before) {
        return before.accountOf(who.session())
                .filter(account -> before.allAs(account).size() > 1)
                .isPresent();
    }

    private static boolean isHalf(Kicked kicked, Oracle before) {
        return !before.has(Rank.OPERATOR, kicked.room(), kicked.by());
    }

    private static Stream<String> kinds(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(RareTurnsTest::kinds)
                : Stream.of(type.getSimpleName());
    }
}
