package chat.madang.core;

import static chat.madang.core.Answers.one;
import static chat.madang.core.Answers.refuse;
import static chat.madang.core.Answers.to;

import chat.madang.core.Answered.Counted;
import chat.madang.core.Answered.GoneListed;
import chat.madang.core.Answered.GoneListed.Gone;
import chat.madang.core.Answered.InvitationsListed;
import chat.madang.core.Answered.OwnerFound;
import chat.madang.core.Answered.PeopleFound;
import chat.madang.core.Answered.PeopleListed;
import chat.madang.core.Answered.Resumed;
import chat.madang.core.Answered.Resumed.Attendance;
import chat.madang.core.Answered.RoomsListed;
import chat.madang.core.Answered.Watching;
import chat.madang.core.Attendee.Whereabouts;
import chat.madang.core.Command.Count;
import chat.madang.core.Command.FindOwner;
import chat.madang.core.Command.FindPeople;
import chat.madang.core.Command.ListGone;
import chat.madang.core.Command.ListInvitations;
import chat.madang.core.Command.ListPeople;
import chat.madang.core.Command.ListRooms;
import chat.madang.core.Command.Resume;
import chat.madang.core.Command.Watch;
import chat.madang.core.Profile.Trait;
import chat.madang.core.Sighting.Appeared;
import chat.madang.core.Sighting.Changed;
import chat.madang.core.Sighting.Vanished;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Who and what can be seen, by whom; and who watches whom. Belongs to [Chat] alone.
final class Lookout {
    /// Of how many who have gone is known that they were here.
    static final int GONE_MAX = 1_000;

    private final Yard yard;

    /// Who watches each name that anybody watches, by its key, in the order of asking; for each
    /// spelling of those who do: there are only as many as gates.
    private final Map<Spelling, Map<String, Set<SessionId>>> watchers = new HashMap<>();

    /// What each session has asked to watch.
    private final Map<SessionId, Watch> watched = new HashMap<>();

    /// Latest first.
    private final Deque<Gone> gone = new ArrayDeque<>();

    Lookout(Yard yard) {
        this.yard = yard;
    }

    List<Delivery> listRooms(ListRooms command, Stay asker) {
        var open = yard.rooms().listings();
        boolean seesMore =
                asker.is(Trait.OPERATOR)
                        || asker.rooms().stream()
                                .anyMatch(id -> yard.rooms().get(id).has(RoomRule.HIDDEN));
        if (!seesMore) return one(command.from(), new RoomsListed(command.from(), open));

        var seen =
                yard.rooms().all().stream()
                        .filter(room -> room.isSeenBy(asker))
                        .map(Room::listing)
                        .toList();
        return one(command.from(), new RoomsListed(command.from(), seen));
    }

    List<Delivery> listPeople(ListPeople command, Stay asker) {
        var room = yard.seen(command.room(), asker);
        if (room == null) return refuse(command, Refusal.NO_SUCH_ROOM);

        return one(command.from(), new PeopleListed(command.from(), room.listing()));
    }

    List<Delivery> listInvitations(ListInvitations command, Stay asker) {
        var rooms = new ArrayList<Listing>();
        for (var id : asker.invitations()) {
            var room = yard.rooms().find(id);
            if (room != null) rooms.add(room.listing());
        }
        return one(command.from(), new InvitationsListed(command.from(), rooms));
    }

    List<Delivery> resume(Resume command, Stay stay) {
        var rooms =
                stay.rooms().stream()
                        .map(id -> yard.rooms().get(id))
                        .map(room -> new Attendance(room.listing(), room.lastSequence()))
                        .toList();
        return one(
                command.from(),
                new Resumed(
                        command.from(),
                        command.heir(),
                        stay.person(),
                        Optional.ofNullable(stay.account()),
                        rooms));
    }

    List<Delivery> findPeople(FindPeople command, Stay asker) {
        if (command.names().isEmpty()) {
            var seen =
                    yard.people().all().stream()
                            .filter(stay -> isSeen(stay, asker))
                            .map(stay -> attendee(stay, List.of()))
                            .toList();
            return one(command.from(), new PeopleFound(command.from(), seen, List.of()));
        }
        var found = new LinkedHashSet<Stay>();
        var missing = new ArrayList<Name>();
        for (var name : command.names()) {
            var stay = yard.people().named(name, command.spelling(), _ -> true);
            if (stay == null) {
                missing.add(name);
            } else {
                found.add(stay);
            }
        }
        var people = found.stream().map(stay -> attendee(stay, rooms(stay, asker))).toList();
        return one(command.from(), new PeopleFound(command.from(), people, missing));
    }

