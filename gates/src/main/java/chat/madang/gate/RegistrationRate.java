package chat.madang.gate;

import java.util.concurrent.TimeUnit;

/// How many accounts are made from one address, at all gates: so many an hour, this machine's own
/// aside. An address is what has a host of its own ([Hosts]). Threads: any.
public final class RegistrationRate {
    private static final double HOUR_SECONDS = TimeUnit.HOURS.toSeconds(1);

    private final SourceRates<String> rates;

    /// @param perHour 1..
    public RegistrationRate(int perHour) {
        this.rates = new SourceRates<>(perHour / HOUR_SECONDS, perHour);
    }

    /// Counts one more, which is going to be made; says whether it may be.
    public synchronized boolean allows(Connection connection) {
        boolean own = connection.peer().getAddress().isLoopbackAddress();
        return own || rates.allows(connection.profile().host(), connection.nanos());
    }

    /// One that was counted was not made.
    public synchronized void giveBack(Connection connection) {
        rates.giveBack(connection.profile().host());
    }
}
