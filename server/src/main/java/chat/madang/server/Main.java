package chat.madang.server;

import chat.madang.tools.ChatCommand;
import chat.madang.tools.bench.BenchCommand;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.concurrent.Callable;

/// The command line: the one place that knows all commands.
@Command(
        name = "madang",
        description = "A chat server: one yard, many gates.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class Main implements Callable<Integer> {
    private static final SequencedMap<String, Class<?>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("serve", ServeCommand.class);
        COMMANDS.put("chat", ChatCommand.class);
        COMMANDS.put("account", AccountCommand.class);
        COMMANDS.put("bench", BenchCommand.class);
    }

    @Spec private @Nullable CommandSpec spec;

    private Main() {}

    /// Runs the command that `arguments` name, and ends the process with its status.
    ///
    /// Status 0: done. 1: it failed. 2: it was asked for in a way that cannot be done.
    public static void main(String[] arguments) {
        System.exit(commandLine(arguments).execute(arguments));
    }

    /// Without a command: says which ones there are.
    @Override
    public Integer call() {
        if (spec != null) spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.USAGE;
    }

    /// The command line for those arguments: when they name a command, it knows that one alone,
    /// because to look at the options of all of them takes time at each start.
    static CommandLine commandLine(String... arguments) {
        var all = new CommandLine(new Main());
        var named = arguments.length == 0 ? null : COMMANDS.get(arguments[0]);
        COMMANDS.forEach((name, command) -> {
            if (named == null || named == command) all.addSubcommand(name, command);
        });
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        return all.setOut(out)
                .setErr(err)
                // A name may begin with an @, and is no file.
                .setExpandAtFiles(false)
                .setParameterExceptionHandler(onBadOption())
                .setExecutionExceptionHandler(Main::onFailure);
    }

    private static IParameterExceptionHandler onBadOption() {
        return (ParameterException problem, String[] _) -> {
            var command = problem.getCommandLine();
            command.getErr()
                    .printf(
                            "madang: %s. See: %s --help%n",
                            problem.getMessage(), command.getCommandSpec().qualifiedName());
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
