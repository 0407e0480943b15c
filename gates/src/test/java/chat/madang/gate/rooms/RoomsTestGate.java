package chat.madang.gate.rooms;

import chat.madang.core.RoomPolicy;
import chat.madang.core.RoomPolicy.Ends;
import chat.madang.core.RoomPolicy.Host;
import chat.madang.gate.Player;
import chat.madang.gate.Stage;
import chat.madang.gate.StreamPlayer;
import chat.madang.gate.TestGate;
import chat.madang.gate.rooms.RoomsOptions.Format;
import chat.madang.gate.rooms.RoomsOptions.Shutdown;

import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Map;

/// `amir is on rooms json`, or `protobuf`.
///
/// @param onShutdown called when somebody stops the server
public record RoomsTestGate(Runnable onShutdown) implements TestGate {
    @Override
    public Player enter(
            Stage stage, String how, InetSocketAddress address, Map<String, String> options) {
        var gate = new RoomsGate(roomsOptions(options), onShutdown);
        var tongue = new RoomsTongue(how.equals("protobuf"));
        return new StreamPlayer(stage.connect(gate, address), tongue);
    }

    private static RoomsOptions roomsOptions(Map<String, String> options) {
        int capacity = Integer.parseInt(options.getOrDefault("rooms.capacity", "10000"));
        return new RoomsOptions(
                Format.valueOf(upper(options.getOrDefault("rooms.format", "auto"))),
                Shutdown.valueOf(upper(options.getOrDefault("rooms.shutdown", "loopback"))),
                new RoomPolicy(capacity, Ends.WITH_LAST_MEMBER, Host.NONE));
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
