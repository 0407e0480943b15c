package chat.madang.gate.relay;

import chat.madang.gate.Correspondent;
import chat.madang.gate.DatagramPort;
import chat.madang.gate.DatagramPort.Dropped;
import chat.madang.gate.Reception;
import chat.madang.gate.SourceRates;

import io.netty.buffer.ByteBuf;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Who is behind which address, and how much may come from there.
///
/// People are told apart by IP address and port, and each of them has a rate of their own, so that
/// many may share an IP address. Answers to what nobody stands behind are under the rate of their
/// IP address: new ports gain nothing.
final class RelayReception implements Reception {
    /// How many may come in from one IP address, by how often one of them may be heard: a class
    /// within seconds, and forged senders not all at once.
    private static final int NEWCOMERS_RATE = 10;

    private static final int NEWCOMERS_BURST = 100;

    private final DatagramPort port;
    private final RelayOptions options;
    private final Map<InetSocketAddress, Correspondent> people = new HashMap<>();
    private final SourceRates<InetSocketAddress> rates;
    private final SourceRates<InetAddress> newcomerRates;
    private final SourceRates<InetAddress> answerRates;

    RelayReception(DatagramPort port, RelayOptions options) {
        this.port = port;
        this.options = options;
        this.rates = new SourceRates<>(options.datagramsPerSecond(), options.burst());
        this.newcomerRates =
                new SourceRates<>(options.times(NEWCOMERS_RATE), options.times(NEWCOMERS_BURST));
        this.answerRates = new SourceRates<>(options.datagramsPerSecond(), options.burst());
    }

    @Override
    public void hear(InetSocketAddress from, ByteBuf datagram) {
        var person = people.get(from);
        if (!rates.allows(from, port.nanos())) {
            port.count(Dropped.TOO_OFTEN);
        } else if (person != null) {
            person.hear(datagram);
        } else if (RelayDecoder.decode(datagram.duplicate()) == null) {
            refuse(from);
        } else if (newcomerRates.allows(from.getAddress(), port.nanos())) {
            letIn(from, datagram);
        } else {
            port.count(Dropped.TOO_OFTEN);
        }
    }

    @Override
    public void check() {
        for (var person : List.copyOf(people.values())) {
            if (person.silentSeconds() >= options.idleSeconds()) person.remove("idle");
        }
    }

    /// Answers nobody in particular; not too often, because the sender may be forged.
    private void refuse(InetSocketAddress from) {
        port.count(Dropped.MALFORMED);
        if (!answerRates.allows(from.getAddress(), port.nanos())) return;
        port.send(from, out -> RelayDialect.writeNotice(RelayTexts.MALFORMED, out));
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
