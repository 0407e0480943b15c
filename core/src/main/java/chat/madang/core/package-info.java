/// The yard: who is here, which rooms there are, who says what to whom.
///
/// [Chat] is a state machine without clock, randomness, I/O, threads or logging. Gates build
/// [Command]s and send them through the [Entrance]; what then happens comes back as [Delivery]s
/// through an [Outbox]. Nothing here knows a wire protocol.
@NullMarked
package chat.madang.core;

import org.jspecify.annotations.NullMarked;
