package chat.madang.core;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One session's presence. Belongs to [Chat] alone.
final class Stay {
    /// The most invitations that wait; the eldest is forgotten.
    static final int INVITATIONS_MAX = 50;

    private final Instant since;

    /// In order of joining.
    private final Set<RoomId> rooms = new LinkedHashSet<>();

    /// The rooms that the person is invited to, eldest first; whether by somebody whose word
    /// counts. Mostly none.
    private Map<RoomId, Boolean> invitations = Map.of();

    /// Null for a guest.
    private @Nullable AccountId account;

    private Person person;
    private Instant spoke;

    /// Whom the session writes to; null while it has chosen nobody.
    private @Nullable AccountId addressee;

    Stay(Person person, @Nullable AccountId account, Instant now) {
        this.person = person;
        this.account = account;
        this.since = now;
        this.spoke = now;
    }

    Person person() {
        return person;
    }

    SessionId session() {
        return person.session();
    }

    void setPerson(Person other) {
        person = other;
    }

    @Nullable AccountId account() {
        return account;
    }

    void setAccount(AccountId other) {
        account = other;
    }

    @Nullable AccountId addressee() {
        return addressee;
    }

    void setAddressee(@Nullable AccountId chosen) {
        addressee = chosen;
    }

    boolean is(Profile.Trait trait) {
        return person.profile().is(trait);
    }

    Instant since() {
        return since;
    }

    /// When they last said something, or came.
    Instant spoke() {
        return spoke;
    }

    void speaks(Instant now) {
        spoke = now;
    }

    Set<RoomId> rooms() {
        return rooms;
    }

    boolean sharesWith(Stay other) {
        return rooms.stream().anyMatch(other.rooms::contains);
    }

    Set<RoomId> invitations() {
        return invitations.keySet();
    }

    /// @param counts whether it lets past what keeps people out
    void invite(RoomId room, boolean counts) {
        if (invitations.isEmpty()) invitations = new LinkedHashMap<>();
        boolean counted = Boolean.TRUE.equals(invitations.remove(room));
        invitations.put(room, counts || counted);
        if (invitations.size() > INVITATIONS_MAX) {
            invitations.remove(invitations.keySet().iterator().next());
        }
    }

    boolean isLetIn(RoomId room) {
        return invitations.getOrDefault(room, false);
    }

    void forgetInvitation(RoomId room) {
        if (!invitations.isEmpty()) invitations.remove(room);
    }

    /// To everybody who shares a room with that person, and to the person.
    Audience sharing() {
        return rooms.isEmpty()
                ? new Audience.One(session())
                : new Audience.Members(List.copyOf(rooms));
    }
}
