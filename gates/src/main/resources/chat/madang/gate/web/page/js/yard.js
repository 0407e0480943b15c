// What the page knows: who I am, the rooms, who is in them and what was said. Events go in, state is read.
// Pure: no socket, no document, no clock of its own.

import { Conversation, counts } from './conversation.js';
import { byName, fold } from './names.js';
import { mentionsMe } from './text.js';

// What has a line in a room's log, besides what is said.
const LINES = new Set(['said', 'joined', 'left', 'kicked', 'topic', 'retitled', 'host']);

export class Yard {
  me = null;
  server = null;
  /** Rooms that I am in, and whispers. */
  conversations = [];
  /** All rooms of the yard, as the server last listed them. */
  list = [];
  /** My messages that will be said: {id, room, title, text, due}. */
  scheduled = [];
  #names = new Set();
  #news;

  /** @param news told of each message of somebody else that has just been said: (conversation, entry) */
  constructor(news = () => {}) {
    this.#news = news;
  }

  get rooms() {
    return this.conversations.filter((one) => one.isRoom);
  }

  get whispers() {
    return this.conversations.filter((one) => !one.isRoom);
  }

  get others() {
    const mine = new Set(this.rooms.map((room) => room.handle));
    return this.list.filter((room) => !mine.has(room.handle));
  }

  find(key) {
    return this.conversations.find((one) => one.key === key);
  }

  room(number) {
    return this.conversations.find((one) => one.isRoom && one.number === number);
  }

  /** The conversation with somebody; begins one when there is none. */
  whisper(name) {
    let one = this.find('@' + fold(name));
    if (!one) {
      one = Conversation.whisper(name);
      this.conversations.push(one);
    }
    return one;
  }

  drop(conversation) {
    this.conversations = this.conversations.filter((one) => one !== conversation);
  }

  /** Of somebody who is here now: by my name, or by my account. */
  isMe(who) {
    if (!who || !this.me) return false;
    return fold(who.name) === fold(this.me.name) || (who.account !== undefined && who.account === this.me.account);
  }

  /** Of somebody in what is past: by any of the names that I have had, too. */
  #wasMe(who) {
    return this.isMe(who) || (!!who && this.#names.has(fold(who.name)));
  }

