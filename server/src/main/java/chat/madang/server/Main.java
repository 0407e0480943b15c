package chat.madang.server;

import chat.madang.tools.ChatCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;

/// The command line: the one place that knows all commands.
@Command(
        name = "madang",
        description = "A chat server: one yard, many gates.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {ServeCommand.class, ChatCommand.class})
public final class Main {
    private Main() {}

    /// Runs the command that `arguments` name, and ends the process with its status.
    ///
    /// Status 0: done. 1: it failed. 2: it was asked for in a way that cannot be done.
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /// The command line with all commands.
    static CommandLine commandLine() {
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        return new CommandLine(new Main())
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler(onBadOption())
                .setExecutionExceptionHandler(Main::onFailure);
    }

    private static IParameterExceptionHandler onBadOption() {
        return (ParameterException problem, String[] _) -> {
            var command = problem.getCommandLine();
            command.getErr()
                    .printf(
                            "madang: %s. See: madang %s --help%n",
                            problem.getMessage(), command.getCommandName());
            return ExitCode.USAGE;
        };
    }

    private static int onFailure(
            Exception failure, CommandLine command, CommandLine.ParseResult result)
            throws Exception {
        if (!(failure instanceof StartFailure)) throw failure;
        command.getErr().println("madang: " + failure.getMessage());
        return ExitCode.USAGE;
    }
}
