package chat.madang.tools.talk;

import static org.assertj.core.api.Assertions.assertThat;

import chat.madang.tools.ScriptedServer;
import chat.madang.tools.rooms.RoomsProtocol;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/// A person at a terminal, and a `rooms` server that comes and goes.
class TalkTest {
    private static final String LOST = "Connection lost: the server closed it.";

    @TempDir Path folder;
    private TypedTerminal terminal;

    @BeforeEach
    void open() throws IOException {
        terminal = new TypedTerminal(folder.resolve("history"));
    }

    @Test
    void a_person_who_leaves_by_control_d_or_quit_leaves_with_status_0() throws Exception {
        for (var farewell : new String[] {"\u0004", "/quit\n"}) {
            try (var server = new ScriptedServer(ScriptedServer.Peer::awaitEnd)) {
                open();
                var talk = talk(server);
                terminal.type(farewell);
                assertThat(talk.get(30, TimeUnit.SECONDS)).isZero();
            }
        }
    }

    @Test
    void a_loss_is_shown_at_once_and_enter_connects_again_under_the_same_name() throws Exception {
        try (var server =
                new ScriptedServer(
                        client -> {
                            client.heard();
                            client.say(
                                    "{\"type\":\"SCSystemMessage\","
                                            + "\"text\":\"이름이 유나 으로 변경되었습니다.\"}");
                        },
                        client -> {
                            assertThat(client.heard())
                                    .isEqualTo("{\"type\":\"CSName\",\"name\":\"유나\"}");
                            assertThat(client.heard()).contains("found");
                            client.awaitEnd();
                        })) {
            var talk = talk(server);
            terminal.type("/name 유나\n");
            terminal.awaitShown(LOST);
            terminal.type("lost\n");
            terminal.awaitShown("Not sent");
            terminal.type("\n");
            terminal.awaitShown("Connected again");
            terminal.type("found\n\u0004");
            assertThat(talk.get(30, TimeUnit.SECONDS)).isZero();
        }
    }

    @Test
    void a_name_that_was_not_granted_is_not_asked_for_again() throws Exception {
        try (var server =
                new ScriptedServer(ScriptedServer.Peer::heard, ScriptedServer.Peer::awaitEnd)) {
            var talk = talk(server);
            terminal.type("/name 유나\n");
            terminal.awaitShown(LOST);
            terminal.type("/reconnect\n");
            terminal.awaitShown("Connected again");
            terminal.type("/reconnect\n\u0004");
            assertThat(talk.get(30, TimeUnit.SECONDS)).isZero();
            terminal.awaitShown("The connection is still there.");
        }
    }

    @Test
    void garbage_ends_the_talk_while_a_line_is_being_typed() throws Exception {
        try (var server =
                new ScriptedServer(client -> {
                    client.heard();
                    client.say("?");
                })) {
            var talk = talk(server);
            terminal.type("hello\nhalf a li");
            assertThat(talk.get(30, TimeUnit.SECONDS)).isEqualTo(1);
            terminal.awaitShown("(no JSON)");
        }
    }

    @Test
    void a_server_that_stops_on_request_ends_the_talk_with_status_0() throws Exception {
        try (var server = new ScriptedServer(ScriptedServer.Peer::heard)) {
            var talk = talk(server);
            terminal.type("/shutdown\n");
            assertThat(talk.get(30, TimeUnit.SECONDS)).isZero();
            terminal.awaitShown("The server has stopped.");
        }
    }

    private FutureTask<Integer> talk(ScriptedServer server) {
        Callable<Integer> talk =
                () -> {
                    try (var screen = terminal.screen();
                            var conversation =
                                    new RoomsProtocol()
                                            .open(
                                                    ChatUrl.parse(server.url()),
                                                    new Questions(screen))) {
                        return new Talk(conversation, screen).run();
                    }
                };
        var task = new FutureTask<>(talk);
        Thread.ofPlatform().daemon().start(task);
        return task;
    }
}
