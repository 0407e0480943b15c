package chat.madang.server;

import chat.madang.gate.http.HttpAnswer;
import chat.madang.gate.http.HttpSite;

import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/// What an operator reads: docs/operating.md. Threads: any.
final class OpsSite implements HttpSite {
    private final Health health;
    private final Metrics metrics;

    /// Pages that take longer than a loop may: there are no more of them at once than connections.
    private final Executor aside = task -> Thread.ofVirtual().name("ops").start(task);

    OpsSite(Health health, Metrics metrics) {
        this.health = health;
        this.metrics = metrics;
    }

    @Override
    public CompletionStage<HttpAnswer> answer(String path, HttpRequest request) {
        return switch (path) {
            case "/healthz" -> CompletableFuture.completedFuture(state(health.illness()));
            case "/readyz" -> CompletableFuture.completedFuture(state(health.obstacle()));
            case "/metrics" -> CompletableFuture.supplyAsync(this::metrics, aside);
            default ->
                    CompletableFuture.completedFuture(
                            HttpAnswer.status(HttpResponseStatus.NOT_FOUND));
        };
    }

    private HttpAnswer metrics() {
        return HttpAnswer.of(HttpResponseStatus.OK, Metrics.TYPE, metrics.text());
    }

    private static HttpAnswer state(Optional<String> problem) {
        return problem.map(why -> HttpAnswer.line(HttpResponseStatus.SERVICE_UNAVAILABLE, why))
                .orElseGet(() -> HttpAnswer.line(HttpResponseStatus.OK, "ok"));
    }
}
