/// The command line, the configuration, and the thread on which the core runs.
@NullMarked
package chat.madang.server;

import org.jspecify.annotations.NullMarked;
