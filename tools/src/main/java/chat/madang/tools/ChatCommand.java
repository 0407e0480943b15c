package chat.madang.tools;

import chat.madang.tools.rooms.RoomsProtocol;
import chat.madang.tools.talk.BadUrlException;
import chat.madang.tools.talk.CannotConnectException;
import chat.madang.tools.talk.ChatUrl;
import chat.madang.tools.talk.Conversation;
import chat.madang.tools.talk.PipeScreen;
import chat.madang.tools.talk.Protocol;
import chat.madang.tools.talk.Screen;
import chat.madang.tools.talk.Talk;
import chat.madang.tools.talk.TerminalScreen;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/// `madang chat URL`: the terminal client.
///
/// Exit status: 0 after leaving, at the end of the input, or when nobody reads the output any more;
/// 1 when the server cannot be reached, the conversation was cut short or the output cannot be
/// written; 2 for a URL that makes no sense.
@Command(
        name = "chat",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Talk from the terminal, or from a script by standard input and output.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./madang chat rooms://localhost:9001",
            "  ./madang chat 'rooms://localhost:9001?format=protobuf'",
            "  printf '/create tea\\nhello\\n' | ./madang chat rooms://localhost:9001",
            "%nInside, /help lists the commands."
        })
public final class ChatCommand implements Callable<Integer> {
    private static final List<Protocol> PROTOCOLS = List.of(new RoomsProtocol());
    private static final int STATUS_FAILED = 1;
    private static final int STATUS_USAGE = 2;

    private final ScreenOpener opener;

    @Parameters(
            paramLabel = "URL",
            description = "Where to: rooms://HOST[:PORT][?format=json|protobuf]")
    private String url = "";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    /// Makes a command that talks on the process's own standard input and output.
    public ChatCommand() {
        this(ChatCommand::openScreen);
    }

    /// Talks on the screen that `opener` opens once the server has been reached.
    ChatCommand(ScreenOpener opener) {
        this.opener = opener;
    }

    /// Opens the screen that a conversation is held on.
    @FunctionalInterface
    interface ScreenOpener {
        /// Opens it.
        ///
        /// @param errors where lines go that are no part of the conversation
        Screen open(PrintWriter errors) throws IOException;
    }

    /// Talks until the person leaves or the server does.
    ///
    /// @return the exit status
    @Override
    public Integer call() throws InterruptedException {
        try (var conversation = open(ChatUrl.parse(url))) {
            try (var screen = opener.open(errors())) {
                return new Talk(conversation, screen).run();
            }
        } catch (BadUrlException bad) {
            return fail(STATUS_USAGE, bad.getMessage());
        } catch (CannotConnectException unreachable) {
            return fail(STATUS_FAILED, unreachable.getMessage());
        } catch (IOException noTerminal) {
            return fail(STATUS_FAILED, "cannot use the terminal: " + noTerminal.getMessage());
        }
    }

    private static Conversation open(ChatUrl url) throws BadUrlException, CannotConnectException {
        for (var protocol : PROTOCOLS) {
            if (protocol.scheme().equals(url.scheme())) return protocol.open(url);
        }
        var schemes = PROTOCOLS.stream().map(Protocol::scheme).collect(Collectors.joining(", "));
        throw new BadUrlException("scheme: %s (expected: %s)".formatted(url.scheme(), schemes));
    }

    @SuppressWarnings("SystemConsoleNull") // it is null without a terminal, since JDK 25 again
    private static Screen openScreen(PrintWriter errors) throws IOException {
        var console = System.console();
        // A console is a terminal only when both ends are: a script may have one of them.
        if (console != null && console.isTerminal()) return TerminalScreen.open();
        // Not System.out: its encoding follows the locale, and this is to be UTF-8 everywhere.
        return new PipeScreen(System.in, new FileOutputStream(FileDescriptor.out), errors);
    }

    private int fail(int status, String why) {
        errors().println(why);
        errors().flush();
        return status;
    }

    private PrintWriter errors() {
        return spec.commandLine().getErr();
    }
}
