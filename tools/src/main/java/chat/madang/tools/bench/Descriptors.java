package chat.madang.tools.bench;

import com.sun.management.UnixOperatingSystemMXBean;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Optional;

/// This process's file descriptors: each connection takes one.
///
/// @param open how many are in use
/// @param most how many may be
record Descriptors(long open, long most) {
    /// What begins every word about there not being enough.
    static final String TOO_FEW = "too few file descriptors (ulimit -n): ";

    /// For the selector, for `/proc`, and for classes that are yet to be loaded.
    static final int SPARE = 50;

    /// As it is now; nothing where descriptors are not counted, or have no limit.
    static Optional<Descriptors> here() {
        if (!(ManagementFactory.getOperatingSystemMXBean()
                instanceof UnixOperatingSystemMXBean system)) return Optional.empty();
        var here =
                new Descriptors(
                        system.getOpenFileDescriptorCount(), system.getMaxFileDescriptorCount());
        return here.most < 0 ? Optional.empty() : Optional.of(here);
    }

    /// What is to be said when they are not enough for so many connections more.
    Optional<String> lack(int connections) {
        long needed = open + connections + SPARE;
        if (needed <= most) return Optional.empty();
        return Optional.of(
                String.format(
                        Locale.ROOT, "%s%,d are needed, there are %,d", TOO_FEW, needed, most));
    }
}
