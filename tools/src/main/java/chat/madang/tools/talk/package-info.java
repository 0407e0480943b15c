/// Talking from a terminal or a pipe, whatever the protocol.
///
/// A [Protocol] opens a [Conversation] for a [ChatUrl], after some [Questions]; a [Talk] takes what
/// is typed on a [Screen] to it, and prints what comes back.
@NullMarked
package chat.madang.tools.talk;

import org.jspecify.annotations.NullMarked;
