package chat.madang.tools.rooms;

import java.util.Optional;

/// What this person asked for that outlasts a connection, and what the server granted of it.
///
/// The typing thread tells what is asked, the listening one what is heard.
final class RoomsMemory {
    private static final String MAY_NOT_STOP = "서버를 종료할 권한이 없습니다.";

    /// The name asked for last, empty when none was. Guarded by `this`, as all here is.
    private String wish = "";

    /// The name the server granted last, empty when it granted none.
    private String name = "";

    private boolean askedToStop;

    /// Remembers what is being sent.
    synchronized void asked(RoomsRequest request) {
        switch (request) {
            case RoomsRequest.Rename(var asked) -> wish = asked;
            case RoomsRequest.Shutdown() -> askedToStop = true;
            case RoomsRequest.ListRooms _,
                    RoomsRequest.Create _,
                    RoomsRequest.Join _,
                    RoomsRequest.Leave _,
                    RoomsRequest.Say _ -> {}
        }
    }

    /// Remembers what the server said to it. The protocol has no other acknowledgement than words.
    synchronized void heard(RoomsAnswer answer) {
        switch (answer) {
            case RoomsAnswer.Notice(var text) -> {
                if (text.equals(renamed(wish))) name = wish;
                if (text.equals(MAY_NOT_STOP)) askedToStop = false;
            }
            case RoomsAnswer.Said _, RoomsAnswer.Rooms _ -> {}
        }
    }

    private static String renamed(String name) {
        return "이름이 %s 으로 변경되었습니다.".formatted(name);
    }

    /// The name this person goes by, unless it is the one that the server made up.
    synchronized Optional<String> name() {
        return name.isEmpty() ? Optional.empty() : Optional.of(name);
    }

    /// Whether the end of the connection is what this person wanted.
    synchronized boolean askedToStop() {
        return askedToStop;
    }
}
