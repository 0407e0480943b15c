package chat.madang.core;

import chat.madang.core.Mask.Guise;
import chat.madang.core.Profile.Trait;
import chat.madang.core.RoomPolicy.Ends;
import chat.madang.core.RoomPolicy.Host;
import chat.madang.core.RoomState.Listed;
import chat.madang.core.RoomState.MaskList;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// One room and who is in it, in the order in which they came. Belongs to [Chat] alone.
final class Room {
    /// The most entries of all lists together.
    static final int LISTED_MAX = 100;

    /// How long a room keeps a handle that it was given: to many of its members it is another room,
    /// of which they have to be told everything.
    static final Duration HANDLE_REST = Duration.ofSeconds(60);

    private final RoomId id;
    private final Map<SessionId, Member> members = new LinkedHashMap<>();
    private final Set<RoomRule> rules;
    private final Map<MaskList, List<Listed>> lists = new EnumMap<>(MaskList.class);
    private final Instant madeAt;

    /// Who of the members is kept from speaking; as far as was asked since the last change.
    private final Map<SessionId, Boolean> silenced = new HashMap<>();

    private RoomName name;
    private RoomPolicy policy;
    private Optional<Topic> topic;
    private Optional<String> key;
    private OptionalInt limit;
    private long sequence;

    /// When it was given the handle that it has; null for the first one.
    private @Nullable Instant handleGivenAt;

    /// Null while there is none.
    private @Nullable SessionId host;

    /// Null since the last change, until somebody asks.
    private @Nullable Listing listing;

    /// @param lastSequence where the counting goes on from, 0 for a new room
    Room(RoomId id, RoomName name, RoomPolicy policy, RoomState state, long lastSequence) {
        this.id = id;
        this.name = name;
        this.policy = policy;
        this.topic = state.topic();
        this.rules = EnumSet.noneOf(RoomRule.class);
        this.rules.addAll(state.rules());
        this.key = state.key();
        this.limit = state.limit();
        state.lists().forEach((which, entries) -> lists.put(which, new ArrayList<>(entries)));
        this.madeAt = state.madeAt();
        this.sequence = lastSequence;
    }

    RoomId id() {
        return id;
    }

    RoomName name() {
        return name;
    }

    void setName(RoomName other, Instant now) {
        if (!other.handle().equals(name.handle())) handleGivenAt = now;
        name = other;
        listing = null;
    }

    /// Whether it was given its handle only just. A clock that goes back does not make it so.
    boolean hasNewHandle(Instant now) {
        if (handleGivenAt == null) return false;
        var age = Duration.between(handleGivenAt, now);
        return !age.isNegative() && age.compareTo(HANDLE_REST) < 0;
    }

    RoomPolicy policy() {
        return policy;
    }

    /// Other rules from now on; whoever is in stays in.
    void setPolicy(RoomPolicy other) {
        if (other.host() != policy.host()) dismissHost();
        policy = other;
        listing = null;
        if (policy.host() == Host.ELDEST) electEldest();
    }

    /// What is told of it to who asks. Made once for all who ask between two changes.
    Listing listing() {
        if (listing == null) {
            listing = new Listing(id, name, policy, List.copyOf(members.values()), state());
        }
        return listing;
    }

    Collection<Member> members() {
        return members.values();
    }

    /// Null when that session is not in it.
    @Nullable Member member(SessionId session) {
        return members.get(session);
    }

    boolean has(SessionId session) {
        return members.containsKey(session);
    }

    boolean hasHost() {
        return host != null;
    }

    /// Whether there cannot be nobody who is the host, as long as anybody is in it.
    boolean needsHost() {
        return policy.ends() == Ends.WITH_HOST || policy.host() == Host.ELDEST;
    }

    boolean isHost(SessionId session) {
        return session.equals(host);
    }

    boolean isFull() {
        return members.size() >= policy.capacity();
    }

    boolean isOverLimit() {
        return limit.isPresent() && members.size() >= limit.getAsInt();
    }

    boolean has(RoomRule rule) {
        return rules.contains(rule);
    }

    /// Whether somebody may know that the room is there.
    boolean isSeenBy(Stay asker) {
        return !has(RoomRule.HIDDEN) || has(asker.session()) || asker.is(Trait.OPERATOR);
    }

    boolean opensFor(Optional<String> said) {
        return key.isEmpty() || key.equals(said);
    }

    /// Whether somebody is kept out: a ban fits, and no exception does. What is about speaking
    /// alone is neither.
    boolean isBanned(Person who) {
        return !list(MaskList.BANNED).isEmpty() && isBanned(Guise.of(who));
    }

    /// Whether somebody is kept from speaking: by a ban, or by one that is about that alone.
    boolean isSilenced(Person who) {
        if (list(MaskList.BANNED).isEmpty()) return false;
        if (!has(who.session())) return findSilenced(who);
        return silenced.computeIfAbsent(who.session(), _ -> findSilenced(who));
    }

    /// Whether somebody may join without an invitation.
    boolean isLetIn(Person who) {
        return !list(MaskList.INVITED).isEmpty() && lists(MaskList.INVITED, false, Guise.of(who));
    }

