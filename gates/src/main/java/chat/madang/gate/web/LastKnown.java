package chat.madang.gate.web;

import chat.madang.core.Archive.Sequel;
import chat.madang.core.Event;
import chat.madang.core.Event.Exited;
import chat.madang.core.Event.OfRoom;
import chat.madang.core.Event.Renamed;
import chat.madang.core.MessageId;
import chat.madang.core.Place;
import chat.madang.core.RoomId;
import chat.madang.core.Stamp;

import java.util.List;
import java.util.Optional;

/// The last thing that a client knows of a room.
///
/// What was told and was not on disk when the server was killed has never been: its number is given
/// again. So the number alone does not tell whether a client knows what there is; the id does.
///
/// @param sequence 0.., as of [Stamp]
/// @param id nothing when the client does not say; then the number is believed
record LastKnown(long sequence, Optional<MessageId> id) {
    /// What a request says of it; nothing when it says nothing.
    static Optional<LastKnown> of(Request request) throws NotUnderstood {
        if (!request.has("after")) return Optional.empty();
        long sequence = request.number("after", 0, Long.MAX_VALUE - 1);
        return Optional.of(
                new LastKnown(
                        sequence,
                        request.has("id") ? Optional.of(request.id("id")) : Optional.empty()));
    }

    /// What a client knows that was told of this event.
    static LastKnown in(RoomId room, Event event) {
        var stamp = stamp(event, room).orElseThrow();
        return new LastKnown(stamp.sequence(), Optional.of(stamp.id()));
    }

    /// After which number to read: the last thing itself is to be seen, if it can be told by its
    /// id.
    long readAfter() {
        return isProvable() ? sequence - 1 : sequence;
    }

    /// What has happened since; nothing, and not the whole, when something else has that number.
    Sequel check(RoomId room, Sequel read) {
        if (!isProvable()) return read;
        var first = read.events().stream().findFirst().flatMap(event -> stamp(event, room));
        boolean known =
                first.filter(stamp -> stamp.sequence() == sequence).map(Stamp::id).equals(id);
        return known
                ? new Sequel(
                        read.events().subList(1, read.events().size()),
                        read.isWhole(),
                        read.isMore())
                : new Sequel(List.of(), false, false);
    }

    private boolean isProvable() {
        return sequence > 0 && id.isPresent();
    }

    private static Optional<Stamp> stamp(Event event, RoomId room) {
        return switch (event) {
            case OfRoom one -> Optional.of(one.stamp());
            case Renamed renamed -> stamp(renamed.places(), room);
            case Exited exited -> stamp(exited.places(), room);
            default -> Optional.empty();
        };
    }

    private static Optional<Stamp> stamp(List<Place> places, RoomId room) {
        return places.stream()
                .filter(place -> place.room().equals(room))
                .map(Place::stamp)
                .findFirst();
    }
}
