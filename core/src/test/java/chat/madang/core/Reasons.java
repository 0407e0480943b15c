package chat.madang.core;

import chat.madang.core.Command.Announce;
import chat.madang.core.Command.ChangeRoom;
import chat.madang.core.Command.Collect;
import chat.madang.core.Command.CreateRoom;
import chat.madang.core.Command.CreateRoom.IfTaken;
import chat.madang.core.Command.Enter;
import chat.madang.core.Command.Entry;
import chat.madang.core.Command.Expel;
import chat.madang.core.Command.Identify;
import chat.madang.core.Command.Invite;
import chat.madang.core.Command.Join;
import chat.madang.core.Command.Kick;
import chat.madang.core.Command.Leave;
import chat.madang.core.Command.ListPeople;
import chat.madang.core.Command.LogIn;
import chat.madang.core.Command.Mark;
import chat.madang.core.Command.OfHouse;
import chat.madang.core.Command.OfPerson;
import chat.madang.core.Command.Redact;
import chat.madang.core.Command.Rename;
import chat.madang.core.Command.Retitle;
import chat.madang.core.Command.Say;
import chat.madang.core.Command.Schedule;
import chat.madang.core.Command.SetTopic;
import chat.madang.core.Command.Signal;
import chat.madang.core.Command.SignalTo;
import chat.madang.core.Command.Unschedule;
import chat.madang.core.Command.Whisper;
import chat.madang.core.Command.Write;
import chat.madang.core.Event.InRoom;
import chat.madang.core.Event.Said;
import chat.madang.core.Event.SaidAsScheduled;
import chat.madang.core.Event.Signalled;
import chat.madang.core.Event.SignalledTo;
import chat.madang.core.Event.Whispered;
import chat.madang.core.Premises.Place;
import chat.madang.core.Profile.Trait;
import chat.madang.core.RoomState.MaskList;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Why a command is to be refused, each reason looked for on its own.
///
/// @param oracle how things stand before the command
record Reasons(Oracle oracle) {
    /// The first reason against the command, in the order of the enum.
    Optional<Refusal> first(Command command, Instant now) {
        if (command instanceof OfHouse) return Optional.empty();
        if (new Echo(oracle).isHeard(command)) return Optional.empty();
        return Arrays.stream(Refusal.values()).filter(why -> holds(why, command, now)).findFirst();
    }

    /// Whoever has that name, else the first whom the spelling shows so.
    Optional<Person> meant(Name name, Spelling spelling) {
        return oracle.person(name).or(() -> shown(name, spelling, oracle.people()));
    }

    /// The same, but first among the members of a room.
    Optional<Person> meant(Name name, Spelling spelling, RoomId room) {
        var there =
                oracle.people().stream().filter(who -> oracle.isIn(who.session(), room)).toList();
        return there.stream()
                .filter(who -> Vocabulary.isSame(who.name(), name))
                .findFirst()
                .or(() -> shown(name, spelling, there))
                .or(() -> meant(name, spelling));
    }

    /// Whom the command is about, whether they can be found or not; nothing when about nobody.
    Optional<Optional<Person>> whom(Command command) {
        return switch (command) {
            case Whisper whisper -> Optional.of(meant(whisper.to(), whisper.spelling()));
            case SignalTo signal -> Optional.of(meant(signal.to(), signal.spelling()));
            case Expel expel -> Optional.of(meant(expel.whom(), expel.spelling()));
            case Invite invite -> Optional.of(meant(invite.whom(), invite.spelling()));
            case Kick kick -> Optional.of(meant(kick.whom(), kick.spelling(), kick.room()));
            default -> Optional.empty();
        };
    }

