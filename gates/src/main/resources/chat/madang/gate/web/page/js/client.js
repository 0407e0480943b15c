// Between the yard and the server: coming in, coming back, and everything that one can ask.

import { Connection, Lost, Refused } from './connection.js';
import { Conversation } from './conversation.js';
import { Outgoing } from './outgoing.js';
import { Return } from './return.js';
import { Yard } from './yard.js';

const PAGE = 60;
const WHISPERS_KEPT = 50;
const SETTLED = 50;

export class Client {
  yard;
  outgoing;
  connection;
  /** Whether somebody has come in, and has not gone: they may be on the way back. */
  entered = false;
  /** Why one could not come back by the token; null when there is nothing to say. */
  doorNotice = null;
  store;
  changed;
  #hello = null;
  #marked = new Map();
  #tab;
  #return = new Return(this);

  /**
   * @param url   of the WebSocket
   * @param store what is kept: the token, the rooms, what was read, what is not sent yet
   * @param tab   what is kept for as long as this tab is there: guests' whispers
   * @param on    {changed(), news(conversation, entry), trouble(refused, title), removed(title, by, reason),
   *              expelled(by, reason), told(event), home(room)}
   */
  constructor(url, store, tab, on) {
    this.store = store;
    this.#tab = tab;
    this.changed = on.changed;
    this.on = on;
    this.yard = new Yard(on.news);
    this.connection = new Connection(url, {
      opened: () => this.#opened(),
      heard: (event) => this.#heard(event),
      changed: () => on.changed(),
    });
    this.outgoing = new Outgoing(this.connection, store, {
      changed: on.changed,
      answered: (conversation, answer) => this.yard.past(conversation, [answer]),
    });
  }

  /** Comes back as who one was; false when this browser knows nobody. */
  comeBack() {
    const token = this.store.get('token');
    if (!token) return false;
    this.entered = true;
    this.connection.open();
    return true;
  }

  /** Comes in: {type: 'hello' | 'register', …}. Answers when it is done, or fails with Refused or Lost. */
  comeIn(request) {
    return new Promise((resolve, reject) => {
      this.#hello = { request, resolve, reject };
      this.doorNotice = null;
      this.connection.open();
    });
  }

  /** Goes, and forgets who one was. */
  async leaveYard() {
    for (const name of ['token', 'rooms', 'pending', 'read', 'drafts']) this.store.set(name, null);
    this.#tab.set('whispers', null);
    this.connection.send({ type: 'bye' });
    this.#out(null);
  }

  /** Takes the place of the page that has taken this one's. */
  takeOver() {
    this.connection.open();
  }

  // --- rooms

  async create(title, capacity) {
    const joined = await this.connection.ask({ type: 'create', title, ...(capacity && { capacity }) });
    return this.#in(joined);
  }

  async join(title, key) {
    const joined = await this.connection.ask({ type: 'join', room: title, ...(key && { key }) });
    return this.#in(joined);
  }

