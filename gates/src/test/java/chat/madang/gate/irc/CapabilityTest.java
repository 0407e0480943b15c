package chat.madang.gate.irc;

import static org.assertj.core.api.Assertions.assertThat;

import chat.madang.gate.NewAccounts;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Set;

class CapabilityTest {
    @ParameterizedTest
    @CsvSource({
        "false, false, draft/account-registration",
        "true, false, draft/account-registration=before-connect",
        "false, true, draft/account-registration=email-required",
        "true, true, 'draft/account-registration=before-connect,email-required'"
    })
    void what_it_takes_to_make_an_account_is_told(
            boolean beforeConnect, boolean emailRequired, String told) {
        var accounts = new NewAccounts(true, beforeConnect, emailRequired, Set.of());
        assertThat(Capability.ACCOUNT_REGISTRATION.withValue(accounts)).isEqualTo(told);
    }
}
