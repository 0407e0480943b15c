/// The `coded` gate: one room, numeric codes, whispers. docs/protocols/coded.md.
@NullMarked
package chat.madang.gate.coded;

import org.jspecify.annotations.NullMarked;
