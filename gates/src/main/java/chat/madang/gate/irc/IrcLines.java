package chat.madang.gate.irc;

import static chat.madang.core.Profile.Trait.BOT;
import static chat.madang.gate.irc.Capability.ACCOUNT_NOTIFY;
import static chat.madang.gate.irc.Capability.ACCOUNT_TAG;
import static chat.madang.gate.irc.Capability.AWAY_NOTIFY;
import static chat.madang.gate.irc.Capability.BATCH;
import static chat.madang.gate.irc.Capability.CHANNEL_RENAME;
import static chat.madang.gate.irc.Capability.CHGHOST;
import static chat.madang.gate.irc.Capability.EXTENDED_JOIN;
import static chat.madang.gate.irc.Capability.EXTENDED_MONITOR;
import static chat.madang.gate.irc.Capability.INVITE_NOTIFY;
import static chat.madang.gate.irc.Capability.MESSAGE_TAGS;
import static chat.madang.gate.irc.Capability.MULTILINE;
import static chat.madang.gate.irc.Capability.REDACTION;
import static chat.madang.gate.irc.Capability.SERVER_TIME;
import static chat.madang.gate.irc.Capability.SETNAME;

import chat.madang.core.Event.Announced;
import chat.madang.core.Event.Exited;
import chat.madang.core.Event.Expelled;
import chat.madang.core.Event.HostChanged;
import chat.madang.core.Event.Invited;
import chat.madang.core.Event.Joined;
import chat.madang.core.Event.Kicked;
import chat.madang.core.Event.Left;
import chat.madang.core.Event.Redacted;
import chat.madang.core.Event.RedactedTo;
import chat.madang.core.Event.Redaction;
import chat.madang.core.Event.Renamed;
import chat.madang.core.Event.Retitled;
import chat.madang.core.Event.RoomChanged;
import chat.madang.core.Event.Said;
import chat.madang.core.Event.SaidAsScheduled;
import chat.madang.core.Event.Signalled;
import chat.madang.core.Event.SignalledTo;
import chat.madang.core.Event.TopicSet;
import chat.madang.core.Event.Whispered;
import chat.madang.core.Manner;
import chat.madang.core.MessageId;
import chat.madang.core.Person;
import chat.madang.core.Place;
import chat.madang.core.Profile;
import chat.madang.core.Rank;
import chat.madang.core.RoomName;
import chat.madang.core.Stamp;
import chat.madang.core.Text;

import io.netty.buffer.ByteBufUtil;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Events to lines, for a client with these capabilities.
///
/// @param server what the server is called
record IrcLines(Set<Capability> capabilities, String server) {
    /// The most that the client tags of one message take when each of its lines has them, in bytes.
    static final int CLIENT_TAGS_MAX = 64 * 1_024;

    private static final String GATE = "irc";
    private static final String NONE = "*";

    IrcLines {
        capabilities = Set.copyOf(capabilities);
    }

    /// Whether the client has asked for that.
    boolean has(Capability capability) {
        return capabilities.contains(capability);
    }

    /// Somebody's joining, with what their being away has to say.
    List<IrcMessage> joined(Joined joined) {
        var who = joined.who();
        var params = new ArrayList<>(List.of(IrcText.channel(joined.name())));
        if (has(EXTENDED_JOIN)) {
            params.add(who.profile().account().map(IrcText::nick).orElse(NONE));
            params.add(realName(who));
        }
        return List.of(by(who, joined.stamp(), "JOIN", params.toArray(String[]::new)));
    }

    /// That somebody who has just joined is away.
    List<IrcMessage> awayOfNewcomer(Person who) {
        return has(AWAY_NOTIFY) && who.profile().away().isPresent()
                ? List.of(away(who))
                : List.of();
    }

    IrcMessage left(Left left) {
        var channel = IrcText.channel(left.name());
        return left.reason()
                .map(reason -> by(left.who(), left.stamp(), "PART", channel, line(reason)))
                .orElseGet(() -> by(left.who(), left.stamp(), "PART", channel));
    }

    IrcMessage kicked(Kicked kicked) {
        var reason = kicked.reason().map(IrcLines::line).orElse(IrcText.nick(kicked.host()));
        return by(
                kicked.host(),
                kicked.stamp(),
                "KICK",
                IrcText.channel(kicked.name()),
                IrcText.nick(kicked.who()),
                reason);
    }

    IrcMessage exited(Exited exited) {
        var reason = exited.reason().map(IrcLines::line).orElse("Left");
        return tagged(exited.who(), time(exited.places()), null, "", "QUIT", reason);
    }

    IrcMessage renamed(Renamed renamed) {
        var before = new Person(renamed.by(), renamed.old(), renamed.who().profile());
        return tagged(
                before, time(renamed.places()), null, "", "NICK", IrcText.nick(renamed.who()));
    }

