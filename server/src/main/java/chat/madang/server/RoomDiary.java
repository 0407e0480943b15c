package chat.madang.server;

import chat.madang.core.Answered;
import chat.madang.core.Answered.PeopleListed;
import chat.madang.core.Audience.One;
import chat.madang.core.Delivery;
import chat.madang.core.Event;
import chat.madang.core.Event.AddresseeCame;
import chat.madang.core.Event.AddresseeChosen;
import chat.madang.core.Event.AddresseeGone;
import chat.madang.core.Event.Announced;
import chat.madang.core.Event.Collected;
import chat.madang.core.Event.Described;
import chat.madang.core.Event.Entered;
import chat.madang.core.Event.Exited;
import chat.madang.core.Event.Expelled;
import chat.madang.core.Event.HostChanged;
import chat.madang.core.Event.Identified;
import chat.madang.core.Event.Invited;
import chat.madang.core.Event.Joined;
import chat.madang.core.Event.Kept;
import chat.madang.core.Event.Kicked;
import chat.madang.core.Event.Left;
import chat.madang.core.Event.LoggedIn;
import chat.madang.core.Event.Marked;
import chat.madang.core.Event.Noted;
import chat.madang.core.Event.Redacted;
import chat.madang.core.Event.Redaction;
import chat.madang.core.Event.Refused;
import chat.madang.core.Event.Renamed;
import chat.madang.core.Event.Retitled;
import chat.madang.core.Event.RoomAltered;
import chat.madang.core.Event.RoomChanged;
import chat.madang.core.Event.RoomClosed;
import chat.madang.core.Event.RoomKept;
import chat.madang.core.Event.Said;
import chat.madang.core.Event.SaidAsScheduled;
import chat.madang.core.Event.Scheduled;
import chat.madang.core.Event.Signalled;
import chat.madang.core.Event.SignalledTo;
import chat.madang.core.Event.TopicSet;
import chat.madang.core.Event.Unscheduled;
import chat.madang.core.Event.Whispered;
import chat.madang.core.Handle;
import chat.madang.core.Name;
import chat.madang.core.Person;
import chat.madang.core.RoomId;
import chat.madang.core.SessionId;
import chat.madang.core.Sighting;
import chat.madang.core.Spelling;
import chat.madang.core.Text;
import chat.madang.gate.OneLine;
import chat.madang.gate.PlainTalk;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What is said and done in one room, as lines: messages, commands, who came and who went. Of a
/// whisper it has who and to whom, not what. One thread.
///
/// It follows the room by what happens, from the beginning on.
final class RoomDiary {
    /// As the `open` gate shows names, so that each is one word and none begins as `[Scheduled by`.
    private static final Spelling SPELLING = new Spelling(" [");

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private final Handle home;
    private final ZoneId zone;
    private final Map<SessionId, Name> people = new HashMap<>();

    /// Those to whom the list of people has not been shown since they came. Every gate that can
    /// show it does so on arrival: that is no command.
    private final Set<SessionId> arrived = new HashSet<>();

    /// Null until the room has come into being.
    private @Nullable RoomId room;

    RoomDiary(Handle home, ZoneId zone) {
        this.home = home;
        this.zone = zone;
    }

    /// The lines for one turn of the core.
    List<String> lines(List<Delivery> turn, Instant now) {
        // The room is told of behind the arrival of the one for whom it was made.
        for (var delivery : turn) {
            if (delivery.event() instanceof RoomKept kept && kept.name().handle().equals(home)) {
                room = kept.room();
            }
        }
        if (room == null) return List.of();

        var stamp = STAMP.format(now.atZone(zone));
        var lines = new ArrayList<String>();
        for (var delivery : turn) {
            // A whisper is told to both, and is one line.
            if (isForOther(delivery)) continue;
            var told = PlainTalk.of(delivery.event());
            var line = told == null ? null : line(told);
            if (line != null) lines.add(stamp + " " + line);
        }
        return lines;
    }

    private static boolean isForOther(Delivery delivery) {
        return delivery.event() instanceof Whispered whispered
                && !delivery.to().equals(new One(whispered.by()));
    }

