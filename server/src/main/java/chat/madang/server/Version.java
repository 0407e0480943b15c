package chat.madang.server;

import picocli.CommandLine.IVersionProvider;

import java.util.Objects;

/// Which Madang this is: what the build wrote into the jar.
final class Version implements IVersionProvider {
    /// `0.1.0-SNAPSHOT`, or `development` when it does not run from a jar.
    static String text() {
        return Objects.requireNonNullElse(
                Version.class.getPackage().getImplementationVersion(), "development");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"madang " + text()};
    }
}
