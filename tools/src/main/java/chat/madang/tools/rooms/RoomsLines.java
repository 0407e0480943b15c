package chat.madang.tools.rooms;

import java.util.List;

/// The lines that an answer is shown as.
final class RoomsLines {
    private static final String NOTICE = "[시스템 메시지] ";

    private RoomsLines() {}

    /// At least one line; nothing in them is harmless yet.
    static List<String> of(RoomsAnswer answer) {
        return switch (answer) {
            case RoomsAnswer.Notice(var text) -> List.of(NOTICE + text);
            case RoomsAnswer.Said(var member, var text) ->
                    List.of("[%s] %s".formatted(member, text));
            case RoomsAnswer.Rooms(var rooms) when rooms.isEmpty() ->
                    List.of(NOTICE + "개설된 대화방이 없습니다.");
            case RoomsAnswer.Rooms(var rooms) -> rooms.stream().map(RoomsLines::line).toList();
        };
    }

    /// `[1] hello world: test, test2`.
    private static String line(RoomsAnswer.Room room) {
        var members = String.join(", ", room.members());
        return "[%d] %s: %s".formatted(room.roomId(), room.title(), members);
    }
}
