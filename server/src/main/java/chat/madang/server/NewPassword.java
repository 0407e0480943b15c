package chat.madang.server;

import picocli.CommandLine.Option;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// The password for an account: typed twice without being shown, or a line of standard input.
///
/// On the command line it would be seen by everybody on the machine.
final class NewPassword {
    /// The longest password, in bytes.
    static final int BYTES_MAX = 1_024;

    private final Keyboard keyboard;

    @Option(
            names = "--password-stdin",
            description = "Take the first line of standard input as the password, and do not ask.")
    private boolean stdin;

    /// Asks a person, who does not see what they type.
    interface Keyboard {
        /// What is typed, without the line's end; nothing when they would not say.
        ///
        /// @throws StartFailure when nobody is there
        Optional<char[]> ask(String prompt) throws StartFailure;
    }

    /// Asks at the terminal.
    NewPassword() {
        this(NewPassword::askConsole);
    }

    NewPassword(Keyboard keyboard) {
        this.keyboard = keyboard;
    }

    /// The password, as bytes of UTF-8 if it was typed, else as it came. Waits for it.
    ///
    /// @return 1..[#BYTES_MAX] bytes
    /// @throws StartFailure when there is none, or it cannot be one
    byte[] read() throws StartFailure {
        var password = stdin ? readLine(System.in) : readTwice();
        if (password.length >= 1 && password.length <= BYTES_MAX) return password;
        throw new StartFailure(
                "password: %s bytes (expected: 1..%d). Nothing was changed"
                        .formatted(password.length > BYTES_MAX ? "more" : "no", BYTES_MAX));
    }

    private byte[] readTwice() throws StartFailure {
        var first = ask("Password: ");
        var second = ask("Password again: ");
        boolean same = Arrays.equals(first, second);
        Arrays.fill(second, (byte) 0);
        if (same) return first;
        throw new StartFailure("the two passwords are not the same. Nothing was changed");
    }

    private byte[] ask(String prompt) throws StartFailure {
        var typed = keyboard.ask(prompt);
        if (typed.isEmpty()) {
            throw new StartFailure("no password was given. Nothing was changed");
        }
        var bytes = StandardCharsets.UTF_8.encode(CharBuffer.wrap(typed.get()));
        var password = new byte[bytes.remaining()];
        bytes.get(password);
        bytes.clear();
        while (bytes.hasRemaining()) bytes.put((byte) 0);
        Arrays.fill(typed.get(), '\0');
        return password;
    }

    // Null it is since JDK 25 again, as it was before JDK 22, when there is no terminal.
    @SuppressWarnings("SystemConsoleNull")
    private static Optional<char[]> askConsole(String prompt) throws StartFailure {
        var console = System.console();
        if (console == null || !console.isTerminal()) {
            throw new StartFailure(
                    "there is no terminal to ask for the password. Hand it over by standard input,"
                            + " with --password-stdin");
        }
        return Optional.ofNullable(console.readPassword("%s", prompt));
    }

    /// The first line, without its end; no more of it than shows that it is too long.
    private static byte[] readLine(InputStream in) throws StartFailure {
        var line = new ByteArrayOutputStream();
        try {
            for (int next = in.read(); next != -1 && next != '\n'; next = in.read()) {
                if (line.size() <= BYTES_MAX + 1) line.write(next);
            }
        } catch (IOException e) {
            throw new StartFailure("cannot read standard input: " + e.getMessage(), e);
        }
        var bytes = line.toByteArray();
        boolean endsWithReturn = bytes.length > 0 && bytes[bytes.length - 1] == '\r';
        return endsWithReturn ? Arrays.copyOf(bytes, bytes.length - 1) : bytes;
    }
}
