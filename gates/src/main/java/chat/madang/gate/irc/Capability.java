package chat.madang.gate.irc;

import static java.util.stream.Collectors.toUnmodifiableMap;

import chat.madang.core.Text;
import chat.madang.gate.NewAccounts;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/// What a client can ask to be told, or told in another form ([IRCv3 capability
/// negotiation](https://ircv3.net/specs/extensions/capability-negotiation)).
enum Capability {
    ACCOUNT_NOTIFY("account-notify"),
    ACCOUNT_TAG("account-tag"),
    AWAY_NOTIFY("away-notify"),
    BATCH("batch"),
    CAP_NOTIFY("cap-notify"),
    CHATHISTORY("draft/chathistory"),
    CHGHOST("chghost"),
    EVENT_PLAYBACK("draft/event-playback"),
    READ_MARKER("draft/read-marker"),
    ECHO_MESSAGE("echo-message"),
    EXTENDED_ISUPPORT("draft/extended-isupport"),
    EXTENDED_JOIN("extended-join"),
    EXTENDED_MONITOR("extended-monitor"),
    INVITE_NOTIFY("invite-notify"),
    LABELED_RESPONSE("labeled-response"),
    MESSAGE_TAGS("message-tags"),
    MULTI_PREFIX("multi-prefix"),
    NO_IMPLICIT_NAMES("no-implicit-names"),
    PRE_AWAY("draft/pre-away"),
    CHANNEL_RENAME("draft/channel-rename"),
    REDACTION("draft/message-redaction"),
    ACCOUNT_REGISTRATION("draft/account-registration"),
    MULTILINE(Multiline.TYPE, "max-bytes=" + Text.BYTES_MAX + ",max-lines=" + Multiline.LINES_MAX),
    SASL("sasl", Sasl.MECHANISMS),
    SERVER_TIME("server-time"),
    SETNAME("setname"),
    STANDARD_REPLIES("standard-replies"),
    USERHOST_IN_NAMES("userhost-in-names");

    private static final Map<String, Capability> BY_WIRE =
            Arrays.stream(values()).collect(toUnmodifiableMap(Capability::wire, one -> one));

    private static final String BEFORE_CONNECT = "before-connect";
    private static final String EMAIL_REQUIRED = "email-required";

    private final String wire;
    private final String value;

    Capability(String wire) {
        this(wire, "");
    }

    Capability(String wire, String value) {
        this.wire = wire;
        this.value = value;
    }

    /// The capability that a client calls so.
    static Optional<Capability> of(String wire) {
        return Optional.ofNullable(BY_WIRE.get(wire));
    }

    /// What it is called.
    String wire() {
        return wire;
    }

    /// What it is called, with its value if it has one.
    String withValue(NewAccounts accounts) {
        var own = this == ACCOUNT_REGISTRATION ? keys(accounts) : value;
        return own.isEmpty() ? wire : wire + "=" + own;
    }

    private static String keys(NewAccounts accounts) {
        if (!accounts.beforeConnect()) return accounts.emailRequired() ? EMAIL_REQUIRED : "";
        return accounts.emailRequired() ? BEFORE_CONNECT + "," + EMAIL_REQUIRED : BEFORE_CONNECT;
    }
}
