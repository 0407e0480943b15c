/// The `tcrp` gate: rooms with a host, asked for over TCP, talked in over UDP.
/// docs/protocols/tcrp.md.
@NullMarked
package chat.madang.gate.tcrp;

import org.jspecify.annotations.NullMarked;
