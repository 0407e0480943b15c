package chat.madang.gate.relay;

import chat.madang.gate.Correspondent;
import chat.madang.gate.DatagramPort;
import chat.madang.gate.DatagramPort.Dropped;
import chat.madang.gate.Reception;
import chat.madang.gate.SourceRates;

import io.netty.buffer.ByteBuf;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Who is behind which address, and how much may come from there.
///
/// People are told apart by IP address and port, and each of them has a rate of their own, so that
/// many may share an IP address. Those who are not in yet share the rate of their IP address, and
/// with it all answers to what nobody stands behind: new ports gain nothing.
final class RelayReception implements Reception {
    private final DatagramPort port;
    private final RelayOptions options;
    private final Map<InetSocketAddress, Correspondent> people = new HashMap<>();
    private final SourceRates<InetSocketAddress> peopleRates;
    private final SourceRates<InetAddress> strangerRates;

    RelayReception(DatagramPort port, RelayOptions options) {
        this.port = port;
        this.options = options;
        this.peopleRates = new SourceRates<>(options.datagramsPerSecond(), options.burst());
        this.strangerRates = new SourceRates<>(options.datagramsPerSecond(), options.burst());
    }

    @Override
    public void hear(InetSocketAddress from, ByteBuf datagram) {
        var person = people.get(from);
        if (!mayBeHeard(from, person)) {
            port.count(Dropped.TOO_OFTEN);
        } else if (person != null) {
            person.hear(datagram);
        } else if (RelayDecoder.decode(datagram.duplicate()) == null) {
            port.count(Dropped.MALFORMED);
            port.send(from, out -> RelayDialect.writeNotice(RelayTexts.MALFORMED, out));
        } else {
            letIn(from, datagram);
        }
    }

    @Override
    public void check() {
        for (var person : List.copyOf(people.values())) {
            if (person.silentSeconds() >= options.idleSeconds()) person.remove("idle");
        }
    }

    private boolean mayBeHeard(InetSocketAddress from, @Nullable Correspondent person) {
        return person == null
                ? strangerRates.allows(from.getAddress(), port.nanos())
                : peopleRates.allows(from, port.nanos());
    }

    private void letIn(InetSocketAddress from, ByteBuf datagram) {
        var person =
                port.admit(
                        new RelayDialect(),
                        made -> new RelayDialogue(port, made, options.home()),
                        () -> people.remove(from));
        if (person == null) return;

        person.setAddress(from);
        people.put(from, person);
        person.hear(datagram);
    }
}