    List<Delivery> findOwner(FindOwner command) {
        var who = Optional.ofNullable(yard.people().named(command.name())).map(Stay::person);
        return one(command.from(), new OwnerFound(command.from(), command.name(), who));
    }

    List<Delivery> listGone(ListGone command) {
        var key = command.name().key();
        var alike =
                gone.stream()
                        .filter(past -> keys(past.who().name(), command.spelling()).contains(key))
                        .toList();
        return one(command.from(), new GoneListed(command.from(), command.name(), alike));
    }

    List<Delivery> count(Count command) {
        var people = yard.people();
        return one(
                command.from(),
                new Counted(
                        command.from(),
                        people.count(),
                        people.count(Trait.INVISIBLE),
                        people.count(Trait.OPERATOR),
                        yard.rooms().count(),
                        people.countMax()));
    }

    List<Delivery> watch(Watch command) {
        unwatch(command.from());
        var here = new ArrayList<Person>();
        var missing = new ArrayList<Name>();
        for (var name : command.names()) {
            watchers.computeIfAbsent(command.spelling(), _ -> new HashMap<>())
                    .computeIfAbsent(name.key(), _ -> new LinkedHashSet<>())
                    .add(command.from());
            var stay = yard.people().named(name, command.spelling(), _ -> true);
            if (stay == null) {
                missing.add(name);
            } else {
                here.add(stay.person());
            }
        }
        if (!command.names().isEmpty()) watched.put(command.from(), command);
        return one(command.from(), new Watching(command.from(), here, missing));
    }

    /// Somebody has come, or has taken that name.
    List<Delivery> appeared(Person who) {
        return watchersOf(who).stream().map(session -> to(session, new Appeared(who))).toList();
    }

    /// Somebody has gone, or has given up that name. Whoever goes watches nobody any more.
    List<Delivery> vanished(Person who, Instant now) {
        gone.addFirst(new Gone(who, now));
        if (gone.size() > GONE_MAX) gone.removeLast();
        return watchersOf(who).stream().map(session -> to(session, new Vanished(who))).toList();
    }

    /// Something else is told of somebody.
    List<Delivery> changed(Stay stay, Profile before) {
        var told = new ArrayList<Delivery>();
        for (var session : watchersOf(stay.person())) {
            var watcher = yard.people().of(session);
            if (watcher == null || watcher == stay || watcher.sharesWith(stay)) continue;
            told.add(to(session, new Changed(stay.person(), before)));
        }
        return told;
    }

    /// That session watches nobody any more.
    void unwatch(SessionId session) {
        var watch = watched.remove(session);
        if (watch == null) return;
        var byKey = watchers.getOrDefault(watch.spelling(), Map.of());
        for (var name : watch.names()) {
            byKey.computeIfPresent(
                    name.key(),
                    (_, others) -> {
                        others.remove(session);
                        return others.isEmpty() ? null : others;
                    });
        }
    }

    private Set<SessionId> watchersOf(Person who) {
        var all = new LinkedHashSet<SessionId>();
        watchers.forEach((spelling, byKey) -> {
            for (var key : keys(who.name(), spelling)) {
                all.addAll(byKey.getOrDefault(key, Set.of()));
            }
        });
        return all;
    }

    /// Under which somebody is found: as they are called, and as they are shown.
    private static Set<String> keys(Name name, Spelling spelling) {
        if (spelling.carries(name)) return Set.of(name.key());
        return new LinkedHashSet<>(List.of(name.key(), Name.key(spelling.of(name))));
    }

    private static boolean isSeen(Stay stay, Stay asker) {
        return stay == asker
                || !stay.is(Trait.INVISIBLE)
                || asker.is(Trait.OPERATOR)
                || asker.sharesWith(stay);
    }

    private static Attendee attendee(Stay stay, List<Whereabouts> rooms) {
        return new Attendee(stay.person(), rooms, stay.since(), stay.spoke());
    }

    /// Where somebody is, as far as who asks may know.
    private List<Whereabouts> rooms(Stay stay, Stay asker) {
        boolean hidden = stay.is(Trait.INVISIBLE);
        var rooms = new ArrayList<Whereabouts>();
        for (var id : stay.rooms()) {
            var room = yard.rooms().get(id);
            var member = room.member(stay.session());
            boolean shared = asker.rooms().contains(id) || asker.is(Trait.OPERATOR);
            if (member == null || !(shared || (!hidden && room.isSeenBy(asker)))) continue;
            rooms.add(new Whereabouts(id, room.name(), member.ranks()));
        }
        rooms.sort(Comparator.comparingInt(where -> where.room().value()));
        return rooms;
    }
}
