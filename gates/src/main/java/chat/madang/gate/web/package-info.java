/// The `web` gate: the page over HTTP, and JSON over a WebSocket. docs/protocols/web.md.
@NullMarked
package chat.madang.gate.web;

import org.jspecify.annotations.NullMarked;
