/// The gate `duo`: accounts, one partner at a time, messages kept for the absent.
/// docs/protocols/duo.md.
@NullMarked
package chat.madang.gate.duo;

import org.jspecify.annotations.NullMarked;
