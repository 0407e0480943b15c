@NullMarked
package chat.madang.core;

import org.jspecify.annotations.NullMarked;
