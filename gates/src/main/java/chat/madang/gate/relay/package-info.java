/// The `relay` gate: every datagram to everyone. docs/protocols/relay.md.
@NullMarked
package chat.madang.gate.relay;

import org.jspecify.annotations.NullMarked;
