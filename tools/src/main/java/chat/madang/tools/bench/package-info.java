/// The load generator, `madang bench`: many people on one thread, who check what they hear.
///
/// [chat.madang.tools.bench.Bench] is one run: a [chat.madang.tools.bench.Crowd] has the
/// connections, [chat.madang.tools.bench.Traffic] the messages under way, and a
/// [chat.madang.tools.bench.Wire] knows the protocol.
@NullMarked
package chat.madang.tools.bench;

import org.jspecify.annotations.NullMarked;
