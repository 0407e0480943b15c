package chat.madang.gate.coded;

import chat.madang.core.Handle;
import chat.madang.core.RoomPolicy;
import chat.madang.core.RoomPolicy.Ends;
import chat.madang.core.RoomPolicy.Host;
import chat.madang.core.Title;
import chat.madang.gate.LineTongue;
import chat.madang.gate.PiecePlayer;
import chat.madang.gate.Player;
import chat.madang.gate.Stage;
import chat.madang.gate.StreamPlayer;
import chat.madang.gate.TestGate;

import java.net.InetSocketAddress;
import java.util.Map;

/// `amir is on coded lines`, or `chunks`.
public final class CodedTestGate implements TestGate {
    private static final String HOME = "lobby";

    private boolean hasHome;

    @Override
    public Player enter(
            Stage stage, String how, InetSocketAddress address, Map<String, String> options) {
        if (!hasHome) {
            int capacity = Integer.parseInt(options.getOrDefault("coded.capacity", "10000"));
            stage.keepRoom(HOME, new RoomPolicy(capacity, Ends.NEVER, Host.NONE));
            hasHome = true;
        }
        var gate = new CodedGate(new CodedOptions(Handle.of(new Title(HOME))));
        var actor = stage.connect(gate, address);
        return switch (how) {
            case "lines" -> new StreamPlayer(actor, new LineTongue());
            case "chunks" -> new PiecePlayer(actor);
            default -> throw new IllegalArgumentException(how + " (expected: lines, chunks)");
        };
    }
}
