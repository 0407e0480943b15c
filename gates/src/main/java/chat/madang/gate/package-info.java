@NullMarked
package chat.madang.gate;

import org.jspecify.annotations.NullMarked;