  async #in(joined) {
    const room = this.yard.room(joined.room);
    this.keepRooms();
    await this.older(room);
    void this.list();
    return room;
  }

  async leave(room) {
    if (room.isRoom && room.number !== null) {
      await this.connection.ask({ type: 'leave', room: room.number });
    }
    this.yard.drop(room);
    this.outgoing.forget(room);
    this.keepRooms();
    void this.list();
  }

  list() {
    return this.#try({ type: 'rooms' });
  }

  kick(room, name, reason) {
    return this.connection.ask({ type: 'kick', room: room.number, name, ...(reason && { reason }) });
  }

  rename(name) {
    return this.connection.ask({ type: 'rename', name });
  }

  redact(conversation, id) {
    return this.connection.ask({ type: 'redact', ...conversation.place, id });
  }

  schedule(room, text, due) {
    return this.connection.ask({ type: 'schedule', room: room.number, text, due });
  }

  unschedule(id) {
    return this.connection.ask({ type: 'unschedule', id });
  }

  /** Loads what was before the eldest that is here. */
  async older(conversation) {
    const { log } = conversation;
    if (this.connection.state !== 'in' || conversation.loading || !log.more || log.full || !this.hasHistory(conversation)) return;
    conversation.loading = true;
    this.changed();
    try {
      const before = log.first && { before: log.first.id };
      const { events, more } = await this.history(conversation, { ...before, limit: PAGE });
      log.more = more && events.length > 0;
    } catch (failure) {
      if (failure instanceof Refused) log.more = false;
    } finally {
      // The rows come while it is said to be busy, so that no screen reader reads them all.
      this.changed();
      setTimeout(() => {
        conversation.loading = false;
        this.changed();
      }, SETTLED);
    }
  }

  /** Reads a part of the history into the log. */
  async history(conversation, part) {
    const { yard } = this;
    const answer = await this.connection.ask({ type: 'history', ...conversation.place, ...part });
    yard.past(conversation, answer.events);
    return answer;
  }

  /** Whether there is one to be read: guests' whispers have none. */
  hasHistory(conversation) {
    return conversation.isRoom ? conversation.number !== null : this.yard.me?.account !== undefined;
  }

  /** I have read all of it. */
  read(conversation) {
    const at = conversation.read();
    if (at === null) return;
    this.store.setIn('read', conversation.key, at);
    if (this.yard.me.account === undefined || this.#marked.get(conversation.key) === at) return;
    this.#marked.set(conversation.key, at);
    void this.#try({ type: 'mark', ...conversation.place, at });
  }

  // --- coming in and coming back

  #opened() {
    const hello = this.#hello;
    const token = this.store.get('token');
    if (!hello && !token) return void this.connection.close();
    const request = hello ? hello.request : { type: 'hello', token };
    this.connection.ask(request).then(
      (welcome) => {
        this.#hello = null;
        hello?.resolve(welcome);
      },
      (failure) => this.#notIn(failure, hello),
    );
  }

  #notIn(failure, hello) {
    if (failure instanceof Lost && !hello) return; // it is tried again
    if (failure instanceof Refused && !hello && failure.why === 'too-fast') {
      setTimeout(() => this.connection.state === 'open' && this.#opened(), 1000 * (failure.seconds || 1));
      return;
    }
    this.#hello = null;
    if (!hello) {
      if (failure.why !== 'name-taken') this.store.set('token', null);
      this.doorNotice = failure;
    }
    this.#out();
    hello?.reject(failure);
  }

  #out() {
    this.entered = false;
    this.connection.close();
    this.yard = new Yard(this.on.news);
    this.outgoing.restart();
    this.changed();
  }

  #heard(event) {
    if (event.type === 'expelled' && this.yard.isMe(event.who)) return void this.#expelled(event);
    if (event.type === 'welcome') this.#welcomed(event);
    else {
      if (event.type === 'kicked' && this.yard.isMe(event.who)) {
        const room = this.yard.room(event.room);
        if (room) this.on.removed(room.title, event.by?.name, event.reason);
      }
      this.#rekeyed(() => this.yard.hear(event));
      if (event.type === 'retitled' || event.type === 'kicked' || event.type === 'closed') this.keepRooms();
      if (event.type === 'renamed' && event.token) this.store.set('token', event.token);
      if (event.type === 'whispered' || event.type === 'renamed') this.#keepWhispers();
      if (event.type === 'said' && event.scheduled && this.yard.isMe(event.who)) void this.#try({ type: 'scheduled' });
      if (event.type === 'invited' && this.yard.isMe(asPerson(event.to))) this.on.told(event);
      if (event.type === 'announced') this.on.told(event);
      if (event.type === 'typing') setTimeout(this.changed, 6_100);
    }
    this.changed();
  }

  #welcomed(welcome) {
    const first = !this.yard.me;
    this.store.set('token', welcome.token);
    this.entered = true;
    this.doorNotice = null;
    const knew = new Set(this.yard.rooms);
    this.#rekeyed(() => this.yard.entered(welcome));
    this.connection.entered();
    const back = this.yard.rooms.filter((room) => room.number !== null);
    const wanted = first ? this.store.get('rooms', []) : [];
    const away = this.yard.rooms.filter((room) => room.number === null);
    for (const room of back) void (knew.has(room) ? this.#return.catchUp(room, true) : this.first(room));
    for (const room of away) void this.#return.rejoin(room);
    const { home } = welcome.server;
    if (first && home && back.length === 0 && this.store.get('rooms') === null) void this.#goHome(home);
    for (const { title, handle } of wanted) {
      if (!this.yard.find('#' + handle)) void this.#return.rejoin(this.#expected(title, handle));
    }
    if (first) this.#restoreWhispers();
    for (const one of this.yard.whispers) void this.#return.whispers(one);
    this.outgoing.resend(this.yard);
    void this.list();
    void this.#try({ type: 'scheduled' });
    if (this.yard.me.account !== undefined) void this.#account();
  }

  // Drafts and the like are kept by a conversation's key, which a new title or a new name changes.
  #rekeyed(happen) {
    const keys = this.yard.conversations.map((one) => [one, one.key]);
    happen();
    for (const [one, key] of keys) if (one.key !== key) this.store.move(['drafts', 'pending', 'read'], key, one.key);
  }

  // An operator has put me out: one comes back only by the door.
  #expelled(event) {
    this.store.set('token', null);
    this.on.expelled(event.by, event.reason);
    this.#out();
  }

  // Who is here for the first time begins in the room that all begin in.
  async #goHome(title) {
    try {
      this.on.home(await this.join(title));
    } catch (failure) {
      if (!(failure instanceof Lost || failure instanceof Refused)) throw failure;
    }
  }

  // A room that this browser was in before the page was loaded.
  #expected(title, handle) {
    const room = Conversation.room(title, handle);
    room.readAt = this.store.getIn('read', room.key, 0);
    this.yard.conversations.push(room);
    return room;
  }

  /** A room whose log is empty still: shows its latest. */
  async first(room) {
    room.readAt = this.store.getIn('read', room.key, 0);
    this.outgoing.resend(this.yard, room);
    await this.older(room);
    room.recount();
    this.changed();
  }

  async #account() {
    const marks = await this.#try({ type: 'marks' });
    const conversations = await this.#try({ type: 'conversations' });
    for (const { with: person } of conversations?.conversations ?? []) {
      const one = this.yard.whisper(person.name ?? person);
      one.readAt ||= this.store.getIn('read', one.key, 0);
    }
    for (const { room, with: person, at } of marks?.marks ?? []) {
      this.yard.find(room === undefined ? '@' + (person.name ?? person) : '#' + room)?.readElsewhere(at);
    }
    for (const one of this.yard.whispers) if (!one.log.last) await this.older(one);
    this.changed();
  }

  // No history has the whispers of guests, so the tab remembers the latest.
  #keepWhispers() {
    if (this.yard.me.account !== undefined) return;
    const whispers = this.yard.whispers.map(({ title, log }) => ({ with: title, events: log.entries.slice(-WHISPERS_KEPT) }));
    this.#tab.set('whispers', { me: this.yard.me.name, whispers: whispers.slice(-WHISPERS_KEPT) });
  }

  #restoreWhispers() {
    const { me, whispers } = this.#tab.get('whispers', {});
    if (this.yard.me.account !== undefined || me !== this.yard.me.name) return;
    for (const { with: name, events } of whispers) {
      const one = this.yard.whisper(name);
      one.readAt = this.store.getIn('read', one.key, 0);
      one.log.more = false;
      this.yard.past(one, events);
      if (this.yard.server.lost) one.log.forgetLost(this.yard.server.lost);
    }
  }

  /** Remembers which rooms one is in, for after a reload. */
  keepRooms() {
    this.store.set('rooms', this.yard.rooms.map(({ title, handle }) => ({ title, handle })));
  }

  // For what is asked by the page itself: no answer is no harm.
  async #try(request) {
    try {
      return await this.connection.ask(request);
    } catch (failure) {
      if (failure instanceof Lost || failure instanceof Refused) return undefined;
      throw failure;
    }
  }
}

function asPerson(person) {
  return typeof person === 'string' ? { name: person } : person;
}