    private boolean holds(Refusal why, Command command, Instant now) {
        var from = command.from();
        boolean here = oracle.person(from).isPresent();
        var place = roomOf(command).flatMap(oracle::place);
        return switch (why) {
            case NOT_ENTERED -> !here && command instanceof OfPerson;
            case ALREADY_ENTERED -> here && command instanceof Entry;
            case NAME_RESERVED -> nameOf(command).filter(Vocabulary::isReserved).isPresent();
            case NAME_TAKEN -> nameOf(command).filter(name -> isTaken(name, command)).isPresent();
            case NO_SUCH_ROOM ->
                    roomOf(command).isPresent()
                            && place.filter(room -> isFound(room, command)).isEmpty()
                            && !realizes(command);
            case ALREADY_A_MEMBER -> command instanceof Join && isMember(place, from);
            case NOT_A_MEMBER ->
                    place.isPresent()
                            && isForMembers(place.get(), command)
                            && !isMember(place, from);
            case NOT_RANKED ->
                    place.flatMap(room -> least(room, command))
                                    .filter(least -> !oracle.has(least, place.get().id(), from))
                                    .isPresent()
                            || (command instanceof Retitle
                                    && place.filter(oracle::isPlanned).isPresent())
                            || (command instanceof Redact redact && !mayRedact(redact));
            case ROOM_EXISTS -> isCalledAlready(command, place);
            case TOO_SOON ->
                    command instanceof Retitle retitle
                            && !oracle.isOperator(from)
                            && place.filter(room -> isNewTo(room, retitle, now)).isPresent();
            case NOT_AN_OPERATOR ->
                    (command instanceof Expel || command instanceof Announce)
                            && !oracle.isOperator(from);
            case NO_SUCH_PERSON ->
                    isGone(command) || whom(command).filter(Optional::isEmpty).isPresent();
            case NO_SUCH_MESSAGE ->
                    command instanceof Unschedule(_, var message)
                            && oracle.waitingOf(from).stream()
                                    .noneMatch(each -> each.id().equals(message));
            case ONESELF -> command instanceof Kick && isAbout(from, command);
            case OUTRANKED ->
                    command instanceof Kick kick
                            && isAbove(whom(kick).orElseThrow().orElseThrow(), kick);
            case WRONG_PLACE ->
                    switch (command) {
                        case Kick kick -> !isThere(kick, kick.room());
                        case Invite invite -> isThere(invite, place.orElseThrow().id());
                        default -> false;
                    };
            case BANNED -> place.filter(room -> isKeptOut(room, command)).isPresent();
            case WRONG_KEY ->
                    command instanceof Join join
                            && place.flatMap(room -> room.state().key())
                                    .filter(key -> !join.key().equals(Optional.of(key)))
                                    .isPresent();
            case NOT_INVITED ->
                    command instanceof Join
                            && place.filter(room -> room.state().has(RoomRule.INVITED_ONLY))
                                    .filter(room -> !isInvited(room, from))
                                    .isPresent();
            case NO_ACCOUNT -> oracle.accountOf(from).isEmpty() && takesAnAccount(command, place);
            case NO_VOICE ->
                    isTalk(command)
                            && place.filter(room -> room.state().has(RoomRule.MODERATED))
                                    .filter(room -> !oracle.has(Rank.VOICE, room.id(), from))
                                    .isPresent();
            case NO_REQUESTS ->
                    place.filter(room -> room.state().has(RoomRule.NO_REQUESTS)).isPresent()
                            && AnyValue.isRequest(command);
            case ROOM_FULL ->
                    command instanceof Join && place.filter(r -> isFull(r, from)).isPresent();
            case NO_ADDRESSEE ->
                    (command instanceof Write && oracle.choiceOf(from).isEmpty())
                            || (command instanceof Collect && oracle.accountOf(from).isEmpty());
            case MAILBOX_FULL ->
                    command instanceof Write
                            && oracle.choiceOf(from).filter(this::isFull).isPresent();
            case TOO_MANY_SCHEDULED -> command instanceof Schedule && hasScheduledAll(command);
            case LIST_FULL, NOT_STORED -> false;
        };
    }

    private static Optional<Name> nameOf(Command command) {
        return switch (command) {
            case Enter enter -> Optional.of(enter.name());
            case Rename rename -> Optional.of(rename.name());
            case LogIn logIn -> logIn.under();
            default -> Optional.empty();
        };
    }

