@NullMarked
package chat.madang.tools;

import org.jspecify.annotations.NullMarked;
