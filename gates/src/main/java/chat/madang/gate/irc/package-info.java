/// The gate `irc`: IRC with IRCv3, where a channel is a room. docs/protocols/irc.md.
@NullMarked
package chat.madang.gate.irc;

import org.jspecify.annotations.NullMarked;
