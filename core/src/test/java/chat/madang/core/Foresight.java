package chat.madang.core;

import chat.madang.core.Command.Answer;
import chat.madang.core.Command.Redact;
import chat.madang.core.Command.Say;
import chat.madang.core.Command.Whisper;
import chat.madang.core.Event.AddresseeCame;
import chat.madang.core.Event.AddresseeGone;
import chat.madang.core.Event.Exited;
import chat.madang.core.Event.HostChanged;
import chat.madang.core.Event.InRoom;
import chat.madang.core.Event.Noted;
import chat.madang.core.Event.Redacted;
import chat.madang.core.Event.RedactedTo;
import chat.madang.core.Event.RoomClosed;
import chat.madang.core.Event.Said;
import chat.madang.core.Event.SignalledTo;
import chat.madang.core.Event.Whispered;
import chat.madang.core.Profile.Trait;
import chat.madang.core.RoomPolicy.Host;
import chat.madang.core.Sighting.Appeared;
import chat.madang.core.Sighting.Changed;
import chat.madang.core.Sighting.Vanished;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What an [Expectation] is made with: how things stand from event to event, the ids and stamps
/// that come next, and what follows when people come, change and go.
abstract class Foresight {
    final Oracle oracle;
    final Reasons reasons;
    final Command command;
    final Instant now;
    private final List<Event> events = new ArrayList<>();
    private MessageId lastId;

    Foresight(Oracle before, Command command, Instant now) {
        this.oracle = new Oracle(before);
        this.reasons = new Reasons(oracle);
        this.command = command;
        this.now = now;
        this.lastId = before.lastId();
    }

    final List<Event> events() {
        return events;
    }

    final void tell(Event event) {
        announce(event);
        happen(event);
    }

    /// It is heard, and happens elsewhere.
    final void announce(Event event) {
        events.add(event);
    }

    /// It happens, and nobody hears it.
    final void happen(Event event) {
        oracle.fold(event, command, now);
    }

    final void exit(SessionId session, Optional<Text> reason) {
        var account = oracle.accountOf(session);
        dismiss(session, reason);
        account.ifPresent(this::goneIfLast);
    }

    final void dismiss(SessionId session, Optional<Text> reason) {
        var hosts = hosts(session);
        var who = oracle.person(session).orElseThrow();
        tell(new Exited(who, places(session), reason));
        hosts.keySet().forEach(room -> afterwards(room, hosts));
        vanish(who);
    }

    final void goneIfLast(AccountId account) {
        if (oracle.allAs(account).isEmpty()) {
            oracle.account(account).ifPresent(this::tellWritersThatGone);
        }
    }

    final void tellWritersThatGone(Account account) {
        for (var writer : oracle.writersTo(account.id())) {
            tell(new AddresseeGone(writer, account.name()));
        }
    }

    final void tellWritersThatCame(Account account) {
        for (var writer : oracle.writersTo(account.id())) {
            tell(new AddresseeCame(writer, account.name()));
        }
    }

    final void appear(Person who) {
        if (!oracle.watchersOf(who.name()).isEmpty()) tell(new Appeared(who));
    }

    final void vanish(Person who) {
        if (!oracle.watchersOf(who.name()).isEmpty()) tell(new Vanished(who));
    }

    final void change(SessionId session, Profile before) {
        var who = oracle.person(session).orElseThrow();
        if (!oracle.distantWatchersOf(who).isEmpty()) tell(new Changed(who, before));
    }

    /// What becomes of a room that somebody has left.
    final void afterwards(RoomId room, Map<RoomId, Optional<SessionId>> hostsBefore) {
        var place = place(room);
        var host = oracle.host(place);
        boolean over =
                switch (place.policy().ends()) {
                    case WITH_LAST_MEMBER -> oracle.members(room).isEmpty();
                    case WITH_HOST -> host.isEmpty();
                    case NEVER -> false;
                };
        boolean orphaned =
                host.isEmpty()
                        && Optional.ofNullable(hostsBefore.get(room)).orElseThrow().isPresent();
        if (over) {
            tell(new RoomClosed(room, place.name(), stamp(room)));
        } else if (orphaned && place.policy().host() == Host.ELDEST) {
            oracle.members(room).stream()
                    .findFirst()
                    .flatMap(oracle::person)
                    .ifPresent(
                            next -> tell(new HostChanged(room, place.name(), next, stamp(room))));
        }
    }

