package chat.madang.gate.tcrp;

import chat.madang.core.Handle;
import chat.madang.gate.tcrp.TcrpRequest.Entry;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/// A token, and what it is good for: one room, and datagrams from one IP address. Stays on the UDP
/// port's loop, but for the token itself.
final class Ticket {
    private final String token;
    private final Entry entry;
    private final InetAddress owner;

    /// Where the last datagram that used it came from; null until the first.
    private @Nullable InetSocketAddress address;

    private boolean farewellSaid;

    Ticket(String token, Entry entry, InetAddress owner) {
        this.token = token;
        this.entry = entry;
        this.owner = owner;
    }

    String token() {
        return token;
    }

    /// What it was given for.
    Entry entry() {
        return entry;
    }

    /// Whether a datagram that names this room and comes from there may use it.
    boolean isGoodFor(String room, InetSocketAddress from) {
        return from.getAddress().equals(owner) && isRoom(room);
    }

    /// It was used from there.
    void use(InetSocketAddress from) {
        address = from;
    }

    /// Null when it was never used.
    @Nullable InetSocketAddress address() {
        return address;
    }

    /// Its person knows that it is over: it need not be said again.
    void sayFarewell() {
        farewellSaid = true;
    }

    boolean isFarewellSaid() {
        return farewellSaid;
    }

    private boolean isRoom(String name) {
        return entry.room().equals(name)
                || Handle.of(name).filter(Handle.of(entry.title())::equals).isPresent();
    }
}
