// A room that one is in, or a whispered conversation with somebody. Pure state.

import { Log } from './log.js';
import { fold } from './names.js';

const TYPING_LASTS = 6_000;

export class Conversation {
  log = new Log();
  /** Of a room: by folded name. */
  members = new Map();
  /** What I have said that nobody has answered yet: {nonce, text, me, at, failed?}. */
  pending = [];
  unread = 0;
  /** How many of the unread call me by name. */
  called = 0;
  /** Until when (in the server's time) I have read. */
  readAt = 0;
  /** The first that was unread when I came to look; null when there is none. */
  newFrom = null;
  /** The room's number while I am in it; null while I am on the way back. */
  number = null;
  /** Whether its elder messages are being fetched. */
  loading = false;
  capacity = null;
  topic = '';
  /**
   * Everything up to here has been heard: a room's number, a sequence number in it, the id of what has that number
   * (null when that is not known), and the id of the last that is in the log.
   */
  solid = { room: null, seq: 0, top: null, id: '0' };
  /** True while something between `solid` and what comes now is still to be fetched. */
  gap = false;
  #top = 0;
  #topId = null;
  #memberSeq = 0;
  #typing = new Map();
  #redacted = new Set();

  constructor(kind, title, handle) {
    this.kind = kind;
    this.title = title;
    this.handle = handle;
  }

  static room(title, handle) {
    return new Conversation('room', title, handle);
  }

  static whisper(name) {
    return new Conversation('whisper', name, fold(name));
  }

  get isRoom() {
    return this.kind === 'room';
  }

  /** What drafts and the address are kept by: #handle or @name. */
  get key() {
    return (this.isRoom ? '#' : '@') + this.handle;
  }

  /** How requests name it. */
  get place() {
    return this.isRoom ? { room: this.number } : { with: this.title };
  }

  /** I am in the room (again): `joined` has it as it is now; so has `welcome`, for rooms that I never left. */
  bind(joined) {
    this.number = joined.as.room;
    this.describe(joined.as);
    this.members = new Map((joined.members ?? []).map((member) => [fold(member.name), member]));
    this.#memberSeq = this.#top = joined.seq ?? 0;
    this.#topId = joined.id ?? null;
    this.#typing.clear();
    if (!this.gap) this.#harden();
  }

  describe(room) {
    this.title = room.title ?? this.title;
    this.handle = room.handle ?? this.handle;
    this.capacity = room.capacity ?? null;
    this.topic = room.topic ?? '';
  }

  /** Whether `catch-up` can bring what was missed: it is the same room still, not one of the same title. */
  get canCatchUp() {
    return this.isRoom && this.solid.room !== null && this.solid.room === this.number;
  }

  /**
   * Puts an entry into the log; false when it was there.
   *
   * @param counted whether its sequence number is one of the room as it is now; history may be of another of the same title
   */
  add(entry, counted = true) {
    if (counted && entry.seq > this.#top) {
      this.#top = entry.seq;
      this.#topId = entry.id;
    }
    const known = this.#redacted.has(entry.id) ? { ...entry, text: undefined } : entry;
    const added = this.log.add(known);
    if (added && entry.who) this.#typing.delete(fold(entry.who.name));
    if (!this.gap) this.#harden();
    return added;
  }

  /** Nothing is missing any more. */
  filled() {
    this.gap = false;
    this.#harden();
  }

  #harden() {
    this.solid = { room: this.number, seq: this.#top, top: this.#topId, id: this.log.last?.id ?? this.solid.id };
  }

  /** Whether an event with this number is news for the list of members, which is newer than what was missed. */
  changesMembers(seq) {
    if (seq === undefined) return true;
    if (seq <= this.#memberSeq) return false;
    this.#memberSeq = seq;
    return true;
  }

  redact(id) {
    this.#redacted.add(id);
    const index = this.log.indexOf(id);
    if (index >= 0) this.log.entries[index] = { ...this.log.entries[index], text: undefined };
  }

  typing(name, state, now) {
    if (state === 'active') this.#typing.set(fold(name), { name, until: now + TYPING_LASTS });
    else this.#typing.delete(fold(name));
  }

  /** The names of those who are writing. */
  typists(now) {
    return [...this.#typing.values()].filter(({ until }) => until > now).map(({ name }) => name);
  }

  ranksOf(name) {
    return this.members.get(fold(name))?.ranks ?? [];
  }

  /** The room's host; undefined when it has none. */
  get host() {
    return [...this.members.values()].find(({ ranks }) => ranks?.includes('host'));
  }

  /** I have come to look at it. */
  look() {
    const first = this.unread > 0 && this.log.entries.find((entry) => counts(entry) && entry.at > this.readAt);
    this.newFrom = first ? first.id : null;
  }

  /** I have read everything; the time of the last message, or null when that was known. */
  read() {
    const last = this.log.last;
    this.unread = this.called = 0;
    if (!last || last.at <= this.readAt) return null;
    this.readAt = last.at;
    return last.at;
  }

  /** Another of my clients has read until then. */
  readElsewhere(at) {
    if (at <= this.readAt) return;
    this.readAt = at;
    this.recount();
  }

  recount() {
    const unread = this.log.entries.filter((entry) => counts(entry) && entry.at > this.readAt);
    this.unread = unread.length;
    this.called = unread.filter((entry) => entry.calls).length;
  }
}

/** Whether an entry is something that one would want to have read. */
export function counts(entry) {
  return (entry.type === 'said' || entry.type === 'whispered') && !entry.own && entry.text !== undefined;
}