  // What is answered is mine: it may be said under the name that I had a moment ago.
  #isMine(event) {
    return event.nonce !== undefined || this.isMe(event.who);
  }

  /** I am in. Rooms that I was in and am not in any more are without a number until I have joined them again. */
  entered(welcome) {
    // Who was never away knows the rooms by their numbers, whatever they are called by now.
    const known = new Map(welcome.back ? this.rooms.map((room) => [room.number, room]) : []);
    this.me = welcome.you;
    this.server = welcome.server;
    this.#names.add(fold(this.me.name));
    for (const one of this.conversations) {
      if (this.server.lost) one.log.forgetLost(this.server.lost);
      one.number = null;
      one.gap = one.log.last !== undefined;
    }
    for (const joined of welcome.rooms ?? []) this.joined(joined, known.get(joined.as.room));
  }

  /** I am in this room: `joined` as the answer, or as `welcome` has it. */
  joined(joined, known) {
    const { title, handle } = joined.as;
    let room = known ?? this.find('#' + handle) ?? this.room(joined.as.room);
    if (!room) {
      room = Conversation.room(title, handle);
      this.conversations.push(room);
    }
    room.bind(joined);
    return room;
  }

  /** What happens now. */
  hear(event, now = Date.now()) {
    switch (event.type) {
      case 'joined':
        return event.as ? this.#mine(event) : this.#inRoom(event);
      case 'said': case 'left': case 'kicked': case 'topic': case 'retitled': case 'host': case 'changed':
        return this.#inRoom(event);
      case 'closed':
        return this.#closed(event);
      case 'missed':
        return this.past(this.#place(event), event.events, true);
      case 'typing':
        return this.#typing(event, now);
      case 'redacted':
        return this.#place(event)?.redact(event.message);
      case 'whispered':
        return this.#whispered(event);
      case 'letters':
        for (const { from, ...letter } of event.letters) {
          this.#whispered({ ...letter, type: 'whispered', who: { name: nameOf(from) }, to: this.me });
        }
        return undefined;
      case 'renamed':
        return this.#renamed(event);
      case 'gone':
        return this.#gone(event);
      case 'described':
        return this.#described(event.who);
      case 'rooms':
        this.list = event.rooms.toSorted((a, b) => b.people - a.people || a.title.localeCompare(b.title));
        return undefined;
      case 'schedules':
        this.scheduled = event.messages;
        return undefined;
      case 'scheduled':
        this.scheduled = [
          ...this.scheduled.filter(({ id }) => id !== event.id),
          { title: this.room(event.room)?.title, ...event },
        ];
        return undefined;
      case 'unscheduled':
        this.scheduled = this.scheduled.filter(({ id }) => id !== event.id);
        return undefined;
      case 'marked':
        return this.#place(event)?.readElsewhere(event.at);
      default:
        return undefined;
    }
  }

  /**
   * What happened earlier: it goes into the log and changes nothing else.
   *
   * @param counted whether it is of the room as it is now; history may be of another of the same title
   */
  past(conversation, events, counted = false) {
    if (!conversation) return;
    for (const event of events) this.#remember(conversation, event, this.#wasMe(event.who), counted);
    conversation.recount();
  }

  #place(event) {
    if (event.type === 'redacted' && event.from) {
      return this.find('@' + fold(nameOf(this.#wasMe(event.from) ? event.to : event.from)));
    }
    if (event.with !== undefined) return this.find('@' + fold(nameOf(event.with)));
    if (typeof event.room === 'string') return this.find('#' + event.room);
    return this.room(event.room);
  }

  #mine(event) {
    const fresh = !this.find('#' + event.as.handle);
    const room = this.joined(event);
    if (fresh) room.readAt = event.at ?? 0;
    this.#remember(room, event, true);
  }

  #inRoom(event) {
    const room = this.room(event.room);
    if (!room) return;
    const entry = this.#remember(room, event, this.#isMine(event));
    room.log.bound();
    if (room.changesMembers(event.seq)) this.#changeMembers(room, event);
    if (!entry || !counts(entry)) return;
    if (entry.at > room.readAt) {
      room.unread += 1;
      if (entry.calls) room.called += 1;
    }
    this.#news(room, entry);
  }

  #changeMembers(room, event) {
    const { members } = room;
    switch (event.type) {
      case 'joined':
        members.set(fold(event.who.name), { ...event.who, ranks: event.ranks ?? [] });
        break;
      case 'left': case 'kicked':
        members.delete(fold(event.who.name));
        if (fold(event.who.name) === fold(this.me.name)) this.drop(room);
        break;
      case 'host':
        for (const [key, member] of members) {
          const ranks = (member.ranks ?? []).filter((rank) => rank !== 'host');
          members.set(key, { ...member, ranks: key === fold(event.who.name) ? [...ranks, 'host'] : ranks });
        }
        break;
      case 'changed':
        for (const change of event.changes ?? []) this.#changeRank(members, change);
        break;
      case 'topic':
        room.topic = event.topic ?? '';
        break;
      case 'retitled':
        room.title = event.title;
        room.handle = event.handle ?? room.handle;
        break;
    }
  }

  #changeRank(members, { rank, name, on }) {
    const member = rank && members.get(fold(name));
    if (!member) return;
    const ranks = (member.ranks ?? []).filter((one) => one !== rank);
    members.set(fold(name), { ...member, ranks: on ? [...ranks, rank] : ranks });
  }

  // The entry when it is new and has a line.
  #remember(one, event, own, counted = true) {
    if (event.type === 'redacted') return void one.redact(event.message);
    if (event.type === 'renamed' || event.type === 'gone') return void this.#inPlaces(event, one);
    if (!LINES.has(event.type) && event.type !== 'whispered') return undefined;
    const calls = event.type === 'said' && !own && !!event.text && mentionsMe(event.text, this.me.name);
    const entry = { ...event, own, calls };
    return one.add(entry, counted) ? entry : undefined;
  }

  // A name changes, or somebody goes, in several rooms at once; each has a number and an id of its own for it.
  // What is read of one room's past has the place there alone, under the number that the room had then.
  #inPlaces(event, only) {
    const { places = [event], ...rest } = event;
    for (const place of places) {
      const room = only ?? this.room(place.room);
      if (!room || place.id === undefined) continue;
      room.add({ ...rest, ...place, own: this.#wasMe(event.who), calls: false }, only === undefined);
    }
  }

  #renamed(event) {
    const before = fold(event.before);
    if (fold(this.me.name) === before) {
      this.me = { ...this.me, ...event.who };
      this.#names.add(fold(this.me.name));
    }
    for (const { members } of this.rooms) {
      const member = members.get(before);
      if (!member) continue;
      members.delete(before);
      members.set(fold(event.who.name), { ...member, ...event.who });
    }
    const whispers = this.find('@' + before);
    if (whispers && !this.find('@' + fold(event.who.name))) {
      whispers.title = event.who.name;
      whispers.handle = fold(event.who.name);
    }
    this.#inPlaces(event);
  }

  #gone(event) {
    for (const { members } of this.rooms) members.delete(fold(event.who.name));
    this.#inPlaces(event);
  }

  #described(who) {
    if (fold(who.name) === fold(this.me.name)) this.me = who;
    for (const { members } of this.rooms) {
      const member = members.get(fold(who.name));
      if (member) members.set(fold(who.name), { ranks: member.ranks, ...who });
    }
  }

  #closed(event) {
    const room = this.room(event.room);
    if (room) this.drop(room);
  }

  #typing(event, now) {
    if (this.isMe(event.who)) return;
    const one = event.room === undefined ? this.find('@' + fold(event.who.name)) : this.room(event.room);
    one?.typing(event.who.name, event.state, now);
  }

  #whispered(event) {
    const own = this.#isMine(event);
    const one = this.whisper(own ? nameOf(event.to) : event.who.name);
    const entry = this.#remember(one, event, own);
    one.log.bound();
    if (!entry || own) return;
    if (entry.at > one.readAt) one.unread += 1;
    this.#news(one, entry);
  }
}

/** The members of a room, those with ranks first. */
export function sortedMembers(room) {
  return [...room.members.values()].sort((a, b) => weight(b) - weight(a) || byName(a, b));
}

function weight({ ranks = [] }) {
  return ['voice', 'half-operator', 'operator', 'host'].findLastIndex((rank) => ranks.includes(rank));
}

/** People stand in events as objects, or by their name alone. */
export function nameOf(person) {
  return typeof person === 'string' ? person : person.name;
}
