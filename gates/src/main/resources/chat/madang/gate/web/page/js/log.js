// What happened in one conversation, in order. Pure: knows neither the page nor the socket.

// As many are kept of a conversation that one reads, and of one that one does not.
const KEPT = 5000;
const KEPT_ASIDE = 200;

// Ids are digits, and grow; a longer one is the greater.
export function compareIds(a, b) {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}

/** Entries by id, each once, wherever it came from: live, missed, or from history. */
export class Log {
  entries = [];
  /** Whether the server may have elder ones. */
  more = true;

  get first() {
    return this.entries[0];
  }

  get last() {
    return this.entries[this.entries.length - 1];
  }

  /** Where the entry with this id is, or where it would have to be put (as ~index). */
  indexOf(id) {
    let low = 0;
    let high = this.entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const order = compareIds(this.entries[middle].id, id);
      if (order === 0) return middle;
      if (order < 0) low = middle + 1;
      else high = middle;
    }
    return ~low;
  }

  get(id) {
    const index = this.indexOf(id);
    return index < 0 ? undefined : this.entries[index];
  }

  /** Puts it where it belongs; false when it was there already. */
  add(entry) {
    const index = this.indexOf(entry.id);
    if (index >= 0) return false;
    this.entries.splice(~index, 0, entry);
    return true;
  }

  get full() {
    return this.entries.length >= KEPT;
  }

  /** Forgets the eldest of a conversation that nobody looks at; they can be read again. */
  rest() {
    this.#keep(KEPT_ASIDE);
  }

  /** Forgets what would be too much even of one that is looked at. */
  bound() {
    if (this.entries.length > KEPT) this.#keep(KEPT - KEPT_ASIDE);
  }

  /** Forgets what was told and was lost with the server, before it was on disk: what has an id between these two. */
  forgetLost({ after, before }) {
    this.entries = this.entries.filter(({ id }) => compareIds(id, after) <= 0 || compareIds(id, before) >= 0);
  }

  /** Forgets everything before this entry: there is a gap that was not filled. */
  forgetBefore(id) {
    const index = this.indexOf(id);
    const from = index < 0 ? ~index : index;
    if (from === 0) return;
    this.entries.splice(0, from);
    this.more = true;
  }

  #keep(count) {
    if (this.entries.length <= count) return;
    this.entries.splice(0, this.entries.length - count);
    this.more = true;
  }
}
