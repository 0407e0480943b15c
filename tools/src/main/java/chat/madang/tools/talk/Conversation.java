package chat.madang.tools.talk;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/// What one protocol does with typed lines, and what it prints of what it hears.
///
/// One thread types ([#say], the [#commands], [#finish], [#reconnect]) while another is in
/// [#listen]. There is one connection at a time; it may be replaced once listening to it has ended.
public interface Conversation extends AutoCloseable {
    /// The commands of this protocol, in the order that help shows them.
    List<Slash> commands();

    /// Sends `text` as a message. Blocks while the server does not read.
    ///
    /// @param text not blank, and one line
    /// @throws IOException when the connection no longer takes it
    Reply say(String text) throws IOException;

    /// Takes a line that begins with a slash and names no command, neither one of [#commands] nor a
    /// local one. Blocks while the server does not read.
    ///
    /// @param line as it was typed
    /// @throws IOException when the connection no longer takes it
    default Reply sayUnknown(String line) throws IOException {
        return new Reply.Unknown();
    }

    /// What help says of lines that are no commands.
    default String otherwise() {
        return "Anything else is a message.";
    }

    /// Prints what arrives until the connection ends, by either side or by [#close].
    ///
    /// @param print takes one line at a time; need not be harmless yet
    /// @return how it ended; the connection is closed by then
    Ending listen(Consumer<String> print);

    /// Says farewell, or just that nothing more will be sent; what arrives is still heard.
    ///
    /// @throws IOException when the connection has ended already
    void finish() throws IOException;

    /// Connects anew after the connection has ended, and asks again for what the server promised.
    ///
    /// @return one line on what the person has to do again
    /// @throws IOException when the server cannot be reached, or is gone again at once
    String reconnect() throws IOException;

    /// Closes the connection at once; a [#listen] under way ends. Any thread; harmless twice.
    @Override
    void close();
}
