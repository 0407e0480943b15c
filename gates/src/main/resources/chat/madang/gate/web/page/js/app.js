// What the page shows beside the yard's own state (which conversation, which dialog, language, colours), and
// everything that one can do on it. Views call these; each ends in `changed`.

import { Client } from './client.js';
import { Lost, Refused } from './connection.js';
import * as i18n from './i18n.js';
import { Notices } from './notices.js';

const LIST_EVERY = 20_000;
const TOAST_LASTS = 6_000;

export class App {
  /** The conversation that is shown; null when none is. */
  active = null;
  /** {kind, …}: the dialog that is open; null when none is. */
  dialog = null;
  peopleShown = matchMedia('(min-width: 1200px)').matches;
  search = '';
  /** A short message at the edge; '' when there is none. */
  toast = '';
  /** What was chosen by hand; null: as the browser says. */
  theme;
  door = { mode: 'guest', busy: false, problem: '', server: null };
  #store;
  #changed;
  #toastTimer = 0;
  #narrow = matchMedia('(max-width: 719px)');
  #wide = matchMedia('(min-width: 1024px)');

  /**
   * @param store   what lasts in this browser
   * @param tab     what lasts as long as this tab
   * @param changed tells the page to show itself anew
   */
  constructor(store, tab, changed) {
    this.#store = store;
    this.#changed = changed;
    this.theme = store.get('theme');
    this.notices = new Notices(this);
    const url = location.origin.replace(/^http/, 'ws') + '/api/v1';
    this.client = new Client(url, store, tab, {
      changed: () => this.#update(),
      news: (conversation, entry) => this.notices.news(conversation, entry),
      trouble: (failure, title) => this.say(`${title}: ${i18n.whyNot(failure)}`),
      removed: (title, by, reason) => this.#removed(title, by, reason),
      expelled: (by, reason) => this.#expelled(by, reason),
      told: (event) => this.#told(event),
      home: (room) => this.narrow || this.active || this.open(room),
    });
    this.#narrow.addEventListener('change', changed);
    this.#wide.addEventListener('change', () => {
      if (this.overlaps) this.peopleShown = false;
      changed();
    });
    addEventListener('hashchange', () => this.#follow());
    addEventListener('online', () => this.client.connection.nudge());
    document.addEventListener('visibilitychange', () => this.#seen());
    setInterval(() => document.hidden || (this.client.connection.state === 'in' && this.client.list()), LIST_EVERY);
  }

  /** Whether there is room for one side at a time only. */
  get narrow() {
    return this.#narrow.matches;
  }

  /** Whether the people lie over the conversation, as there is no room for them beside it. */
  get overlaps() {
    return !this.#wide.matches;
  }

  get yard() {
    return this.client.yard;
  }

  async start() {
    await i18n.speak(this.#store.get('language') ?? i18n.preferred(navigator.languages));
    this.#paint();
    if (!this.client.comeBack()) void this.#askServer();
    this.#update();
  }

  // What one can do at the door is said before anybody has come in.
  async #askServer() {
    try {
      const answer = await fetch('/api/v1');
      if (answer.ok) this.door.server = await answer.json();
    } catch {
      // Then it is said when somebody tries.
    }
    this.#update();
  }

  // --- the door

  async comeIn(request) {
    this.door = { ...this.door, busy: true, problem: '' };
    this.#changed();
    try {
      await this.client.comeIn(request);
      this.door.problem = '';
    } catch (failure) {
      this.door.problem = i18n.whyNot(failure);
    }
    this.door.busy = false;
    this.#update();
  }

  doorMode(mode) {
    this.door = { ...this.door, mode, problem: '' };
    this.#changed();
  }

  async goOut() {
    this.close();
    this.open(null);
    await this.client.leaveYard();
    void this.#askServer();
  }

  // --- conversations

  /** Shows a conversation, or none (null): the list, on a narrow screen. */
  open(conversation) {
    if (this.active === conversation) return;
    this.active?.log.rest();
    this.active = conversation;
    this.search = '';
    conversation?.look();
    if (this.overlaps) this.peopleShown = false;
    const hash = conversation ? `#/${encodeURIComponent(conversation.key)}` : '#/';
    if (location.hash !== hash && !(location.hash === '' && hash === '#/')) location.hash = hash;
    if (!conversation && this.yard.me) void this.client.list();
    if (conversation && !conversation.log.last) void this.client.older(conversation);
    this.#update();
  }

  openWhisper(name) {
    this.close();
    this.open(this.yard.whisper(name));
    this.focusComposer();
  }

  // The address says which conversation; so "back" works, and a reload.
  #follow() {
    const key = decoded(location.hash.slice(2));
    if (key === (this.active?.key ?? '')) return;
    const conversation = this.yard.find(key);
    if (conversation || key === '') this.open(conversation ?? null);
  }

  #update() {
    const { yard } = this;
    if (this.active && !yard.conversations.includes(this.active)) {
      // The same room as a new object after coming in anew, or none.
      this.active = yard.find(this.active.key) ?? null;
      if (!this.active && yard.me) location.hash = '#/';
    }
    if (!this.active && yard.me && location.hash.length > 2) {
      const wanted = yard.find(decoded(location.hash.slice(2)));
      if (wanted) this.open(wanted);
    }
    if (this.client.doorNotice) this.#thrownOut(this.client.doorNotice);
    this.notices.title();
    this.#changed();
  }

  #thrownOut(failure) {
    this.client.doorNotice = null;
    this.door.problem = i18n.whyNot(failure);
    void this.#askServer();
  }

  #removed(title, by, reason) {
    const text = i18n.t(by ? 'removed.by' : 'removed', { room: title, by });
    this.say(reason ? `${text} (${reason})` : text);
  }

  #expelled(by, reason) {
    const text = i18n.t('expelled', { by: by.name });
    this.close();
    this.door = { ...this.door, problem: reason ? `${text} (${reason})` : text };
    void this.#askServer();
  }

  // What concerns no conversation.
  #told(event) {
    if (event.type === 'invited') this.say(i18n.t('invited', { name: event.who.name, room: event.title }));
    else this.say(`${event.who.name}: ${event.text}`);
  }

  /** Everything that is shown has been seen. */
  seen() {
    if (!this.active || document.hidden) return;
    this.client.read(this.active);
    this.notices.title();
  }

  #seen() {
    if (document.hidden) return;
    this.client.connection.nudge();
    this.#changed();
  }

  create(title, capacity) {
    return this.#enterRoom(() => this.client.create(title, capacity));
  }

  join(room, key) {
    if (room.key && key === undefined) return this.show({ kind: 'key', room });
    return this.#enterRoom(() => this.client.join(room.title, key));
  }

  async #enterRoom(action) {
    const room = await this.try(action);
    if (!room) return false;
    this.close();
    this.open(room);
    this.focusComposer();
    return true;
  }

  async leave(conversation) {
    const title = conversation.title;
    const done = await this.try(async () => {
      await this.client.leave(conversation);
      return true;
    });
    if (done && conversation.isRoom) this.say(i18n.t('left.done', { room: title }));
  }

  // --- the composer

  draft(conversation = this.active) {
    return this.#store.getIn('drafts', conversation.key, '');
  }

  keepDraft(text) {
    this.#store.setIn('drafts', this.active.key, text);
    this.client.outgoing.typing(this.active, text);
    this.#changed();
  }

  /** Says it; `/me` makes an action of it. */
  talk(text) {
    const me = /^\/me\s+/i.exec(text);
    const body = me ? text.slice(me[0].length) : text;
    if (body.trim() === '') return;
    this.client.outgoing.say(this.active, body, me !== null);
    this.#store.setIn('drafts', this.active.key, '');
    this.active.newFrom = null;
    this.follow();
  }

  /** Brings the log to its end; the page sets what it does. */
  follow = () => {};

  mention(name) {
    this.close();
    const draft = this.draft();
    this.keepDraft(`${draft}${draft && !draft.endsWith(' ') ? ' ' : ''}@${name} `);
    this.focusComposer();
  }

  focusComposer() {
    this.#changed();
    requestAnimationFrame(() => document.getElementById('write')?.focus());
  }

  // --- dialogs and words at the edge

  show(dialog) {
    this.dialog = { problem: '', busy: false, ...dialog };
    this.#changed();
  }

  close() {
    if (!this.dialog) return;
    this.dialog = null;
    this.#changed();
  }

  /** Does what a dialog is for, and closes it; a refusal stands in the dialog. */
  async settle(action) {
    const { dialog } = this;
    this.dialog = { ...dialog, busy: true, problem: '' };
    this.#changed();
    try {
      await action();
      this.close();
      return true;
    } catch (failure) {
      if (this.dialog) this.dialog = { ...this.dialog, busy: false, problem: i18n.whyNot(failure) };
      this.#changed();
      return false;
    }
  }

  /** Does it; a refusal stands in the open dialog, or at the edge. */
  async try(action) {
    try {
      return await action();
    } catch (failure) {
      if (!(failure instanceof Refused || failure instanceof Lost)) throw failure;
      if (this.dialog) this.dialog = { ...this.dialog, busy: false, problem: i18n.whyNot(failure) };
      else this.say(i18n.whyNot(failure));
      this.#changed();
      return undefined;
    }
  }

  say(text) {
    this.toast = text;
    clearTimeout(this.#toastTimer);
    this.#toastTimer = setTimeout(() => {
      this.toast = '';
      this.#changed();
    }, TOAST_LASTS);
    this.#changed();
  }

  // --- how it looks and speaks

  async speak(language) {
    await i18n.speak(language);
    this.#store.set('language', language);
    this.notices.title();
    this.#changed();
  }

  paint(theme) {
    this.theme = theme;
    this.#store.set('theme', theme);
    this.#paint();
    this.#changed();
  }

  #paint() {
    const { dataset } = document.documentElement;
    if (this.theme) dataset.theme = this.theme;
    else delete dataset.theme;
  }

  get noticesWanted() {
    return this.#store.get('notices', false);
  }

  set noticesWanted(wanted) {
    this.#store.set('notices', wanted || null);
    this.#changed();
  }

  changed() {
    this.#changed();
  }
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return ''; // somebody wrote an address by hand
  }
}
