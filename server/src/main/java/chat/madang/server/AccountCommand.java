package chat.madang.server;

import chat.madang.core.Name;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Callable;

/// `madang account`: who may come in by a password. Works while a server runs, and while none does;
/// a running one knows within a second.
///
/// Status 0: done. 1: the name is taken, or unknown. 2: it was asked for in a way that cannot be
/// done, or the accounts cannot be read or written.
@Command(
        name = "account",
        description = "Says who may come in by a password, whether a server is running or not.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class AccountCommand implements Callable<Integer> {
    /// What the protocol `duo` has room for, in bytes.
    private static final int DUO_BYTES_MAX = 7;

    @Spec private @Nullable CommandSpec spec;

    /// Without a command: says which ones there are.
    @Override
    public Integer call() {
        if (spec != null) spec.commandLine().usage(err());
        return ExitCode.USAGE;
    }

    @Command(
            description = "Adds an account. Its name is its own from then on, at every gate.",
            sortOptions = false,
            mixinStandardHelpOptions = true)
    int add(
            @Parameters(paramLabel = "NAME", description = "What it is called.") String spelled,
            @Mixin DataOptions data,
            @Mixin NewPassword source)
            throws StartFailure {
        var name = name(spelled);
        if (data.isReserved(name)) return refuse("nobody may be called %s: names.reserved", name);
        var password = source.read();
        var accounts = data.accountsOrNew();
        var added = ask(() -> accounts.add(name, password));
        if (added.isEmpty()) return refuse("there is an account %s already", name);

        out().printf("added %s%n", name);
        warnOfDuo(name, password);
        return ExitCode.OK;
    }

    @Command(
            description = "Gives an account another password.",
            sortOptions = false,
            mixinStandardHelpOptions = true)
    int passwd(
            @Parameters(paramLabel = "NAME", description = "Whose.") String spelled,
            @Mixin DataOptions data,
            @Mixin NewPassword source)
            throws StartFailure {
        var name = name(spelled);
        var accounts = data.accounts();
        var password = source.read();
        if (!ask(() -> accounts.changePassword(name, password))) return refuseUnknown(name);

        out().printf("changed %s%n", name);
        warnOfDuo(name, password);
        return ExitCode.OK;
    }

    @Command(
            description = "Removes an account, and the messages that are kept for it.",
            sortOptions = false,
            mixinStandardHelpOptions = true)
    int remove(
            @Parameters(paramLabel = "NAME", description = "Which.") String spelled,
            @Mixin DataOptions data)
            throws StartFailure {
        var name = name(spelled);
        if (!ask(() -> data.accounts().remove(name))) return refuseUnknown(name);

        out().printf("removed %s%n", name);
        return ExitCode.OK;
    }

    @Command(
            description =
                    "Lists the accounts: who is here, from where, how many messages are kept"
                            + " for them, and whom they write to.",
            sortOptions = false,
            mixinStandardHelpOptions = true)
    int list(@Mixin DataOptions data) throws StartFailure {
        var accounts = ask(() -> data.accounts().list());
        AccountTable.lines(accounts, DataFolder.isHeld(data.folder())).forEach(out()::println);
        return ExitCode.OK;
    }

    /// Something that is asked of the accounts.
    private interface Question<T> {
        T ask() throws StartFailure;
    }

    private static <T> T ask(Question<T> question) throws StartFailure {
        try {
            return question.ask();
        } catch (UncheckedIOException e) {
            throw new StartFailure(
                    "the accounts cannot be read or written: %s. Nothing was changed"
                            .formatted(e.getMessage()),
                    e);
        }
    }

    private static Name name(String spelled) throws StartFailure {
        return Name.of(spelled)
                .orElseThrow(() ->
                        new StartFailure(
                                "name: %d characters (expected: 1..%d that can be seen and told apart)"
                                        .formatted(
                                                spelled.codePointCount(0, spelled.length()),
                                                Name.CODE_POINTS_MAX)));
    }

    private int refuseUnknown(Name name) {
        return refuse("there is no account %s. See: madang account list", name);
    }

    private int refuse(String why, Name name) {
        err().println("madang: " + why.formatted(name));
        return ExitCode.SOFTWARE;
    }

    /// An account that cannot use one gate is still one for the others.
    private void warnOfDuo(Name name, byte[] password) {
        int nameBytes = name.value().getBytes(StandardCharsets.UTF_8).length;
        int passwordBytes = password.length;
        Arrays.fill(password, (byte) 0);
        if (nameBytes <= DUO_BYTES_MAX && passwordBytes <= DUO_BYTES_MAX) return;
        err().printf(
                        "madang: the protocol duo cannot carry this: it has room for %d bytes of"
                                + " name (these are %d) and %d of password (these are %d)%n",
                        DUO_BYTES_MAX, nameBytes, DUO_BYTES_MAX, passwordBytes);
    }

    private PrintWriter out() {
        return spec().commandLine().getOut();
    }

    private PrintWriter err() {
        return spec().commandLine().getErr();
    }

    private CommandSpec spec() {
        if (spec == null) throw new IllegalStateException("spec: null (expected: set by picocli)");
        return spec;
    }
}