    /// Whether the room has ceased to be, now that somebody has left.
    boolean isOver() {
        return switch (policy.ends()) {
            case WITH_LAST_MEMBER -> members.isEmpty();
            case WITH_HOST -> host == null;
            case NEVER -> false;
        };
    }

    /// Takes in whoever made it.
    void addCreator(Person person) {
        put(person);
        switch (policy.host()) {
            case CREATOR -> setHost(person.session());
            case OPERATORS -> setRank(person.session(), Rank.OPERATOR, true);
            case NONE, ELDEST -> {}
        }
    }

    /// Takes a person in, or, when already in, as they are now in the old place.
    void put(Person person) {
        var before = members.get(person.session());
        var ranks = before == null ? Set.<Rank>of() : before.ranks();
        members.put(person.session(), new Member(person, ranks));
        if (policy.host() == Host.ELDEST) electEldest();
        silenced.remove(person.session());
        listing = null;
    }

    /// Lets a person out.
    ///
    /// @return who is the host from now on, if that has changed to somebody
    Optional<Person> remove(SessionId session) {
        members.remove(session);
        silenced.remove(session);
        listing = null;
        if (!isHost(session)) return Optional.empty();

        host = null;
        if (policy.host() == Host.ELDEST) electEldest();
        return Optional.ofNullable(members.get(host)).map(Member::who);
    }

    void setTopic(Optional<Topic> other) {
        topic = other;
        listing = null;
    }

    /// Says whether that has changed anything.
    boolean setRule(RoomRule rule, boolean on) {
        listing = null;
        return on ? rules.add(rule) : rules.remove(rule);
    }

    /// Says whether that has changed anything.
    boolean setKey(Optional<String> other) {
        boolean changes = !key.equals(other);
        key = other;
        listing = null;
        return changes;
    }

    /// Says whether that has changed anything.
    boolean setLimit(OptionalInt other) {
        boolean changes = !limit.equals(other);
        limit = other;
        listing = null;
        return changes;
    }

    /// Says whether that has changed anything.
    boolean setRank(SessionId session, Rank rank, boolean on) {
        var member = members.get(session);
        if (member == null || member.ranks().contains(rank) == on) return false;

        var ranks = EnumSet.noneOf(Rank.class);
        ranks.addAll(member.ranks());
        if (on) {
            ranks.add(rank);
        } else {
            ranks.remove(rank);
        }
        members.put(session, new Member(member.who(), ranks));
        if (rank == Rank.HOST) host = on ? session : null;
        listing = null;
        return true;
    }

    boolean isListed(MaskList which, Mask mask) {
        return list(which).stream().anyMatch(entry -> entry.mask().isSame(mask));
    }

    boolean isListFull() {
        return lists.values().stream().mapToInt(List::size).sum() >= LISTED_MAX;
    }

    void enlist(MaskList which, Listed entry) {
        lists.computeIfAbsent(which, _ -> new ArrayList<>()).add(entry);
        silenced.clear();
        listing = null;
    }

    /// Says whether it was listed.
    boolean delist(MaskList which, Mask mask) {
        var entries = lists.get(which);
        if (entries == null || !entries.removeIf(entry -> entry.mask().isSame(mask))) return false;

        if (entries.isEmpty()) lists.remove(which);
        silenced.clear();
        listing = null;
        return true;
    }

    /// The number of the last thing that has happened here; 0 for none.
    long lastSequence() {
        return sequence;
    }

    /// The stamp of the room's next event.
    Stamp stamp(MessageId message, Instant now) {
        sequence++;
        return new Stamp(message, sequence, now);
    }

    /// What people have made of it.
    RoomState state() {
        var copies = new EnumMap<MaskList, List<Listed>>(MaskList.class);
        lists.forEach((which, entries) -> copies.put(which, List.copyOf(entries)));
        return new RoomState(topic, rules, key, limit, copies, madeAt);
    }

    private boolean findSilenced(Person who) {
        var guise = Guise.of(who);
        boolean muted =
                lists(MaskList.BANNED, true, guise) && !lists(MaskList.EXCEPTED, true, guise);
        return muted || isBanned(guise);
    }

    private boolean isBanned(Guise guise) {
        return lists(MaskList.BANNED, false, guise) && !lists(MaskList.EXCEPTED, false, guise);
    }

    /// Whether an entry of that list fits.
    ///
    /// @param mute whether of those about speaking alone; else of the others
    private boolean lists(MaskList which, boolean mute, Guise guise) {
        return list(which).stream()
                .map(Listed::mask)
                .anyMatch(mask -> mask.isMute() == mute && mask.fits(guise));
    }

    private List<Listed> list(MaskList which) {
        return lists.getOrDefault(which, List.of());
    }

    private void setHost(SessionId session) {
        setRank(session, Rank.HOST, true);
    }

    private void dismissHost() {
        if (host != null) setRank(host, Rank.HOST, false);
    }

    private void electEldest() {
        if (host == null && !members.isEmpty()) setHost(members.keySet().iterator().next());
    }
}
