/// The client's side of `coded`, docs/protocols/coded.md: one room, and a code for everything.
@NullMarked
package chat.madang.tools.coded;

import org.jspecify.annotations.NullMarked;