    private static Optional<RoomRef> roomOf(Command command) {
        return switch (command) {
            case Join join -> Optional.of(join.room());
            case Leave leave -> Optional.of(leave.room());
            case Say say -> Optional.of(say.room());
            case Signal signal -> Optional.of(signal.room());
            case Redact(_, InRoom told, _) -> Optional.of(told.room());
            case Kick kick -> Optional.of(kick.room());
            case Schedule schedule -> Optional.of(schedule.room());
            case SetTopic set -> Optional.of(set.room());
            case ChangeRoom change -> Optional.of(change.room());
            case Retitle retitle -> Optional.of(retitle.room());
            case Invite invite -> Optional.of(invite.room());
            case ListPeople list -> Optional.of(list.room());
            default -> Optional.empty();
        };
    }

    /// Whose name it is must be the asker, and whose account the asker's.
    private boolean isTaken(Name name, Command command) {
        var asker = command.from();
        var as =
                command instanceof LogIn logIn
                        ? Optional.of(logIn.account().id())
                        : oracle.accountOf(asker);
        boolean byPerson =
                oracle.person(name).filter(who -> !who.session().equals(asker)).isPresent();
        var account = oracle.account(name).map(Account::id);
        return byPerson || (account.isPresent() && !account.equals(as));
    }

    private boolean realizes(Command command) {
        return command instanceof Join join && oracle.plan(join.room()).isPresent();
    }

    /// Who comes or talks from outside needs to know of no room.
    private boolean isFound(Place place, Command command) {
        boolean fromOutside =
                command instanceof Join || command instanceof Say || command instanceof Signal;
        return fromOutside || oracle.isSeen(place, command.from());
    }

    private static boolean isForMembers(Place place, Command command) {
        return switch (command) {
            case Join _, ChangeRoom _, ListPeople _ -> false;
            case Say _, Signal _ -> place.state().has(RoomRule.MEMBERS_ONLY);
            default -> true;
        };
    }

    private boolean isMember(Optional<Place> place, SessionId who) {
        return place.filter(room -> oracle.isIn(who, room.id())).isPresent();
    }

    /// The rank that one must have for it.
    private static Optional<Rank> least(Place place, Command command) {
        var rules = place.state().rules();
        return Optional.ofNullable(
                switch (command) {
                    case Kick _ -> Rank.HALF_OPERATOR;
                    case SetTopic _ ->
                            rules.contains(RoomRule.TOPIC_GUARDED) ? Rank.HALF_OPERATOR : null;
                    case Invite _ ->
                            rules.contains(RoomRule.INVITED_ONLY) ? Rank.HALF_OPERATOR : null;
                    case Retitle _ -> Rank.OPERATOR;
                    default -> null;
                });
    }

    /// Who said it may, and in a room its operators.
    private boolean mayRedact(Redact redact) {
        var from = redact.from();
        return switch (redact.what()) {
            case Said said ->
                    isSame(said.who(), from) || oracle.has(Rank.OPERATOR, said.room(), from);
            case Signalled signalled ->
                    isSame(signalled.who(), from)
                            || oracle.has(Rank.OPERATOR, signalled.room(), from);
            case SaidAsScheduled said ->
                    said.author().filter(from::equals).isPresent()
                            || oracle.has(Rank.OPERATOR, said.room(), from);
            case Whispered whispered -> isSame(whispered.from(), from);
            case SignalledTo signalled -> isSame(signalled.who(), from);
        };
    }

    private boolean isSame(Person author, SessionId session) {
        var account = oracle.person(session).flatMap(who -> who.profile().account());
        return author.session().equals(session)
                || (account.isPresent()
                        && author.profile()
                                .account()
                                .filter(name -> Vocabulary.isSame(name, account.get()))
                                .isPresent());
    }

    private boolean isCalledAlready(Command command, Optional<Place> place) {
        return switch (command) {
            case CreateRoom create ->
                    create.ifTaken() == IfTaken.REFUSE && oracle.isTaken(handle(create.title()));
            case Retitle retitle -> {
                var handle = handle(retitle.title());
                boolean own = place.filter(room -> room.name().handle().equals(handle)).isPresent();
                yield !own && oracle.isTaken(handle);
            }
            default -> false;
        };
    }

