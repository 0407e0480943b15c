package chat.madang.gate.irc;

import chat.madang.core.Answered.InvitationsListed;
import chat.madang.core.Command.Invite;
import chat.madang.core.Command.Kick;
import chat.madang.core.Command.ListInvitations;
import chat.madang.core.Event;
import chat.madang.core.Event.Invited;
import chat.madang.core.Event.Kicked;
import chat.madang.core.Event.Refused;
import chat.madang.core.Refusal;
import chat.madang.core.Text;

import java.util.Map;
import java.util.Optional;

/// Asking people in, and throwing them out.
final class GuestCommands {
    static final Map<String, Handler<GuestCommands>> HANDLERS =
            Map.of("INVITE", GuestCommands::invite, "KICK", GuestCommands::kick);

    private final IrcClient client;
    private final Channels channels;

    GuestCommands(IrcClient client) {
        this.client = client;
        this.channels = new Channels(client);
    }

    private void invite(IrcLine line, Reply reply) {
        if (line.params().isEmpty()) {
            invitations(reply);
        } else if (line.param(1).isEmpty()) {
            reply.line(client.needMore("INVITE"));
        } else {
            invite(line.params().get(0), line.params().get(1), reply);
        }
    }

    private void invite(String nick, String channel, Reply reply) {
        var handle = IrcText.handle(channel);
        var whom = IrcText.name(nick);
        if (handle.isEmpty()) {
            reply.line(channels.noSuchChannel(channel));
        } else if (whom.isEmpty()) {
            reply.line(client.numeric("401", nick, "No such nick/channel"));
        } else {
            client.ask(
                    reply,
                    new Invite(client.session(), handle.get(), whom.get(), IrcText.SPELLING),
                    event -> invited(event, nick, channel, reply));
        }
    }

    private void invited(Event event, String nick, String channel, Reply reply) {
        switch (event) {
            case Invited invited -> {
                var whom = IrcText.nick(invited.whom());
                reply.line(client.numeric("341", whom, IrcText.channel(invited.name())));
                invited.whom()
                        .profile()
                        .away()
                        .ifPresent(text ->
                                reply.line(client.numeric("301", whom, IrcLines.line(text))));
            }
            case Refused(_, var why) when why == Refusal.WRONG_PLACE ->
                    reply.line(client.numeric("443", nick, channel, "is already on channel"));
            case Refused(_, var why) when why == Refusal.NO_SUCH_PERSON ->
                    reply.line(client.numeric("401", nick, "No such nick/channel"));
            case Refused(_, var why) -> channels.refused(channel, why, reply);
            default -> {}
        }
    }

    private void invitations(Reply reply) {
        client.ask(
                reply,
                new ListInvitations(client.session()),
                event -> {
                    if (event instanceof InvitationsListed(_, var rooms)) {
                        for (var room : rooms) {
                            reply.line(client.numeric("336", IrcText.channel(room.name())));
                        }
                    }
                    reply.line(client.numeric("337", "End of /INVITE list"));
                });
    }

    private void kick(IrcLine line, Reply reply) {
        if (line.param(0).isEmpty() || line.param(1).isEmpty()) {
            reply.line(client.needMore("KICK"));
            return;
        }
        var channels = line.params().get(0).split(",", -1);
        var nicks = line.params().get(1).split(",", -1);
        var reason = line.param(2).map(Channels::reason);
        if (channels.length != 1 && channels.length != nicks.length) {
            reply.line(client.needMore("KICK"));
            return;
        }
        var all = line.params().get(1);
        if (Targets.of(all, Targets.KICK_MAX, client, reply).isEmpty()) return;
        for (int i = 0; i < nicks.length; i++) {
            var channel = channels[channels.length == 1 ? 0 : i];
            if (!channel.isEmpty() && !nicks[i].isEmpty()) kick(channel, nicks[i], reason, reply);
        }
    }

    private void kick(String channel, String nick, Optional<Text> reason, Reply reply) {
        var room = client.room(channel);
        var whom = IrcText.name(nick);
        if (room.isEmpty()) {
            channels.notThere(channel, reply);
        } else if (whom.isEmpty()) {
            reply.line(client.numeric("401", nick, "No such nick/channel"));
        } else {
            client.ask(
                    reply,
                    new Kick(client.session(), room.get(), whom.get(), IrcText.SPELLING, reason),
                    event -> {
                        switch (event) {
                            case Kicked kicked -> reply.line(client.lines().kicked(kicked));
                            case Refused(_, var why) when why == Refusal.NO_SUCH_PERSON ->
                                    reply.line(client.numeric("401", nick, "No such nick/channel"));
                            case Refused(_, var why) when why == Refusal.WRONG_PLACE ->
                                    reply.line(
                                            client.numeric(
                                                    "441",
                                                    nick,
                                                    channel,
                                                    "They aren't on that channel"));
                            case Refused(_, var why) -> channels.refused(channel, why, reply);
                            default -> {}
                        }
                    });
        }
    }
}
