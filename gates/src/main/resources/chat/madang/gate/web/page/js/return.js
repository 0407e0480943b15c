// The way back after a loss: into the rooms that one was in, and everything that happened there in the meantime.

import { Lost } from './connection.js';
import { compareIds } from './log.js';

const GAP_PAGE = 100;
const GAP_PAGES = 6;
const GAP_ROUNDS = 4;

export class Return {
  #client;

  constructor(client) {
    this.#client = client;
  }

  /** Into a room that one has dropped out of; it may be another one of the same title, so history tells the rest. */
  async rejoin(room) {
    const isNew = room.log.last === undefined;
    try {
      await this.#joinOrCreate(room);
    } catch (failure) {
      if (failure instanceof Lost) return;
      this.#client.yard.drop(room);
      this.#client.outgoing.putBack(room);
      this.#client.on.trouble(failure, room.title);
      this.#client.keepRooms();
      this.#client.changed();
      return;
    }
    this.#client.keepRooms();
    this.#client.outgoing.resend(this.#client.yard, room);
    if (isNew) await this.#client.first(room);
    else await this.catchUp(room, false);
  }

  // A restart ends the rooms that nobody has registered: whoever is back first makes the room again.
  async #joinOrCreate(room) {
    const join = { type: 'join', room: room.title };
    try {
      return await this.#client.connection.ask(join);
    } catch (failure) {
      if (failure.why === 'already-a-member') return undefined;
      if (failure.why !== 'no-such-room') throw failure;
    }
    const capacity = room.capacity && { capacity: room.capacity };
    try {
      return await this.#client.connection.ask({ type: 'create', title: room.title, ...capacity });
    } catch (failure) {
      if (failure.why !== 'room-exists') throw failure;
      return this.#client.connection.ask(join);
    }
  }

  /**
   * Brings what happened in the meantime. Until that is done, `solid` stays where it was, so that another loss of the
   * connection loses nothing.
   *
   * @param same whether one has never been out of the room
   */
  async catchUp(room, same) {
    try {
      const filled = same && room.canCatchUp && (await this.#missed(room));
      if (!filled) await this.#fill(room);
      room.filled();
    } catch (failure) {
      if (!(failure instanceof Lost)) room.filled();
    }
    room.recount();
    this.#client.changed();
  }

  // By number, from what is known to the end; false when there is too much, or the server has it no longer.
  async #missed(room) {
    let known = { after: room.solid.seq, ...(room.solid.top && { id: room.solid.top }) };
    for (let round = 0; round < GAP_ROUNDS; round++) {
      const request = { type: 'catch-up', room: room.number, ...known };
      const { complete, next } = await this.#client.connection.ask(request);
      if (!complete) return false;
      if (!next) return true;
      known = next;
    }
    return false;
  }

  // By history, from the end until it meets what is known. A gap too long is left: the log begins after it.
  async #fill(conversation) {
    const known = conversation.solid.id;
    let before = {};
    for (let page = 0; page < GAP_PAGES; page++) {
      const { events, more } = await this.#client.history(conversation, { ...before, limit: GAP_PAGE });
      if (!more || events.length === 0) return;
      const eldest = idOf(events[0]);
      if (compareIds(eldest, known) <= 0) return;
      before = { before: eldest };
    }
    conversation.log.forgetBefore(before.before);
  }

  /** The same for whispers: those of accounts are in a history, those of guests are told again. */
  async whispers(one) {
    try {
      if (this.#client.hasHistory(one)) await this.#fill(one);
      one.filled();
    } catch (failure) {
      if (!(failure instanceof Lost)) one.filled();
    }
    this.#client.changed();
  }
}

// Renames and exits have an id for each of their rooms, and here there is one.
function idOf(event) {
  return event.id ?? event.places[0].id;
}