    /// Whether a room is to have another handle within the minute after it got the one it has.
    private boolean isNewTo(Place room, Retitle retitle, Instant now) {
        if (room.name().handle().equals(handle(retitle.title()))) return false;
        return oracle.newHandle(room.id())
                .filter(at -> !now.isBefore(at) && Duration.between(at, now).toSeconds() < 60)
                .isPresent();
    }

    private boolean isGone(Command command) {
        return switch (command) {
            case LogIn logIn -> oracle.isForgotten(logIn.account().id());
            case Identify identify -> oracle.isForgotten(identify.account().id());
            default -> false;
        };
    }

    private boolean isAbout(SessionId session, Command command) {
        return whom(command).orElseThrow().filter(who -> who.session().equals(session)).isPresent();
    }

    private boolean isThere(Command command, RoomId room) {
        return oracle.isIn(whom(command).orElseThrow().orElseThrow().session(), room);
    }

    private boolean isAbove(Person whom, Kick kick) {
        var ranks = oracle.ranks(whom.session(), kick.room());
        boolean half = oracle.has(Rank.HALF_OPERATOR, kick.room(), whom.session());
        boolean asker = oracle.has(Rank.OPERATOR, kick.room(), kick.from());
        return ranks.contains(Rank.HOST) || (half && !asker);
    }

    private boolean isKeptOut(Place place, Command command) {
        var from = command.from();
        boolean may =
                command instanceof Join
                        ? oracle.isLetIn(from, place.id())
                        : !isTalk(command) || oracle.has(Rank.VOICE, place.id(), from);
        if (may) return false;
        var who = oracle.person(from).orElseThrow();
        return oracle.isBanned(place, who)
                || (isTalk(command) && KnownMasks.isCaught(place.state(), true, who));
    }

    private static boolean isTalk(Command command) {
        return command instanceof Say || command instanceof Signal || command instanceof Schedule;
    }

    private boolean isInvited(Place place, SessionId session) {
        var who = oracle.person(session).orElseThrow();
        return oracle.isLetIn(session, place.id()) || oracle.isListed(place, MaskList.INVITED, who);
    }

    private boolean takesAnAccount(Command command, Optional<Place> place) {
        return switch (command) {
            case Join _ -> place.filter(r -> r.state().has(RoomRule.ACCOUNTS_ONLY)).isPresent();
            case Mark _ -> true;
            case Whisper _, SignalTo _ ->
                    isDeaf(whom(command).orElseThrow().orElseThrow(), command.from());
            case Write write ->
                    oracle.choiceOf(write.from())
                            .flatMap(oracle::as)
                            .filter(whom -> isDeaf(whom, write.from()))
                            .isPresent();
            default -> false;
        };
    }

    private static boolean isDeaf(Person whom, SessionId asker) {
        return whom.profile().is(Trait.ACCOUNTS_ONLY) && !whom.session().equals(asker);
    }

    private boolean isFull(Place place, SessionId asker) {
        int count = oracle.members(place.id()).size();
        var limit = place.state().limit();
        boolean over = limit.isPresent() && count >= limit.getAsInt();
        return count >= place.policy().capacity() || (over && !oracle.isLetIn(asker, place.id()));
    }

    private boolean isFull(AccountId account) {
        return oracle.as(account).isEmpty()
                && oracle.letters(account).size() >= AnyCommand.RULES.lettersMax();
    }

    private boolean hasScheduledAll(Command command) {
        var who = oracle.person(command.from());
        var ofName =
                oracle.waiting().stream()
                        .map(waiting -> waiting.message().author())
                        .filter(author ->
                                who.filter(own -> Vocabulary.isSame(own.name(), author))
                                        .isPresent());
        var ofSession =
                oracle.waiting().stream()
                        .filter(waiting -> waiting.author().equals(command.from()));
        int max = AnyCommand.RULES.scheduledMax();
        return ofName.count() >= max || ofSession.count() >= max;
    }

    private static Handle handle(Title title) {
        return new Handle(Vocabulary.handle(title));
    }

    private static Optional<Person> shown(Name name, Spelling spelling, List<Person> people) {
        return people.stream()
                .filter(who -> Vocabulary.shows(spelling, who.name(), name))
                .findFirst();
    }
}
