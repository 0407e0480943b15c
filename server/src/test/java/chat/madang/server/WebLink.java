package chat.madang.server;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// One WebSocket to the `web` gate, as the JDK has it.
final class WebLink implements WebSocket.Listener {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final BlockingQueue<String> inbox = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder part = new StringBuilder();
    private final WebSocket socket;

    /// @param origin of the page that asks
    /// @throws CompletionException when it is refused
    WebLink(int port, Optional<String> origin) {
        var builder = CLIENT.newWebSocketBuilder();
        origin.ifPresent(page -> builder.header("Origin", page));
        var address = URI.create("ws://localhost:" + port + "/api/v1");
        socket = builder.buildAsync(address, this).join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
        part.append(text);
        if (last) {
            inbox.add(part.toString());
            part.setLength(0);
        }
        from.request(1);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        closed.completeExceptionally(failure);
    }

    /// Sends a message; it may be lost with the connection.
    void send(String message) {
        try {
            socket.sendText(message, true).join();
        } catch (CompletionException lost) {
            closed.completeExceptionally(lost);
        }
    }

    /// Sends what is no message of the protocol.
    void sendBinary(byte[] bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
    }

    /// The next message.
    String read() throws InterruptedException {
        var message = inbox.poll(ServerProcess.PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (message == null) throw new AssertionError("nothing comes: " + closed);
        return message;
    }

    /// The code with which the server has closed.
    int closedBy() {
        return closed.orTimeout(ServerProcess.PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    /// Cuts it without a word.
    void cut() {
        socket.abort();
    }
}
