package chat.madang.core;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.List;
import java.util.Map;

/// What a yard knows from before it was started: read from the disk, handed to [Chat] once.
///
/// @param lastRoom the highest room number that was ever used, 0 for none
/// @param lastMessage the highest message id that was ever used
/// @param mail the kept messages of each account, eldest first
/// @param scheduled the messages whose time had not come, or was missed; those of a room that is
///   not among `rooms` are never said
/// @param rooms those that do not end, by number
/// @param nonces under which something was said that is in the [Archive], eldest first: what guests
///   have whispered to one another, or what was said to a rank, is remembered only while the server
///   runs
public record Memory(
        int lastRoom,
        MessageId lastMessage,
        List<Account> accounts,
        Map<AccountId, List<Letter>> mail,
        List<ScheduledMessage> scheduled,
        List<LastingRoom> rooms,
        List<UsedNonce> nonces) {
    /// A new yard's.
    public static final Memory NONE =
            new Memory(0, MessageId.NONE, List.of(), Map.of(), List.of(), List.of(), List.of());

    public Memory {
        accounts = List.copyOf(accounts);
        mail =
                mail.entrySet().stream()
                        .collect(
                                toUnmodifiableMap(
                                        Map.Entry::getKey, box -> List.copyOf(box.getValue())));
        scheduled = List.copyOf(scheduled);
        rooms = List.copyOf(rooms);
        nonces = List.copyOf(nonces);
    }

    /// A room that does not end.
    ///
    /// @param lastSequence the sequence number of the last thing that happened there, 0 for none
    public record LastingRoom(
            RoomId id, RoomName name, RoomPolicy policy, RoomState state, long lastSequence) {}
}
