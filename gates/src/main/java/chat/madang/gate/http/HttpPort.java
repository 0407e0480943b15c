package chat.madang.gate.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http.HttpResponseEncoder;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

/// Makes an [HttpExchange] of every connection to a port; closes those for which there is no place.
/// Threads: the loops, several at once.
public final class HttpPort extends ChannelInitializer<Channel> {
    private final HttpSite site;
    private final HttpBounds bounds;
    private final InstantSource clock;
    private final AtomicInteger connections = new AtomicInteger();

    /// @param clock what the answers are dated by
    public HttpPort(HttpSite site, HttpBounds bounds, InstantSource clock) {
        this.site = site;
        this.bounds = bounds;
        this.clock = clock;
    }

    /// Has a channel speak HTTP, without counting it: for ports that count in a way of their own.
    public static void welcome(
            Channel channel, HttpSite site, HttpBounds bounds, InstantSource clock) {
        var reader = new HttpReader(bounds);
        channel.pipeline()
                .addLast(
                        reader,
                        new HttpResponseEncoder(),
                        new HttpExchange(reader, site, bounds, clock));
    }

    @Override
    protected void initChannel(Channel channel) {
        if (connections.incrementAndGet() > bounds.connectionsMax()) {
            connections.decrementAndGet();
            channel.close();
            return;
        }
        channel.closeFuture().addListener(_ -> connections.decrementAndGet());
        welcome(channel, site, bounds, clock);
    }
}
