package chat.madang.tools;

import chat.madang.tools.coded.CodedProtocol;
import chat.madang.tools.duo.DuoProtocol;
import chat.madang.tools.open.OpenProtocol;
import chat.madang.tools.relay.RelayProtocol;
import chat.madang.tools.rooms.RoomsProtocol;
import chat.madang.tools.talk.BadUrlException;
import chat.madang.tools.talk.CannotConnectException;
import chat.madang.tools.talk.ChatUrl;
import chat.madang.tools.talk.PipeScreen;
import chat.madang.tools.talk.Protocol;
import chat.madang.tools.talk.Questions;
import chat.madang.tools.talk.Screen;
import chat.madang.tools.talk.Talk;
import chat.madang.tools.talk.TerminalScreen;
import chat.madang.tools.talk.UnansweredException;
import chat.madang.tools.tcrp.TcrpProtocol;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
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
            "  ./madang chat coded://localhost:9002",
            "  ./madang chat --log-dir logs open://localhost:9999",
            "  ./madang chat duo://localhost:9003",
            "  ./madang chat relay://localhost:9004",
            "  ./madang chat 'tcrp://localhost:9005/tea?create'",
            "  printf '/create tea\\nhello\\n' | ./madang chat rooms://localhost:9001",
            "  printf 'amir\\nhello\\n' | ./madang chat tcrp://localhost:9005/tea",
            "%nInside, /help lists the commands."
        })
public final class ChatCommand implements Callable<Integer> {
    private static final int STATUS_DONE = 0;
    private static final int STATUS_FAILED = 1;
    private static final int STATUS_USAGE = 2;

    private final ScreenOpener opener;
    private final List<Protocol> protocols;

    @Parameters(
            paramLabel = "URL",
            description = {
                "Where to:",
                "  rooms://HOST[:PORT][?format=json|protobuf]",
                "  coded://[HOST[:PORT]]",
                "  open://HOST[:PORT]",
                "  duo://HOST[:PORT]",
                "  relay://HOST[:PORT]",
                "  tcrp://HOST[:PORT]/ROOM[?create]",
                "What is asked before the talk (a name, for coded without HOST the address, for duo"
                        + " the password) the first lines of a script answer."
            })
    private String url = "";

    @Option(
            names = "--log-dir",
            paramLabel = "DIR",
            description =
                    "Where open keeps its log, NICKNAME_chat_log.txt; the current folder by"
                            + " default.")
    private Path logFolder = Path.of("");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    /// Makes a command that talks on the process's own standard input and output.
    public ChatCommand() {
        this(ChatCommand::openScreen);
    }

    /// Asks and talks on the screen that `opener` opens once the URL is known to make sense.
    ChatCommand(ScreenOpener opener) {
        this.opener = opener;
        this.protocols =
                List.of(
                        new RoomsProtocol(),
                        new CodedProtocol(),
                        new OpenProtocol(() -> logFolder),
                        new DuoProtocol(),
                        new RelayProtocol(),
                        new TcrpProtocol());
    }

    /// The same, with other protocols.
    ///
    /// @param protocols each with a scheme of its own
    ChatCommand(ScreenOpener opener, List<Protocol> protocols) {
        this.opener = opener;
        this.protocols = List.copyOf(protocols);
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
        try {
            var where = ChatUrl.parse(url);
            var protocol = protocol(where.scheme());
            try (var screen = opener.open(errors());
                    var conversation = protocol.open(where, new Questions(screen))) {
                return new Talk(conversation, screen).run();
            }
        } catch (BadUrlException bad) {
            return fail(STATUS_USAGE, bad.getMessage());
        } catch (CannotConnectException unreachable) {
            return fail(STATUS_FAILED, unreachable.getMessage());
        } catch (UnansweredException unanswered) {
            return unanswered.isFarewell()
                    ? STATUS_DONE
                    : fail(STATUS_FAILED, unanswered.getMessage());
        } catch (IOException noTerminal) {
            return fail(STATUS_FAILED, "cannot use the terminal: " + noTerminal.getMessage());
        }
    }

    private Protocol protocol(String scheme) throws BadUrlException {
        for (var protocol : protocols) {
            if (protocol.scheme().equals(scheme)) return protocol;
        }
        var schemes = protocols.stream().map(Protocol::scheme).collect(Collectors.joining(", "));
        throw new BadUrlException("scheme: %s (expected: %s)".formatted(scheme, schemes));
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
