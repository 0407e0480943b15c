@NullMarked
package chat.madang.server;

import org.jspecify.annotations.NullMarked;
