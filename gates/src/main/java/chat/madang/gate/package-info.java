/// Sockets, bytes, dialogue: what all gates share. One package below for each wire protocol, and
/// `http`, which some of them share.
///
/// Inwards: a [Connection] keeps the bytes that came and lets its gate's [Dialogue] hear them,
/// which turns them into commands. Outwards: every event loop has a [Fanout], which encodes what
/// happened once for each [Dialect] and writes it to all who shall hear it. [Gatehouse] puts them
/// together.
@NullMarked
package chat.madang.gate;

import org.jspecify.annotations.NullMarked;
