/// The client's side of `rooms`, docs/protocols/rooms.md: numbered rooms, JSON or protobuf.
@NullMarked
package chat.madang.tools.rooms;

import org.jspecify.annotations.NullMarked;
