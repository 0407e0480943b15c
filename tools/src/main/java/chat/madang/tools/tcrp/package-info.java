/// The client's side of `tcrp`, docs/protocols/tcrp.md: rooms asked for over TCP, talk over UDP.
@NullMarked
package chat.madang.tools.tcrp;

import org.jspecify.annotations.NullMarked;
