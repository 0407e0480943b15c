/// The gate for the open chat of ten: lines of text, commands with a slash.
@NullMarked
package chat.madang.gate.open;

import org.jspecify.annotations.NullMarked;