    IrcMessage hostChanged(HostChanged changed) {
        return IrcMessage.of(
                server,
                "MODE",
                IrcText.channel(changed.name()),
                "+q",
                IrcText.nick(changed.host()));
    }

    IrcMessage topicSet(TopicSet set) {
        return by(
                set.who(),
                set.stamp(),
                "TOPIC",
                IrcText.channel(set.name()),
                set.topic().map(IrcLines::line).orElse(""));
    }

    List<IrcMessage> roomChanged(RoomChanged changed) {
        var channel = IrcText.channel(changed.name());
        return RoomModes.written(changed.changes()).stream()
                .map(modes -> {
                    var params = new ArrayList<String>(List.of(channel));
                    params.addAll(modes);
                    return by(
                            changed.who(), changed.stamp(), "MODE", params.toArray(String[]::new));
                })
                .toList();
    }

    /// The new name, for a client who knows that rooms can have one; nothing for others.
    List<IrcMessage> retitled(Retitled retitled) {
        if (!has(CHANNEL_RENAME)) return List.of();
        return List.of(
                by(
                        retitled.who(),
                        retitled.stamp(),
                        "RENAME",
                        IrcText.channel(retitled.before()),
                        IrcText.channel(retitled.name()),
                        retitled.reason().map(IrcLines::line).orElse("")));
    }

    List<IrcMessage> said(Said said) {
        var target = target(said.name(), said.manner().least());
        var stamp = said.stamp();
        return talk(said.who(), target, said.text(), said.manner(), stamp.at(), stamp.id());
    }

    List<IrcMessage> saidAsScheduled(SaidAsScheduled said) {
        var message = said.message();
        var author =
                new Person(said.by(), message.author(), new Profile("", "scheduled", server, ""));
        return talk(
                author,
                IrcText.channel(said.name()),
                message.text(),
                Manner.PLAIN,
                said.stamp().at(),
                said.stamp().id());
    }

    List<IrcMessage> whispered(Whispered whispered) {
        return talk(
                whispered.from(),
                IrcText.nick(whispered.whom()),
                whispered.text(),
                whispered.manner(),
                whispered.at(),
                whispered.id());
    }

    List<IrcMessage> signalled(Signalled signalled) {
        if (!has(MESSAGE_TAGS)) return List.of();
        var stamp = signalled.stamp();
        var target = target(signalled.name(), signalled.least());
        return List.of(
                tagged(
                        signalled.who(),
                        stamp.at(),
                        stamp.id(),
                        signalled.tags().value(),
                        "TAGMSG",
                        target));
    }

    List<IrcMessage> signalledTo(SignalledTo signalled) {
        if (!has(MESSAGE_TAGS)) return List.of();
        return List.of(
                tagged(
                        signalled.who(),
                        signalled.at(),
                        signalled.id(),
                        signalled.tags().value(),
                        "TAGMSG",
                        IrcText.nick(signalled.whom())));
    }

    /// Nothing for a client that does not know that messages can be erased.
    List<IrcMessage> redacted(Redacted redacted) {
        return redacted(redacted, redacted.stamp(), IrcText.channel(redacted.name()));
    }

    List<IrcMessage> redactedTo(RedactedTo redacted) {
        var stamp = new Stamp(redacted.id(), 0, redacted.at());
        return redacted(redacted, stamp, IrcText.nick(redacted.whom()));
    }

    private List<IrcMessage> redacted(Redaction how, Stamp stamp, String target) {
        if (!has(REDACTION)) return List.of();
        var params = new ArrayList<>(List.of(target, IrcText.id(how.message())));
        how.reason().map(IrcLines::line).ifPresent(params::add);
        return List.of(by(how.who(), stamp, "REDACT", params.toArray(String[]::new)));
    }

    IrcMessage invited(Invited invited) {
        return plain(
                invited.who(),
                "INVITE",
                IrcText.nick(invited.whom()),
                IrcText.channel(invited.name()));
    }

    /// The same for those who were in the room already.
    List<IrcMessage> invitedByOthers(Invited invited) {
        return has(INVITE_NOTIFY) ? List.of(invited(invited)) : List.of();
    }

    IrcMessage announced(Announced announced) {
        return plain(announced.who(), "WALLOPS", line(announced.text()));
    }

    IrcMessage expelled(Expelled expelled) {
        return plain(
                expelled.operator(),
                "KILL",
                IrcText.nick(expelled.whom()),
                line(expelled.reason()));
    }

