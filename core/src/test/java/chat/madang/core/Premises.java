package chat.madang.core;

import chat.madang.core.Command.CreateRoom;
import chat.madang.core.Command.Join;
import chat.madang.core.Command.KeepRoom;
import chat.madang.core.Event.Exited;
import chat.madang.core.Event.HostChanged;
import chat.madang.core.Event.Invited;
import chat.madang.core.Event.Joined;
import chat.madang.core.Event.Kicked;
import chat.madang.core.Event.Left;
import chat.madang.core.Event.Retitled;
import chat.madang.core.Event.RoomChanged;
import chat.madang.core.Event.RoomClosed;
import chat.madang.core.Event.RoomKept;
import chat.madang.core.Event.TopicSet;
import chat.madang.core.Profile.Trait;
import chat.madang.core.RoomChange.KeySet;
import chat.madang.core.RoomChange.LimitSet;
import chat.madang.core.RoomChange.MaskSet;
import chat.madang.core.RoomChange.RankSet;
import chat.madang.core.RoomChange.RuleSet;
import chat.madang.core.RoomPolicy.Host;
import chat.madang.core.RoomState.Listed;
import chat.madang.core.RoomState.MaskList;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What an [Oracle] knows of the rooms: which there are, how it is with each, who is in them.
///
/// As naive as the rest of it: lists, and nothing that could go stale.
abstract class Premises {
    /// One room.
    record Place(RoomId id, RoomName name, RoomPolicy policy, RoomState state) {
        Place called(RoomName other) {
            return new Place(id, other, policy, state);
        }

        Place ruledBy(RoomPolicy other) {
            return new Place(id, name, other, state);
        }

        Place with(RoomState other) {
            return new Place(id, name, policy, other);
        }
    }

    /// A room that comes into being with the first who asks for its handle.
    record Plan(Handle handle, Title title, RoomPolicy policy) {}

    /// That somebody is in a room.
    record Membership(SessionId who, RoomId room) {}

    /// That a member has a rank.
    record Grant(SessionId who, RoomId room, Rank rank) {}

    /// That somebody was asked into a room, perhaps by a half-operator.
    record Invitation(SessionId whom, RoomId room, boolean counts) {}

    private final List<Place> places = new ArrayList<>();
    private final List<Plan> plans = new ArrayList<>();

    /// In order of joining.
    private final List<Membership> memberships = new ArrayList<>();

    private final List<Grant> grants = new ArrayList<>();

    /// Eldest first.
    private final List<Invitation> invitations = new ArrayList<>();

    private final Map<RoomId, Long> sequences = new HashMap<>();

    /// When a room was called so that it is found otherwise.
    private final Map<RoomId, Instant> newHandles = new HashMap<>();

    private int newestRoom;

    Premises() {}

    Premises(Premises other) {
        places.addAll(other.places);
        plans.addAll(other.plans);
        memberships.addAll(other.memberships);
        grants.addAll(other.grants);
        invitations.addAll(other.invitations);
        sequences.putAll(other.sequences);
        newHandles.putAll(other.newHandles);
        newestRoom = other.newestRoom;
    }

    abstract Optional<Person> person(SessionId session);

    abstract Optional<Person> person(Name name);

    /// What an event changed about rooms.
    final void foldRooms(Event event, Command cause) {
        Step.places(event).forEach(at -> sequences.put(at.room(), at.stamp().sequence()));
        switch (event) {
            case Joined joined -> join(joined, cause);
            case RoomKept kept when place(kept.room()).isPresent() -> {
                if (cause instanceof KeepRoom) rule(place(kept.room()).orElseThrow(), kept);
            }
            case RoomKept(var room, var name, var policy, var state) -> {
                var handle = cause instanceof Join ? name.handle() : freeHandle(name.title());
                make(new Place(room, new RoomName(name.title(), handle), policy, state));
            }
            case HostChanged(var room, _, var host, _) ->
                    grants.add(new Grant(host.session(), room, Rank.HOST));
            case Left left -> release(left.room(), left.who().session());
            case Kicked kicked -> release(kicked.room(), kicked.who().session());
            case RoomClosed closed -> close(closed.room());
            case Exited(var who, var rooms, _) -> {
                for (var at : rooms) release(at.room(), who.session());
                invitations.removeIf(each -> each.whom().equals(who.session()));
            }
            case TopicSet(var room, _, var who, var text, var stamp) -> {
                var topic = text.map(words -> new Topic(words, who, stamp.at()));
                var old = place(room).orElseThrow();
                set(old.with(state(old, topic, old.state().rules(), old.state().lists())));
            }
            case RoomChanged(var room, _, var who, var changes, _, var stamp) ->
                    changes.forEach(change -> apply(room, change, who, stamp.at()));
            case Retitled(var room, var name, var before, _, _, var stamp) -> {
                set(place(room).orElseThrow().called(name));
                if (!name.handle().equals(before.handle())) newHandles.put(room, stamp.at());
            }
            case Invited(var room, _, var who, var whom, _) ->
                    invite(place(room).orElseThrow(), who, whom.session());
            default -> {}
        }
    }

