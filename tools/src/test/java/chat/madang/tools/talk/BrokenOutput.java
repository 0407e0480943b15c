package chat.madang.tools.talk;

import java.io.IOException;
import java.io.OutputStream;

/// An output that takes nothing, and says why.
public final class BrokenOutput extends OutputStream {
    private final String why;

    public BrokenOutput(String why) {
        this.why = why;
    }

    @Override
    public void write(int ignored) throws IOException {
        throw new IOException(why);
    }
}
