/// The terminal client's command; [chat.madang.tools.talk] is what all protocols share, and each
/// protocol has a package of its own.
@NullMarked
package chat.madang.tools;

import org.jspecify.annotations.NullMarked;
