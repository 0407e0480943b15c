/// The client's side of `open`, docs/protocols/open.md: lines as they are typed, and a log of them.
@NullMarked
package chat.madang.tools.open;

import org.jspecify.annotations.NullMarked;
