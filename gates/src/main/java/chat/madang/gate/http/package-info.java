/// What is asked for and answered by HTTP/1.1, whatever is to be had: no gate, but what gates and
/// other ports that speak it share.
///
/// An [HttpPort] makes an [HttpExchange] of every connection that comes, within its [HttpBounds].
/// The exchange reads one request after the other, has an [HttpSite] answer it, and writes the
/// [HttpAnswer]. A site may also take a connection over, for another protocol.
@NullMarked
package chat.madang.gate.http;

import org.jspecify.annotations.NullMarked;