    /// Makes one change, whoever may.
    final void apply(RoomId room, RoomChange change, Person who, Instant at) {
        var old = place(room).orElseThrow();
        var state = old.state();
        switch (change) {
            case RuleSet(var rule, var on) -> {
                var rules = EnumSet.noneOf(RoomRule.class);
                rules.addAll(state.rules());
                if (!on) rules.remove(rule);
                if (on) rules.add(rule);
                set(old.with(state(old, state.topic(), rules, state.lists())));
            }
            case KeySet(var key) ->
                    set(
                            old.with(
                                    new RoomState(
                                            state.topic(),
                                            state.rules(),
                                            key,
                                            state.limit(),
                                            state.lists(),
                                            state.madeAt())));
            case LimitSet(var limit) ->
                    set(
                            old.with(
                                    new RoomState(
                                            state.topic(),
                                            state.rules(),
                                            state.key(),
                                            limit,
                                            state.lists(),
                                            state.madeAt())));
            case MaskSet(var which, var mask, var on) -> {
                var entries = new ArrayList<>(state.list(which));
                entries.removeIf(entry -> KnownMasks.isSame(entry.mask(), mask));
                if (on) entries.add(new Listed(mask, who, at));
                var lists = new EnumMap<MaskList, List<Listed>>(MaskList.class);
                lists.putAll(state.lists());
                lists.put(which, List.copyOf(entries));
                lists.values().removeIf(List::isEmpty);
                set(old.with(state(old, state.topic(), state.rules(), lists)));
            }
            case RankSet(var name, var rank, var on) -> {
                var grant = new Grant(person(name).orElseThrow().session(), room, rank);
                grants.remove(grant);
                if (on) grants.add(grant);
            }
        }
    }

    /// What a command of the house changed that no event tells.
    final void settlePlan(KeepRoom keep) {
        var handle = new Handle(Vocabulary.handle(keep.title()));
        plans.removeIf(plan -> plan.handle().equals(handle));
        plans.add(new Plan(handle, keep.title(), keep.policy()));
    }

    final List<Place> rooms() {
        return List.copyOf(places);
    }

    final Optional<Place> place(RoomRef room) {
        return places.stream()
                .filter(place -> place.id().equals(room) || place.name().handle().equals(room))
                .findFirst();
    }

    /// The room that is to be under that handle and is not yet.
    final Optional<Plan> plan(RoomRef room) {
        return plans.stream()
                .filter(plan -> plan.handle().equals(room) && place(room).isEmpty())
                .findFirst();
    }

    /// Whether the house wants that room.
    final boolean isPlanned(Place place) {
        return plans.stream().anyMatch(plan -> plan.handle().equals(place.name().handle()));
    }

    /// When a room got its handle, if that was not its first.
    final Optional<Instant> newHandle(RoomId room) {
        return Optional.ofNullable(newHandles.get(room));
    }

    /// Whether a room is called so, or is to be.
    final boolean isTaken(Handle handle) {
        return place(handle).isPresent() || plan(handle).isPresent();
    }

    /// The rooms that somebody is in, in order of joining.
    final List<RoomId> roomsOf(SessionId session) {
        return memberships.stream()
                .filter(membership -> membership.who().equals(session))
                .map(Membership::room)
                .toList();
    }

    /// Who is in a room, in order of joining.
    final List<SessionId> members(RoomId id) {
        return memberships.stream()
                .filter(membership -> membership.room().equals(id))
                .map(Membership::who)
                .toList();
    }

    final boolean isIn(SessionId session, RoomId room) {
        return members(room).contains(session);
    }

    final boolean share(SessionId one, SessionId other) {
        return roomsOf(one).stream().anyMatch(roomsOf(other)::contains);
    }

    final Set<Rank> ranks(SessionId session, RoomId room) {
        var ranks = EnumSet.noneOf(Rank.class);
        for (var grant : grants) {
            if (grant.who().equals(session) && grant.room().equals(room)) ranks.add(grant.rank());
        }
        return ranks;
    }

    /// Whether a member has that rank or a higher one, as an operator of the yard has.
    final boolean has(Rank least, RoomId room, SessionId session) {
        if (!isIn(session, room)) return false;
        var ranks = ranks(session, room);
        if (isOperator(session)) ranks.add(Rank.OPERATOR);
        return ranks.stream().anyMatch(rank -> rank.compareTo(least) >= 0);
    }

    final Optional<SessionId> host(Place place) {
        return members(place.id()).stream()
                .filter(session -> ranks(session, place.id()).contains(Rank.HOST))
                .findFirst();
    }

