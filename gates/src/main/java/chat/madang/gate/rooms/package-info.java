/// The `rooms` gate: numbered rooms, spoken in JSON or protobuf. docs/protocols/rooms.md.
@NullMarked
package chat.madang.gate.rooms;

import org.jspecify.annotations.NullMarked;