    /// The hosts of the rooms that somebody is in, in order of joining.
    final Map<RoomId, Optional<SessionId>> hosts(SessionId session) {
        var hosts = new LinkedHashMap<RoomId, Optional<SessionId>>();
        for (var room : oracle.roomsOf(session)) hosts.put(room, oracle.host(place(room)));
        return hosts;
    }

    final List<Place> places(SessionId session) {
        return oracle.roomsOf(session).stream().map(room -> new Place(room, stamp(room))).toList();
    }

    final Stamp stamp(RoomId room) {
        return new Stamp(nextId(), oracle.sequence(room) + 1, now);
    }

    final MessageId nextId() {
        lastId = lastId.next(now);
        return lastId;
    }

    final Premises.Place place(RoomRef ref) {
        return oracle.place(ref).orElseThrow();
    }

    final Person asker() {
        return oracle.person(command.from()).orElseThrow();
    }

    final void say(Say say) {
        var before = oracle.before(say);
        if (before.isPresent()) {
            tell(new Noted(say, said(say, before.get())));
            return;
        }
        var said = said(say, stamp(say.room()));
        boolean later = say.answer() == Answer.WHEN_STORED;
        boolean unheard = later && new Hearers(oracle).concerned(said).isEmpty();
        if (unheard && say.manner().least().isPresent()) happen(said);
        else tell(said);
        if (later) tell(new Noted(say, said));
    }

    private Said said(Say say, Stamp stamp) {
        var room = say.room();
        var name = place(room).name();
        return new Said(room, name, asker(), say.text(), say.manner(), say.answer(), stamp);
    }

    final void whisper(Whisper whisper) {
        var hearer = new Echo(oracle).hearer(whisper);
        var whom = reasons.whom(whisper).orElseThrow();
        oracle.before(whisper, hearer)
                .ifPresentOrElse(
                        stamp -> {
                            var told =
                                    new Whispered(
                                            asker(),
                                            whom.orElse(new Person(SessionId.NOBODY, hearer)),
                                            whisper.text(),
                                            whisper.manner(),
                                            false,
                                            whisper.answer(),
                                            stamp.id(),
                                            stamp.at());
                            tell(new Noted(whisper, told));
                        },
                        () ->
                                whisper(
                                        whom.orElseThrow(),
                                        whisper.text(),
                                        whisper.manner(),
                                        whisper.answer()));
    }

    final void whisper(Person whom, Text text, Manner manner, Answer answer) {
        var from = asker();
        boolean partners = hasChosen(from, whom) && hasChosen(whom, from);
        var told = new Whispered(from, whom, text, manner, partners, answer, nextId(), now);
        tell(told);
        if (answer == Answer.WHEN_STORED) tell(new Noted(command, told));
    }

    private boolean hasChosen(Person writer, Person whom) {
        var account = oracle.accountOf(whom.session());
        return account.isPresent() && account.equals(oracle.choiceOf(writer.session()));
    }

    final void redact(Redact redact) {
        var what = redact.what();
        Event redacted =
                switch (what) {
                    case InRoom told -> {
                        var room = told.room();
                        var name = place(room).name();
                        yield new Redacted(
                                room, name, asker(), what.id(), redact.reason(), stamp(room));
                    }
                    case Whispered told -> redactedTo(redact, told.from(), told.whom());
                    case SignalledTo told -> redactedTo(redact, told.who(), told.whom());
                };
        tell(redacted);
        tell(new Noted(redact, redacted));
    }

    private Event redactedTo(Redact redact, Person from, Person whom) {
        return new RedactedTo(
                asker(), from, whom, redact.what().id(), redact.reason(), nextId(), now);
    }

    static Profile described(Profile own, Profile wished) {
        var traits = EnumSet.noneOf(Trait.class);
        for (var trait : wished.traits()) {
            if (trait != Trait.OPERATOR || own.is(trait)) traits.add(trait);
        }
        return new Profile(
                own.gate(),
                own.user(),
                own.host(),
                own.address(),
                wished.realName(),
                own.account(),
                wished.away(),
                traits);
    }

    static Profile asGuest(Profile profile) {
        var traits = EnumSet.noneOf(Trait.class);
        for (var trait : profile.traits()) if (trait != Trait.OPERATOR) traits.add(trait);
        return profile.withAccount(Optional.empty()).withTraits(traits);
    }
}
