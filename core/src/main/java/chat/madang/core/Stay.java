package chat.madang.core;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// One session's presence. Belongs to [Chat] alone.
final class Stay {
    /// Null for a guest.
    private final @Nullable AccountId account;

    /// In order of joining.
    private final Set<RoomId> rooms = new LinkedHashSet<>();

    private Person person;

    /// Whom the session writes to; null while it has chosen nobody.
    private @Nullable AccountId addressee;

    Stay(Person person, @Nullable AccountId account) {
        this.person = person;
        this.account = account;
    }

    Person person() {
        return person;
    }

    SessionId session() {
        return person.session();
    }

    void setPerson(Person renamed) {
        person = renamed;
    }

    @Nullable AccountId account() {
        return account;
    }

    @Nullable AccountId addressee() {
        return addressee;
    }

    void setAddressee(@Nullable AccountId chosen) {
        addressee = chosen;
    }

    Set<RoomId> rooms() {
        return rooms;
    }

    /// To everybody who shares a room with that person, and to the person.
    Audience sharing() {
        return rooms.isEmpty()
                ? new Audience.One(session())
                : new Audience.Members(List.copyOf(rooms));
    }
}
