package chat.madang.core;

import static chat.madang.core.Answers.one;
import static chat.madang.core.Answers.refuse;

import chat.madang.core.Answered.Pong;
import chat.madang.core.Command.Announce;
import chat.madang.core.Command.ChangeRoom;
import chat.madang.core.Command.ChooseAddressee;
import chat.madang.core.Command.Collect;
import chat.madang.core.Command.Count;
import chat.madang.core.Command.CreateRoom;
import chat.madang.core.Command.Describe;
import chat.madang.core.Command.Enter;
import chat.madang.core.Command.Entry;
import chat.madang.core.Command.Exit;
import chat.madang.core.Command.Expel;
import chat.madang.core.Command.FindOwner;
import chat.madang.core.Command.FindPeople;
import chat.madang.core.Command.Identify;
import chat.madang.core.Command.Invite;
import chat.madang.core.Command.Join;
import chat.madang.core.Command.KeepRoom;
import chat.madang.core.Command.Kick;
import chat.madang.core.Command.KnowAccounts;
import chat.madang.core.Command.Leave;
import chat.madang.core.Command.ListGone;
import chat.madang.core.Command.ListInvitations;
import chat.madang.core.Command.ListPeople;
import chat.madang.core.Command.ListRooms;
import chat.madang.core.Command.ListScheduled;
import chat.madang.core.Command.LogIn;
import chat.madang.core.Command.Mark;
import chat.madang.core.Command.OfHouse;
import chat.madang.core.Command.OfPerson;
import chat.madang.core.Command.Operate;
import chat.madang.core.Command.Ping;
import chat.madang.core.Command.Redact;
import chat.madang.core.Command.Rename;
import chat.madang.core.Command.Resume;
import chat.madang.core.Command.Retitle;
import chat.madang.core.Command.Say;
import chat.madang.core.Command.SayDue;
import chat.madang.core.Command.Schedule;
import chat.madang.core.Command.SetTopic;
import chat.madang.core.Command.Signal;
import chat.madang.core.Command.SignalTo;
import chat.madang.core.Command.TakeBack;
import chat.madang.core.Command.Unschedule;
import chat.madang.core.Command.Watch;
import chat.madang.core.Command.Whisper;
import chat.madang.core.Command.Write;
import chat.madang.core.Event.Kept;
import chat.madang.core.Event.Noted;
import chat.madang.core.Event.Scheduled;
import chat.madang.core.Event.Unscheduled;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Everybody and every room, and the only thing that changes them.
///
/// The same commands with the same times give the same deliveries on any machine. One thread at a
/// time; which one is the caller's affair.
///
/// Each command of a session is answered once: the asker hears exactly one event whose [Event#by]
/// it is. Guards come before changes, in the order of [Refusal], so that a refused command has
/// changed nothing.
public final class Chat {
    private final Yard yard;
    private final RoomKeeping roomKeeping;
    private final Mailroom mailroom;
    private final Moderation moderation;
    private final Lookout lookout;
    private final Doorway doorway;
    private final Talking talking;

    /// @param memory what the yard knows from before
    public Chat(Rules rules, Memory memory) {
        this.yard = new Yard(rules, memory);
        this.roomKeeping = new RoomKeeping(yard);
        this.mailroom = new Mailroom(yard);
        this.moderation = new Moderation(yard, roomKeeping);
        this.lookout = new Lookout(yard);
        this.doorway = new Doorway(yard, roomKeeping, mailroom, lookout);
        this.talking = new Talking(yard, mailroom);
    }

    /// When [SayDue] has something to do next; nothing when nothing is scheduled.
    public Optional<Instant> nextDue() {
        return yard.agenda().nextDue();
    }

    /// Does what `command` asks, or refuses it and changes nothing.
    ///
    /// @param now when the command was taken, UTC; becomes the time of the events
    /// @return who shall hear what, in order; a session that asks always hears something
    public List<Delivery> apply(Command command, Instant now) {
        var stay = yard.people().of(command.from());
        return switch (command) {
            case OfHouse house -> applyHouse(house, now);
            case FindOwner find -> lookout.findOwner(find);
            case Entry entry when stay != null -> refuse(entry, Refusal.ALREADY_ENTERED);
            case Enter enter -> doorway.enter(enter, now);
            case LogIn logIn -> doorway.logIn(logIn, now);
            case OfPerson asked when stay == null -> refuse(asked, Refusal.NOT_ENTERED);
            case OfPerson asked -> applyInside(asked, stay, now);
        };
    }

    private List<Delivery> applyHouse(OfHouse command, Instant now) {
        return switch (command) {
            case KeepRoom keep -> roomKeeping.keepRoom(keep);
            case KnowAccounts know -> doorway.knowAccounts(know, now);
            case SayDue _ -> talking.sayDue(now);
            case TakeBack(Kept kept) -> mailroom.takeBack(kept);
            case TakeBack(Scheduled scheduled) -> talking.takeBack(scheduled);
            case TakeBack(Unscheduled unscheduled) -> talking.takeBack(unscheduled);
            case TakeBack(Noted noted) -> talking.takeBack(noted);
        };
    }

    private List<Delivery> applyInside(OfPerson command, Stay stay, Instant now) {
        return switch (command) {
            case Rename rename -> doorway.rename(rename, stay, now);
            case CreateRoom create -> roomKeeping.createRoom(create, stay, now);
            case Join join -> roomKeeping.join(join, stay, now);
            case Leave leave -> roomKeeping.leave(leave, stay, now);
            case Say say -> talking.say(say, stay, now);
            case Whisper whisper -> talking.whisper(whisper, stay, now);
            case Redact redact -> talking.redact(redact, stay, now);
            case Mark mark -> mailroom.mark(mark, stay);
            case Kick kick -> moderation.kick(kick, stay, now);
            case Schedule schedule -> talking.schedule(schedule, stay, now);
            case ListScheduled list -> talking.listScheduled(list, stay);
            case Unschedule unschedule -> talking.unschedule(unschedule, stay);
            case ChooseAddressee choose -> mailroom.choose(choose, stay);
            case Write write -> talking.write(write, stay, now);
            case Collect collect -> mailroom.collect(collect, stay);
            case Signal signal -> talking.signal(signal, stay, now);
            case SignalTo signal -> talking.signalTo(signal, stay, now);
            case SetTopic set -> moderation.setTopic(set, stay, now);
            case ChangeRoom change -> moderation.changeRoom(change, stay, now);
            case Retitle retitle -> moderation.retitle(retitle, stay, now);
            case Invite invite -> moderation.invite(invite, stay, now);
            case Identify identify -> doorway.identify(identify, stay, now);
            case Describe describe -> doorway.describe(describe, stay);
            case Operate _ -> doorway.operate(stay);
            case Expel expel -> doorway.expel(expel, stay, now);
            case Announce announce -> doorway.announce(announce, stay);
            case ListRooms list -> lookout.listRooms(list, stay);
            case ListPeople list -> lookout.listPeople(list, stay);
            case ListInvitations list -> lookout.listInvitations(list, stay);
            case FindPeople find -> lookout.findPeople(find, stay);
            case ListGone list -> lookout.listGone(list);
            case Count count -> lookout.count(count);
            case Watch watch -> lookout.watch(watch);
            case Resume resume -> lookout.resume(resume, stay);
            case Ping(var from) -> one(from, new Pong(from));
            case Exit exit -> doorway.exit(stay, exit.reason(), now);
        };
    }
}
