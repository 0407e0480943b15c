/// The client's side of `duo`, docs/protocols/duo.md: a login, and one partner at a time.
@NullMarked
package chat.madang.tools.duo;

import org.jspecify.annotations.NullMarked;