    /// What is told otherwise of somebody than before.
    ///
    /// @param own whether it is the client's own doing
    List<IrcMessage> changed(Person who, Profile before, boolean own) {
        var now = who.profile();
        var lines = new ArrayList<IrcMessage>();
        if (!now.account().equals(before.account())) {
            if (has(CHGHOST)) {
                lines.add(
                        plain(
                                new Person(who.session(), who.name(), before),
                                "CHGHOST",
                                IrcText.user(now),
                                IrcText.host(now)));
            }
            if (has(ACCOUNT_NOTIFY)) {
                var account = now.account().map(IrcText::nick).orElse(NONE);
                lines.add(plain(who, "ACCOUNT", account));
            }
        }
        if (!own && has(AWAY_NOTIFY) && !now.away().equals(before.away())) lines.add(away(who));
        if (has(SETNAME) && !now.realName().equals(before.realName())) {
            lines.add(plain(who, "SETNAME", realName(who)));
        }
        return lines;
    }

    /// The same, of somebody whom the client watches.
    List<IrcMessage> sighted(Person who, Profile before) {
        return has(EXTENDED_MONITOR) ? changed(who, before, false) : List.of();
    }

    /// What somebody says of themselves.
    static String realName(Person who) {
        var name = who.profile().realName();
        return name.isEmpty() ? who.profile().gate() : name;
    }

    /// A text on one line.
    static String line(Text text) {
        return text.value().replace('\n', ' ').replace('\r', ' ').replace('\0', ' ');
    }

    private IrcMessage away(Person who) {
        return who.profile()
                .away()
                .map(text -> plain(who, "AWAY", line(text)))
                .orElseGet(() -> plain(who, "AWAY"));
    }

    /// The lines of a text: what was one line where it was said is one, and is cut like any; what
    /// comes of other protocols is as many as it takes.
    private List<IrcMessage> talk(
            Person who, String target, Text text, Manner manner, Instant at, MessageId id) {
        var command = manner.notice() ? "NOTICE" : "PRIVMSG";
        var tags = manner.tags().value();
        var value = text.value().replace('\0', ' ').replace('\r', ' ');
        boolean several = value.indexOf('\n') >= 0 || !manner.joints().isEmpty();
        if (several && has(MULTILINE) && has(BATCH)) {
            return multiline(who, command, target, value, manner, at, id);
        }
        if (GATE.equals(who.profile().gate()) && !several) {
            return List.of(tagged(who, at, id, tags, command, target, value));
        }
        int room = tagged(who, at, id, "", command, target).room();
        var parts = Parts.of(value, manner.joints(), room);
        boolean onEach = ByteBufUtil.utf8Bytes(tags) * parts.size() <= CLIENT_TAGS_MAX;
        var lines = new ArrayList<IrcMessage>();
        lines.add(tagged(who, at, id, tags, command, target, parts.getFirst()));
        for (var part : parts.subList(1, parts.size())) {
            lines.add(tagged(who, at, null, onEach ? tags : "", command, target, part));
        }
        return lines;
    }

    /// A text of several lines as a batch, called as the message is, so that it can be shared.
    private List<IrcMessage> multiline(
            Person who,
            String command,
            String target,
            String text,
            Manner manner,
            Instant at,
            MessageId id) {
        var reference = IrcText.id(id);
        var tags = manner.tags().value();
        var lines = new ArrayList<IrcMessage>();
        lines.add(tagged(who, at, id, tags, "BATCH", "+" + reference, Multiline.TYPE, target));
        for (var piece : Parts.pieces(text, manner.joints())) {
            var line =
                    IrcMessage.of(IrcText.source(who), command, target, piece.text())
                            .with("batch=" + reference);
            lines.add(piece.joined() ? line.with("draft/multiline-concat") : line);
        }
        lines.add(IrcMessage.of(server, "BATCH", "-" + reference));
        return lines;
    }

    private static String target(RoomName name, Optional<Rank> least) {
        return least.map(RoomModes::prefix).orElse("") + IrcText.channel(name);
    }

    private static @Nullable Instant time(List<Place> places) {
        return places.isEmpty() ? null : places.getFirst().stamp().at();
    }

    private IrcMessage by(Person who, Stamp stamp, String command, String... params) {
        return tagged(who, stamp.at(), stamp.id(), "", command, params);
    }

    private IrcMessage plain(Person who, String command, String... params) {
        return tagged(who, null, null, "", command, params);
    }

    private IrcMessage tagged(
            Person who,
            @Nullable Instant at,
            @Nullable MessageId id,
            String clientTags,
            String command,
            String... params) {
        var tags = new ArrayList<String>();
        if (at != null && has(SERVER_TIME)) tags.add("time=" + IrcText.time(at));
        if (has(ACCOUNT_TAG)) {
            who.profile()
                    .account()
                    .ifPresent(account -> tags.add(IrcText.tag("account", IrcText.nick(account))));
        }
        if (has(MESSAGE_TAGS)) {
            if (who.profile().is(BOT)) tags.add("bot");
            if (id != null) tags.add("msgid=" + IrcText.id(id));
            if (!clientTags.isEmpty()) tags.add(clientTags);
        }
        return new IrcMessage(tags, IrcText.source(who), command, List.of(params));
    }
}
