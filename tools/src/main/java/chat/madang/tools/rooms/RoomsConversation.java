package chat.madang.tools.rooms;

import chat.madang.tools.talk.Address;
import chat.madang.tools.talk.CannotConnectException;
import chat.madang.tools.talk.Conversation;
import chat.madang.tools.talk.Ending;
import chat.madang.tools.talk.Reply;
import chat.madang.tools.talk.Slash;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Talking to a `rooms` server: commands to requests, answers to lines.
final class RoomsConversation implements Conversation {
    /// The longest message, in bytes of UTF-8.
    static final int TEXT_BYTES_MAX = 4_096;

    /// The longest name, in code points.
    static final int NAME_CODE_POINTS_MAX = 32;

    /// The longest title, in bytes of UTF-8.
    static final int TITLE_BYTES_MAX = 255;

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,10}");

    private final Address address;
    private final RoomsWire wire;
    private final RoomsMemory memory = new RoomsMemory();

    private final List<Slash> commands =
            List.of(
                    new Slash("/name NAME", "be called NAME", this::rename),
                    Slash.bare("/rooms", "list the rooms", _ -> ask(new RoomsRequest.ListRooms())),
                    new Slash("/create TITLE", "open a room and enter it", this::create),
                    new Slash("/join NUMBER", "enter a room", this::join),
                    Slash.bare("/leave", "leave the room", _ -> ask(new RoomsRequest.Leave())),
                    Slash.bare(
                            "/shutdown", "stop the server", _ -> ask(new RoomsRequest.Shutdown())));

    /// Replaced by the typing thread, while no other listens.
    private volatile Frames frames;

    /// Connects. Blocks.
    RoomsConversation(Address address, RoomsWire wire) throws CannotConnectException {
        this.address = address;
        this.wire = wire;
        this.frames = connect(address);
    }

    @Override
    public List<Slash> commands() {
        return commands;
    }

    @Override
    public Reply say(String text) throws IOException {
        int bytes = utf8Bytes(text);
        if (bytes > TEXT_BYTES_MAX)
            return Reply.Refused.tooLong("message", bytes, TEXT_BYTES_MAX, "bytes");
        return ask(new RoomsRequest.Say(text));
    }

    @Override
    public Ending listen(Consumer<String> print) {
        try (var connection = frames) {
            for (var answer = wire.read(connection);
                    answer.isPresent();
                    answer = wire.read(connection)) {
                memory.heard(answer.get());
                RoomsLines.of(answer.get()).forEach(print);
            }
            return memory.askedToStop() ? new Ending.Stopped() : new Ending.Closed();
        } catch (IOException failure) {
            return memory.askedToStop() ? new Ending.Stopped() : Ending.Lost.by(failure);
        } catch (GarbledException garbled) {
            return new Ending.Garbled(
                    "%s answers what is not rooms (%s). Is it the right port, and the right format?"
                            .formatted(address, garbled.getMessage()));
        }
    }

    @Override
    public void finish() throws IOException {
        frames.finish();
    }

    @Override
    public String reconnect() throws IOException {
        frames = connect(address);
        Optional<String> name = memory.name();
        if (name.isPresent()) ask(new RoomsRequest.Rename(name.get()));
        return "Connected again, as a new person: you are in no room until you /join one.";
    }

    @Override
    public void close() {
        frames.close();
    }

    private static Frames connect(Address address) throws CannotConnectException {
        try {
            return new Frames(address.connect());
        } catch (CannotConnectException known) {
            throw known;
        } catch (IOException closedAtOnce) {
            throw new CannotConnectException(address, closedAtOnce);
        }
    }

    private Reply rename(String name) throws IOException {
        if (name.isEmpty()) return new Reply.Misused();
        int codePoints = name.codePointCount(0, name.length());
        if (codePoints > NAME_CODE_POINTS_MAX) {
            return Reply.Refused.tooLong("name", codePoints, NAME_CODE_POINTS_MAX, "characters");
        }
        return ask(new RoomsRequest.Rename(name));
    }

    private Reply create(String title) throws IOException {
        if (title.isEmpty()) return new Reply.Misused();
        int bytes = utf8Bytes(title);
        if (bytes > TITLE_BYTES_MAX)
            return Reply.Refused.tooLong("title", bytes, TITLE_BYTES_MAX, "bytes");
        return ask(new RoomsRequest.Create(title));
    }

    private Reply join(String number) throws IOException {
        if (!NUMBER.matcher(number).matches()) return new Reply.Misused();
        long roomId = Long.parseLong(number);
        if (roomId > Integer.MAX_VALUE) return new Reply.Misused();
        return ask(new RoomsRequest.Join((int) roomId));
    }

    private Reply ask(RoomsRequest request) throws IOException {
        memory.asked(request);
        wire.write(request, frames);
        return new Reply.Done();
    }

    private static int utf8Bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
