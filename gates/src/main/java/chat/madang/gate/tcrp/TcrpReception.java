package chat.madang.gate.tcrp;

import chat.madang.core.Command;
import chat.madang.core.Command.CreateRoom;
import chat.madang.core.Command.CreateRoom.IfTaken;
import chat.madang.core.Command.Enter;
import chat.madang.core.Command.Join;
import chat.madang.core.Handle;
import chat.madang.core.Name;
import chat.madang.core.RoomPolicy;
import chat.madang.core.RoomPolicy.Ends;
import chat.madang.core.RoomPolicy.Host;
import chat.madang.core.SessionId;
import chat.madang.gate.Correspondent;
import chat.madang.gate.DatagramPort;
import chat.madang.gate.DatagramPort.Dropped;
import chat.madang.gate.Reception;
import chat.madang.gate.SourceRates;
import chat.madang.gate.tcrp.TcrpOutcome.Refused;
import chat.madang.gate.tcrp.TcrpRequest.Entry;

import io.netty.buffer.ByteBuf;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// Which tokens there are, and who is behind them.
///
/// Threads: [#admit] and [#takeBack] any; everything else on the UDP port's loop.
final class TcrpReception implements Reception {
    /// How long a token may stay unused.
    static final int UNUSED_SECONDS_MAX = 60;

    /// How many datagrams may be sent with one token, on average and at once.
    static final int DATAGRAMS_PER_SECOND = 100;

    static final int DATAGRAMS_AT_ONCE = 500;

    private final DatagramPort port;
    private final TcrpOptions options;
    private final Supplier<String> tokens;
    private final Map<String, Seat> seats = new HashMap<>();

    /// Who has made the room that they are in, or is about to.
    private final Set<SessionId> hosts = new HashSet<>();

    private final TcrpDialect dialect = new TcrpDialect(hosts::contains);
    private final SourceRates<String> talk =
            new SourceRates<>(DATAGRAMS_PER_SECOND, DATAGRAMS_AT_ONCE);

    /// How often an IP address is told that it has no right.
    private final SourceRates<InetAddress> warnings = new SourceRates<>(1, 1);

    /// Who has a token.
    private record Seat(Ticket ticket, Correspondent person) {}

    TcrpReception(DatagramPort port, TcrpOptions options, Supplier<String> tokens) {
        this.port = port;
        this.options = options;
        this.tokens = tokens;
    }

    /// Lets a person into the yard and into the room that they ask for.
    ///
    /// @param owner the IP address from which the token will be good
    CompletableFuture<TcrpOutcome> admit(Entry entry, Name name, InetAddress owner) {
        var outcome = new CompletableFuture<TcrpOutcome>();
        port.execute(() -> letInOrFail(entry, name, owner, outcome));
        return outcome;
    }

    /// Takes a token back that has not reached anybody.
    void takeBack(Ticket ticket) {
        port.execute(() -> {
            var seat = seats.get(ticket.token());
            boolean unused = ticket.address() == null;
            if (seat != null && unused) seat.person().remove("token not received");
        });
    }

    @Override
    public void hear(InetSocketAddress from, ByteBuf datagram) {
        boolean tooLong = datagram.readableBytes() > DatagramPort.DATAGRAM_BYTES_MAX;
        var head = TcrpDatagram.read(datagram);
        var seat = head == null ? null : seats.get(head.token());
        if (head == null || seat == null || !seat.ticket().isGoodFor(head.room(), from)) {
            warn(from);
        } else if (!talk.allows(head.token(), port.nanos())) {
            port.count(Dropped.TOO_OFTEN);
        } else {
            seat.ticket().use(from);
            seat.person().setAddress(from);
            if (tooLong) {
                tellMalformed(seat.person());
            } else {
                seat.person().hear(datagram);
            }
        }
    }

    @Override
    public void check() {
        for (var seat : List.copyOf(seats.values())) {
            boolean unused = seat.ticket().address() == null;
            int secondsMax = unused ? UNUSED_SECONDS_MAX : options.idleSeconds();
            if (seat.person().silentSeconds() >= secondsMax) seat.person().remove("idle");
        }
    }

    /// Answers what cannot be relayed.
    void tellMalformed(Correspondent person) {
        port.count(Dropped.MALFORMED);
        person.answer(out -> TcrpDialect.write(TcrpTexts.MALFORMED, out));
    }

    /// What leads a person into the room that they ask for.
    Command wayIn(SessionId session, Entry entry) {
        if (!entry.creates()) return new Join(session, Handle.of(entry.title()));
        var policy = new RoomPolicy(options.capacity(), Ends.WITH_HOST, Host.CREATOR);
        return new CreateRoom(session, entry.title(), policy, IfTaken.REFUSE);
    }

    private void letInOrFail(
            Entry entry, Name name, InetAddress owner, CompletableFuture<TcrpOutcome> outcome) {
        try {
            letIn(entry, name, owner, outcome);
        } catch (RuntimeException bug) {
            outcome.completeExceptionally(bug);
            throw bug;
        }
    }

    private void letIn(
            Entry entry, Name name, InetAddress owner, CompletableFuture<TcrpOutcome> outcome) {
        var ticket = new Ticket(tokens.get(), entry, owner);
        var person =
                port.admit(
                        dialect,
                        made -> new TcrpTalk(this, made, ticket, outcome),
                        () -> gone(ticket, outcome));
        if (person == null) {
            outcome.complete(new Refused(TcrpStatus.ROOM_FULL));
            return;
        }
        if (entry.creates()) hosts.add(person.session());
        seats.put(ticket.token(), new Seat(ticket, person));
        person.ask(new Enter(person.session(), name, port.profile(owner)));
    }

    private void gone(Ticket ticket, CompletableFuture<TcrpOutcome> outcome) {
        var seat = seats.remove(ticket.token());
        if (seat != null) hosts.remove(seat.person().session());
        // Only if it is not known yet: the name was taken away between coming and joining.
        outcome.complete(new Refused(TcrpStatus.NAME_REFUSED));
        var address = ticket.address();
        if (address == null || ticket.isFarewellSaid()) return;
        port.send(address, out -> TcrpDialect.write(TcrpTexts.DISCONNECTED, out));
    }

    private void warn(InetSocketAddress from) {
        port.count(Dropped.NO_RIGHT);
        if (!warnings.allows(from.getAddress(), port.nanos())) return;
        port.send(from, out -> TcrpDialect.write(TcrpTexts.INVALID_TOKEN, out));
    }
}
