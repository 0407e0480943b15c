package chat.madang.gate.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;

import java.util.concurrent.CompletionStage;

/// What is to be had at a port. Threads: the loops, several at once.
public interface HttpSite {
    /// Answers a GET or a HEAD; of an answer to HEAD only the head is sent. Called on the
    /// connection's loop and must not block; the answer may come on any thread. A failure is told
    /// as 500, and logged.
    ///
    /// @param path as it was sent, up to the question mark; begins with a slash
    CompletionStage<HttpAnswer> answer(String path, HttpRequest request);

    /// Takes the connection over, for a protocol that begins with a request of this one. If it
    /// does, the site has put its own handlers behind the context's, and the exchange takes itself
    /// out; nothing is read until the site has it so. Called before [#answer], on the connection's
    /// loop, and only when nothing has come behind the request.
    ///
    /// @param path as above
    default boolean takesOver(ChannelHandlerContext context, String path, HttpRequest request) {
        return false;
    }
}
