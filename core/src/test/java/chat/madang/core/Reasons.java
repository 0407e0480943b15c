package chat.madang.core;

import chat.madang.core.Command.ChooseAddressee;
import chat.madang.core.Command.Collect;
import chat.madang.core.Command.CreateRoom;
import chat.madang.core.Command.CreateRoom.IfTaken;
import chat.madang.core.Command.Enter;
import chat.madang.core.Command.Entry;
import chat.madang.core.Command.Exit;
import chat.madang.core.Command.Join;
import chat.madang.core.Command.Kick;
import chat.madang.core.Command.Leave;
import chat.madang.core.Command.ListPeople;
import chat.madang.core.Command.ListRooms;
import chat.madang.core.Command.LogIn;
import chat.madang.core.Command.OfHouse;
import chat.madang.core.Command.OfPerson;
import chat.madang.core.Command.Rename;
import chat.madang.core.Command.Say;
import chat.madang.core.Command.Schedule;
import chat.madang.core.Command.Whisper;
import chat.madang.core.Command.Write;

import java.util.Arrays;
import java.util.Optional;

/// Why a command is to be refused, each reason looked for on its own.
///
/// @param oracle how things stand before the command
record Reasons(Oracle oracle) {
    /// The first reason against the command, in the order of the enum.
    Optional<Refusal> first(Command command) {
        if (command instanceof OfHouse) return Optional.empty();
        return Arrays.stream(Refusal.values()).filter(why -> holds(why, command)).findFirst();
    }

    /// Whoever has that name, else the first whom the spelling shows so.
    Optional<Person> whisperedTo(Whisper whisper) {
        return oracle.person(whisper.to())
                .or(() ->
                        oracle.people().stream()
                                .filter(who -> shows(who, whisper.spelling(), whisper.to()))
                                .findFirst());
    }

    /// The same, among the members of the room.
    Optional<Person> kicked(Kick kick) {
        var members = oracle.members(kick.room());
        var there =
                oracle.people().stream().filter(who -> members.contains(who.session())).toList();
        return there.stream()
                .filter(who -> Vocabulary.isSame(who.name(), kick.whom()))
                .findFirst()
                .or(() ->
                        there.stream()
                                .filter(who -> shows(who, kick.spelling(), kick.whom()))
                                .findFirst());
    }

    private boolean holds(Refusal why, Command command) {
        boolean here = oracle.person(command.from()).isPresent();
        return switch (why) {
            case NOT_ENTERED -> !here && command instanceof OfPerson;
            case ALREADY_ENTERED -> here && command instanceof Entry;
            case NAME_RESERVED -> nameOf(command).filter(Vocabulary::isReserved).isPresent();
            case NAME_TAKEN ->
                    nameOf(command).filter(name -> isTaken(name, command.from())).isPresent();
            case NO_SUCH_ROOM ->
                    roomOf(command).filter(room -> oracle.place(room).isEmpty()).isPresent()
                            && !realizes(command);
            case ROOM_EXISTS ->
                    command instanceof CreateRoom create
                            && create.ifTaken() == IfTaken.REFUSE
                            && oracle.isTaken(new Handle(Vocabulary.handle(create.title())));
            case ALREADY_A_MEMBER -> command instanceof Join && isMember(command);
            case NOT_A_MEMBER ->
                    roomOf(command).isPresent() && !(command instanceof Join) && !isMember(command);
            case NOT_THE_HOST -> command instanceof Kick && !isHost(command);
            case NO_SUCH_PERSON ->
                    (command instanceof LogIn logIn && oracle.isForgotten(logIn.account().id()))
                            || (command instanceof Whisper whisper
                                    && whisperedTo(whisper).isEmpty())
                            || (command instanceof Kick kick && kicked(kick).isEmpty());
            case ONESELF ->
                    command instanceof Kick kick
                            && kicked(kick).map(Person::session).equals(Optional.of(kick.from()));
            case ROOM_FULL -> command instanceof Join && isFull(command);
            case NO_ADDRESSEE ->
                    (command instanceof Write && oracle.choiceOf(command.from()).isEmpty())
                            || (command instanceof Collect
                                    && oracle.accountOf(command.from()).isEmpty());
            case MAILBOX_FULL ->
                    command instanceof Write
                            && oracle.choiceOf(command.from()).filter(this::isFull).isPresent();
            case TOO_MANY_SCHEDULED -> command instanceof Schedule && hasScheduledAll(command);
            case NOT_STORED -> false;
        };
    }

    private static Optional<Name> nameOf(Command command) {
        return switch (command) {
            case Enter enter -> Optional.of(enter.name());
            case Rename rename -> Optional.of(rename.name());
            default -> Optional.empty();
        };
    }

    private static Optional<RoomRef> roomOf(Command command) {
        return switch (command) {
            case Join join -> Optional.of(join.room());
            case Leave leave -> Optional.of(leave.room());
            case Say say -> Optional.of(say.room());
            case Kick kick -> Optional.of(kick.room());
            case Schedule schedule -> Optional.of(schedule.room());
            case ListPeople list -> Optional.of(list.room());
            case Entry _, OfHouse _ -> Optional.empty();
            case Rename _, CreateRoom _, ListRooms _, Exit _ -> Optional.empty();
            case Whisper _, ChooseAddressee _, Write _, Collect _ -> Optional.empty();
        };
    }

    private boolean isTaken(Name name, SessionId asker) {
        boolean byPerson =
                oracle.person(name).filter(who -> !who.session().equals(asker)).isPresent();
        var account = oracle.account(name).map(Account::id);
        return byPerson || (account.isPresent() && !account.equals(oracle.accountOf(asker)));
    }

    private boolean realizes(Command command) {
        return command instanceof Join join && oracle.plan(join.room()).isPresent();
    }

    private boolean isMember(Command command) {
        return roomOf(command)
                .flatMap(oracle::place)
                .filter(place -> oracle.members(place.id()).contains(command.from()))
                .isPresent();
    }

    private boolean isHost(Command command) {
        return roomOf(command)
                .flatMap(oracle::place)
                .flatMap(oracle::host)
                .equals(Optional.of(command.from()));
    }

    private boolean isFull(Command command) {
        return roomOf(command)
                .flatMap(oracle::place)
                .filter(place -> oracle.members(place.id()).size() >= place.policy().capacity())
                .isPresent();
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

    private static boolean shows(Person who, Spelling spelling, Name asked) {
        return Vocabulary.shows(spelling, who.name(), asked);
    }
}
