package chat.madang.server;

import chat.madang.core.Command;
import chat.madang.core.Command.Announce;
import chat.madang.core.Command.ChangeRoom;
import chat.madang.core.Command.ChooseAddressee;
import chat.madang.core.Command.Collect;
import chat.madang.core.Command.Count;
import chat.madang.core.Command.CreateRoom;
import chat.madang.core.Command.Describe;
import chat.madang.core.Command.Enter;
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

/// How much a command counts for while it is under way: for its own size, and for what comes of it.
final class Weight {
    /// What a command weighs besides its text.
    static final int COMMAND_BYTES = 128;

    /// What a question for the rooms or for people weighs: less than its answer can, but so much
    /// that few are under way at once.
    private static final int ALTERING_BYTES = 1_024;

    private static final int LIST_BYTES = 4 * 1024;

    private Weight() {}

    /// In bytes, roughly.
    static int of(Command command) {
        return switch (command) {
            case Say say -> COMMAND_BYTES + say.text().bytes();
            case Whisper whisper -> COMMAND_BYTES + whisper.text().bytes();
            case Schedule schedule -> COMMAND_BYTES + schedule.text().bytes();
            case Write write -> COMMAND_BYTES + write.text().bytes();
            case Signal signal -> COMMAND_BYTES + signal.tags().value().length();
            case SignalTo signal -> COMMAND_BYTES + signal.tags().value().length();
            case Redact _, SetTopic _, ChangeRoom _, Retitle _, Describe _, Announce _, Expel _ ->
                    ALTERING_BYTES;
            case ListRooms _,
                    ListPeople _,
                    FindPeople _,
                    ListGone _,
                    ListInvitations _,
                    ListScheduled _,
                    Resume _,
                    Watch _ ->
                    LIST_BYTES;
            case Exit _, SayDue _, TakeBack _ -> 0;
            case Enter _,
                    LogIn _,
                    Rename _,
                    CreateRoom _,
                    Join _,
                    Leave _,
                    Kick _,
                    ChooseAddressee _,
                    Collect _,
                    KeepRoom _,
                    KnowAccounts _,
                    Unschedule _,
                    Mark _,
                    Identify _,
                    Operate _,
                    Invite _,
                    Count _,
                    FindOwner _,
                    Ping _ ->
                    COMMAND_BYTES;
        };
    }
}
