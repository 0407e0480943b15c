// What I have said and nobody has answered yet. It is kept with its nonce, also over a reload, and said again
// after each loss of the connection: the server says it once, however often it hears it.

import { Lost } from './connection.js';

const KEPT_MAX = 100;
const TYPING_EVERY = 4_000;

export class Outgoing {
  #connection;
  #store;
  #on;
  #sending = new Set();
  #typed = { key: null, at: 0 };

  constructor(connection, store, on) {
    this.#connection = connection;
    this.#store = store;
    this.#on = on;
  }

  /** Says it, as soon as one can. */
  say(conversation, text, me = false) {
    const message = { nonce: newNonce(), text, me, at: Date.now() };
    conversation.pending.push(message);
    this.#typed = { key: null, at: 0 };
    this.#keep(conversation);
    void this.#send(conversation, message);
  }

  /** Says what was refused once more, as the same message. */
  again(conversation, message) {
    message.failed = undefined;
    void this.#send(conversation, message);
  }

  /** Gives up what was refused. */
  discard(conversation, message) {
    conversation.pending = conversation.pending.filter((one) => one !== message);
    this.#keep(conversation);
    this.#on.changed();
  }

  /** All that is unanswered, in the order in which it was said. */
  resend(yard, only) {
    for (const one of only ? [only] : yard.conversations) {
      if (one.isRoom && one.number === null) continue; // again when I am back in it
      this.#restore(one);
      for (const message of one.pending) if (!message.failed) void this.#send(one, message);
    }
    for (const key of Object.keys(this.#store.get('pending', {}))) {
      if (!only && key.startsWith('@') && !yard.find(key)) this.resend(yard, yard.whisper(key.slice(1)));
    }
  }

  /** I am not there any more. */
  forget(conversation) {
    conversation.pending = [];
    this.#keep(conversation);
  }

  /** I cannot be there any more: what was not said is a draft again, for when I can. */
  putBack(conversation) {
    this.#restore(conversation);
    const unsent = conversation.pending.map(({ text, me }) => (me ? `/me ${text}` : text));
    const draft = this.#store.getIn('drafts', conversation.key, '');
    this.#store.setIn('drafts', conversation.key, [...unsent, draft].filter(Boolean).join('\n'));
    this.forget(conversation);
  }

  restart() {
    this.#sending.clear();
  }

  /** I am writing there; the others are told now and then. */
  typing(conversation, text) {
    const now = Date.now();
    if (text === '') {
      if (this.#typed.key === conversation.key) this.#signal(conversation, 'done');
      this.#typed = { key: null, at: 0 };
      return;
    }
    if (this.#typed.key === conversation.key && now - this.#typed.at < TYPING_EVERY) return;
    this.#typed = { key: conversation.key, at: now };
    this.#signal(conversation, 'active');
  }

  #signal(conversation, state) {
    if (conversation.isRoom && conversation.number === null) return;
    this.#connection.send({ type: 'typing', ...this.#to(conversation), state });
  }

  #to(conversation) {
    return conversation.isRoom ? { room: conversation.number } : { to: conversation.title };
  }

  async #send(conversation, message) {
    if (this.#connection.state !== 'in' || this.#sending.has(message.nonce)) return;
    if (conversation.isRoom && conversation.number === null) return;
    this.#sending.add(message.nonce);
    const { nonce, text, me } = message;
    const type = conversation.isRoom ? 'say' : 'whisper';
    try {
      const answer = await this.#connection.ask({ type, ...this.#to(conversation), text, nonce, ...(me && { me }) });
      // What was said before a restart is answered with what it was then, in a room that may have another number now.
      this.#on.answered(conversation, answer);
      conversation.pending = conversation.pending.filter((one) => one !== message);
    } catch (failure) {
      if (!(failure instanceof Lost)) this.#refused(conversation, message, failure);
    } finally {
      this.#sending.delete(nonce);
    }
    this.#keep(conversation);
    this.#on.changed();
  }

  #refused(conversation, message, failure) {
    if (failure.why === 'too-fast') {
      const wait = 1000 * (failure.seconds || 1);
      setTimeout(() => void this.#send(conversation, message), wait);
    } else message.failed = failure.why;
  }

  #keep(conversation) {
    const kept = conversation.pending.slice(-KEPT_MAX);
    this.#store.setIn('pending', conversation.key, kept.length > 0 && kept);
  }

  // What an earlier page had not sent.
  #restore(conversation) {
    if (conversation.pending.length > 0) return;
    conversation.pending = this.#store.getIn('pending', conversation.key, []);
  }
}

// Not crypto.randomUUID, which is there over https alone.
function newNonce() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
