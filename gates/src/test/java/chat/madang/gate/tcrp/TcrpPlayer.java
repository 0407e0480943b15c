package chat.madang.gate.tcrp;

import chat.madang.gate.Actor;
import chat.madang.gate.DatagramStand;
import chat.madang.gate.Player;
import chat.madang.gate.Stage;
import chat.madang.gate.tcrp.TcrpFrames.Frame;

import org.jspecify.annotations.Nullable;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Somebody at the `tcrp` gate: a control connection for each request, then datagrams.
///
/// While without a token, `create ROOM NAME` and `join ROOM NAME` are requests, and `as N ROOM
/// text` is a datagram with the `N`th token that was given to anybody; with one, everything is
/// talk.
final class TcrpPlayer implements Player {
    private static final Set<String> FAREWELLS =
            Set.of("* room closed", "* disconnected: join again");
    private static final int STATUS = 1;

    private final Stage stage;
    private final TcrpGate gate;
    private final DatagramStand stand;
    private final InetSocketAddress address;
    private final boolean digits;
    private final boolean json;

    /// Null while there is no control connection.
    private @Nullable Actor control;

    /// Null while without one.
    private @Nullable String token;

    private String room = "";

    /// @param how words of `digits` and `json`
    TcrpPlayer(
            Stage stage,
            TcrpGate gate,
            DatagramStand stand,
            InetSocketAddress address,
            String how) {
        this.stage = stage;
        this.gate = gate;
        this.stand = stand;
        this.address = address;
        this.digits = how.contains("digits");
        this.json = how.contains("json");
    }

    @Override
    public void send(String message) {
        var words = message.split(" ", 3);
        if (token != null) {
            talk(room, token, message);
            if (message.equals("/leave")) token = null;
        } else if (words[0].equals("as")) {
            var rest = words[2].split(" ", 2);
            talk(rest[0], TcrpFrames.token(Integer.parseInt(words[1])), rest[1]);
        } else {
            room = words[1];
            int operation = words[0].equals("create") ? TcrpFrames.CREATE : TcrpFrames.JOIN;
            var payload = json ? "{\"username\":\"" + words[2] + "\"}" : words[2];
            sendBytes(TcrpFrames.request(operation, digits, room, payload));
        }
    }

    @Override
    public void sendBytes(byte[] bytes) {
        if (token == null) {
            if (control == null) control = stage.connect(gate, address);
            control.send(bytes);
        } else {
            stand.send(address, bytes);
        }
    }

    @Override
    public List<String> received() {
        var received = new ArrayList<String>();
        if (control != null) {
            for (var frame : TcrpFrames.read(control.received())) received.add(note(frame));
            if (!control.isConnected()) {
                received.add("hung up");
                control = null;
            }
        }
        for (var datagram : stand.received(address)) {
            var text = new String(datagram, StandardCharsets.UTF_8);
            if (FAREWELLS.contains(text)) token = null;
            received.add(text);
        }
        return received;
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public void endInput() {
        if (control != null) control.endInput();
    }

    @Override
    public void vanish() {
        if (control != null) control.vanish();
        control = null;
        stand.cutOff(address);
    }

    private void talk(String room, String token, String message) {
        stand.send(address, TcrpFrames.datagram(room, token, message));
    }

    private String note(Frame frame) {
        if (frame.state() == STATUS) return "status " + frame.payload();
        token = json ? frame.payload().split("\"", -1)[3] : frame.payload();
        return "token " + frame.payload();
    }
}