    /// Null when it is nothing for the diary.
    private @Nullable String line(Event event) {
        return switch (event) {
            case Joined joined when isHere(joined.room()) -> came(joined.who());
            case Left left when isHere(left.room()) -> went(left.who());
            case Exited(var who, _, _) when people.containsKey(who.session()) -> went(who);
            case Kicked kicked when isHere(kicked.room()) -> kicked(kicked);
            case HostChanged changed when isHere(changed.room()) ->
                    shown(changed.host()) + " is now the admin";
            case Renamed(var who, var old, _) when people.containsKey(who.session()) ->
                    renamed(who, old);
            case Said said when isHere(said.room()) ->
                    "%s >> %s".formatted(shown(said.who()), OneLine.of(said.text()));
            case Whispered whispered when people.containsKey(whispered.by()) ->
                    "%s whispered to %s"
                            .formatted(shown(whispered.from()), shown(whispered.whom()));
            case Scheduled(_, var message) when isHere(message.room()) ->
                    scheduled(message.author(), message.due(), message.text());
            case SaidAsScheduled(var message, _, _, _) when isHere(message.room()) ->
                    "[Scheduled by %s] %s"
                            .formatted(shown(message.author()), OneLine.of(message.text()));
            case PeopleListed(var by, var listing) when isHere(listing.room()) -> listed(by);
            case RoomClosed closed when isHere(closed.room()) -> closed();
            case Joined _,
                    Left _,
                    Exited _,
                    Kicked _,
                    HostChanged _,
                    Renamed _,
                    Said _,
                    Whispered _,
                    Scheduled _,
                    SaidAsScheduled _,
                    PeopleListed _,
                    RoomClosed _ ->
                    // Elsewhere.
                    null;
            case Redacted redacted when isHere(redacted.room()) ->
                    shown(redacted.who()) + " erased a message";
            case RoomAltered altered when isHere(altered.room()) -> altered(altered);
            case RoomAltered _ -> null;
            case Entered _,
                    LoggedIn _,
                    Identified _,
                    Described _,
                    Invited _,
                    Signalled _,
                    SignalledTo _,
                    Redaction _,
                    Marked _,
                    Expelled _,
                    Announced _,
                    // What was said, is told as such.
                    Noted _,
                    Unscheduled _,
                    Sighting _,
                    Answered _,
                    Kept _,
                    Collected _,
                    AddresseeChosen _,
                    AddresseeCame _,
                    AddresseeGone _,
                    RoomKept _,
                    Refused _ ->
                    null;
        };
    }

    private static @Nullable String altered(RoomAltered altered) {
        return switch (altered) {
            case TopicSet(_, _, var who, var topic, _) ->
                    "%s set the topic: %s".formatted(shown(who), topic.map(OneLine::of).orElse(""));
            case RoomChanged changed ->
                    changed.changes().isEmpty()
                            ? null
                            : shown(changed.who()) + " changed the rules of the room";
            case Retitled retitled ->
                    "%s renamed the room: %s"
                            .formatted(shown(retitled.who()), retitled.name().title().value());
        };
    }

    private boolean isHere(RoomId where) {
        return where.equals(room);
    }

    private String came(Person who) {
        people.put(who.session(), who.name());
        arrived.add(who.session());
        return shown(who) + " has joined";
    }

    private String went(Person who) {
        forget(who);
        return shown(who) + " has left";
    }

    private String kicked(Kicked kicked) {
        forget(kicked.who());
        return "%s /kick %s".formatted(shown(kicked.host()), shown(kicked.who()));
    }

    private void forget(Person who) {
        people.remove(who.session());
        arrived.remove(who.session());
    }

    private String renamed(Person who, Name old) {
        people.put(who.session(), who.name());
        return "%s /rename %s".formatted(shown(old), shown(who));
    }

    private String scheduled(Name author, Instant due, Text text) {
        var time = TIME.format(due.atZone(zone));
        return "%s /schedule %s %s".formatted(shown(author), time, OneLine.of(text));
    }

    private @Nullable String listed(SessionId by) {
        var name = people.get(by);
        return name == null || arrived.remove(by) ? null : shown(name) + " /user";
    }

    private String closed() {
        people.clear();
        arrived.clear();
        return "the room is closed";
    }

    private static String shown(Person who) {
        return shown(who.name());
    }

    private static String shown(Name name) {
        return SPELLING.of(name);
    }
}
