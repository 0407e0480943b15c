/// The client's side of `relay`, docs/protocols/relay.md: every datagram goes to everybody.
@NullMarked
package chat.madang.tools.relay;

import org.jspecify.annotations.NullMarked;