    final boolean isOperator(SessionId session) {
        return person(session).filter(who -> who.profile().is(Trait.OPERATOR)).isPresent();
    }

    final boolean isSeen(Place place, SessionId asker) {
        boolean hidden = place.state().has(RoomRule.HIDDEN);
        return !hidden || isIn(asker, place.id()) || isOperator(asker);
    }

    final boolean isListed(Place place, MaskList which, Person who) {
        return KnownMasks.anyFits(place.state().list(which), false, who);
    }

    final boolean isBanned(Place place, Person who) {
        return KnownMasks.isCaught(place.state(), false, who);
    }

    /// The rooms that are still there to which somebody is invited, eldest first.
    final List<RoomId> invitationsOf(SessionId session) {
        return invitations.stream()
                .filter(each -> each.whom().equals(session) && place(each.room()).isPresent())
                .map(Invitation::room)
                .toList();
    }

    /// Whether a room is over to which somebody was invited.
    final boolean invitedInVain(SessionId session) {
        return invitations.stream()
                .anyMatch(each -> each.whom().equals(session) && place(each.room()).isEmpty());
    }

    final boolean isLetIn(SessionId session, RoomId room) {
        return invitations.contains(new Invitation(session, room, true));
    }

    final long sequence(RoomId id) {
        return sequences.getOrDefault(id, 0L);
    }

    /// The highest number that a room ever had.
    final int newestRoom() {
        return newestRoom;
    }

    /// The handle that a new room of that title gets: the title's own, else the smallest number.
    final Handle freeHandle(Title title) {
        var handle = new Handle(Vocabulary.handle(title));
        for (int number = 2; isTaken(handle); number++) {
            handle = new Handle(Vocabulary.handle(title) + "-" + number);
        }
        return handle;
    }

    final List<Listing> listings(SessionId asker) {
        return places.stream().filter(place -> isSeen(place, asker)).map(this::listing).toList();
    }

    final Listing listing(Place place) {
        var members =
                members(place.id()).stream()
                        .map(each ->
                                new Member(person(each).orElseThrow(), ranks(each, place.id())))
                        .toList();
        return new Listing(place.id(), place.name(), place.policy(), members, place.state());
    }

    private void join(Joined joined, Command cause) {
        var room = joined.room();
        var session = joined.who().session();
        if (cause instanceof CreateRoom create) {
            if (place(room).isEmpty()) {
                var name = new RoomName(create.title(), freeHandle(create.title()));
                var state = RoomState.of(create.rules(), joined.stamp().at());
                make(new Place(room, name, create.policy(), state));
            }
            boolean operator = create.policy().host() == Host.OPERATORS;
            if (operator) grants.add(new Grant(session, room, Rank.OPERATOR));
        }
        memberships.add(new Membership(session, room));
        invitations.removeIf(each -> each.whom().equals(session) && each.room().equals(room));
        if (joined.asHost()) grants.add(new Grant(session, room, Rank.HOST));
    }

    private void make(Place place) {
        newestRoom = place.id().value();
        places.add(place);
    }

    private void set(Place other) {
        places.replaceAll(place -> place.id().equals(other.id()) ? other : place);
    }

    /// Other rules make another host.
    private void rule(Place old, RoomKept kept) {
        var place = old.ruledBy(kept.policy());
        set(place);
        boolean same = kept.policy().host() == old.policy().host();
        if (!same) grants.removeIf(each -> each.room().equals(old.id()) && isHost(each));
        if (kept.policy().host() != Host.ELDEST || host(place).isPresent()) return;
        members(old.id()).stream()
                .findFirst()
                .ifPresent(eldest -> grants.add(new Grant(eldest, old.id(), Rank.HOST)));
    }

    private void invite(Place place, Person who, SessionId whom) {
        boolean counts =
                has(Rank.HALF_OPERATOR, place.id(), who.session()) || isLetIn(whom, place.id());
        invitations.removeIf(each -> each.whom().equals(whom) && each.room().equals(place.id()));
        invitations.add(new Invitation(whom, place.id(), counts));
    }

    private void release(RoomId room, SessionId session) {
        memberships.remove(new Membership(session, room));
        grants.removeIf(each -> each.who().equals(session) && each.room().equals(room));
    }

    private void close(RoomId room) {
        memberships.removeIf(each -> each.room().equals(room));
        grants.removeIf(each -> each.room().equals(room));
        places.removeIf(place -> place.id().equals(room));
        sequences.remove(room);
    }

    private static boolean isHost(Grant grant) {
        return grant.rank() == Rank.HOST;
    }

    private static RoomState state(
            Place old,
            Optional<Topic> topic,
            Set<RoomRule> rules,
            Map<MaskList, List<Listed>> lists) {
        var state = old.state();
        return new RoomState(topic, rules, state.key(), state.limit(), lists, state.madeAt());
    }
}
