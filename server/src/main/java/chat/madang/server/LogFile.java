package chat.madang.server;

import ch.qos.logback.core.ContextBase;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.encoder.EncoderBase;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.RollingPolicy;
import ch.qos.logback.core.rolling.RolloverFailure;
import ch.qos.logback.core.rolling.TriggeringPolicyBase;
import ch.qos.logback.core.rolling.helper.CompressionMode;
import ch.qos.logback.core.status.Status;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A file of lines that never grows beyond a bound: `server.txt`, and behind it, from the youngest
/// to the eldest, `server.1.txt`, `server.2.txt` …
///
/// What cannot be written is lost; that is logged once, and writing is tried again. One thread.
final class LogFile implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LogFile.class);

    private final Path file;
    private final RollingFileAppender<String> appender = new RollingFileAppender<>();

    private boolean failureLogged;

    /// Opens the file, in a folder that is made if need be; goes on behind what is in it.
    ///
    /// @param file its name ends in `.txt`
    /// @param bytesMax after which another file is begun; the last line may exceed it
    /// @param filesMax how many there are at the most, 1..
    LogFile(Path file, long bytesMax, int filesMax) {
        this.file = file;
        var context = new ContextBase();
        context.getStatusManager().add(this::learn);
        var rotation = new Rotation(file, bytesMax, filesMax);
        rotation.setContext(context);
        rotation.start();
        var encoder = new Lines();
        encoder.setContext(context);
        encoder.start();
        appender.setContext(context);
        appender.setFile(file.toString());
        appender.setEncoder(encoder);
        // Also what triggers it.
        appender.setRollingPolicy(rotation);
        appender.start();
    }

    /// Writes a line, if it can.
    void append(String line) {
        appender.doAppend(line);
    }

    @Override
    public void close() {
        appender.stop();
    }

    private boolean learn(Status status) {
        if (status.getEffectiveLevel() < Status.WARN || failureLogged) return true;
        failureLogged = true;
        var cause = status.getThrowable();
        var why = cause == null ? status.getMessage() : cause.toString();
        log.warn("lines are missing in file={} cause=\"{}\"", file, why);
        return true;
    }

    /// UTF-8, a line feed behind each line.
    private static final class Lines extends EncoderBase<String> {
        private static final byte[] NOTHING = {};

        @Override
        public byte[] headerBytes() {
            return NOTHING;
        }

        @Override
        public byte[] encode(String line) {
            return (line + '\n').getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public byte[] footerBytes() {
            return NOTHING;
        }
    }

    /// Another file when this one is full. The folder's name may be anything, which the patterns of
    /// logback's own rotation do not allow.
    private static final class Rotation extends TriggeringPolicyBase<String>
            implements RollingPolicy {
        private static final String END = ".txt";

        private final Path file;
        private final long bytesMax;
        private final int filesMax;

        Rotation(Path file, long bytesMax, int filesMax) {
            this.file = file;
            this.bytesMax = bytesMax;
            this.filesMax = filesMax;
        }

        @Override
        public boolean isTriggeringEvent(File active, String line) {
            return active.length() >= bytesMax;
        }

        @Override
        public void rollover() {
            try {
                for (int i = filesMax - 1; i > 0; i--) move(numbered(i - 1), numbered(i));
                if (filesMax == 1) Files.delete(file);
            } catch (IOException e) {
                throw new RolloverFailure(e.getMessage(), e);
            }
        }

        @Override
        public String getActiveFileName() {
            return file.toString();
        }

        @Override
        public CompressionMode getCompressionMode() {
            return CompressionMode.NONE;
        }

        @Override
        public void setParent(FileAppender<?> parent) {
            // Everything that it would be asked is known.
        }

        private Path numbered(int number) {
            if (number == 0) return file;
            var name = file.getFileName().toString();
            var stem = name.substring(0, name.length() - END.length());
            return file.resolveSibling(stem + "." + number + END);
        }

        private static void move(Path from, Path to) throws IOException {
            if (Files.exists(from)) Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
