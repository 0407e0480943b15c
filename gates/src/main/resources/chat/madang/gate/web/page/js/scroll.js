// The place in the log: at its end and staying there, or somewhere above and not moving, whatever comes.
// No more than so many rows are in the page; which ones, follows from the place.

const ROWS = 500;
const STEP = 150;
const NEAR = 400;
const AT_END = 40;

export class Scroll {
  #app;
  #conversation = null;
  #following = true;
  /** The id of the first row, when one is not at the end; null: as many as fit, from the end. */
  #from = null;
  #anchor = null;
  #observer = new ResizeObserver(() => this.#following && this.#toEnd());
  #observed = null;

  constructor(app) {
    this.#app = app;
    app.follow = () => {
      this.#following = true;
      this.#from = null;
      app.changed();
    };
  }

  /** Whether one sees the latest. */
  get following() {
    return this.#following;
  }

  get #log() {
    return document.getElementById('log');
  }

  /** The entries that have rows, the one before them, and whether there are others below or out of sight. */
  shown(conversation) {
    if (conversation !== this.#conversation) this.#begin(conversation);
    const { entries } = conversation.log;
    const first = this.#first(conversation);
    const below = !this.#following;
    return { entries: entries.slice(first, first + ROWS), before: entries[first - 1], below };
  }

  #first({ log }) {
    const latest = Math.max(0, log.entries.length - ROWS);
    if (this.#from === null) return latest;
    const index = log.indexOf(this.#from);
    return Math.min(index < 0 ? ~index : index, latest);
  }

  #begin(conversation) {
    this.#conversation = conversation;
    this.#following = true;
    this.#from = null;
    this.#anchor = { begin: true };
  }

  /** Before the page is shown anew: remember what stands where. */
  before() {
    const log = this.#log;
    if (this.#anchor?.begin || !log || this.#following) return;
    const top = log.getBoundingClientRect().top;
    for (const row of log.querySelectorAll('[data-id]')) {
      const place = row.getBoundingClientRect();
      if (place.bottom > top) {
        this.#anchor = { id: row.dataset.id, top: place.top };
        return;
      }
    }
  }

  /** Afterwards: it stands there still, or the end is seen. */
  after() {
    const log = this.#log;
    if (!log) {
      this.#conversation = null;
      return;
    }
    if (log !== this.#observed) {
      this.#observer.disconnect();
      this.#observer.observe(log);
      this.#observed = log;
    }
    const anchor = this.#anchor;
    this.#anchor = null;
    const fresh = anchor?.begin && log.querySelector('.new');
    if (fresh) log.scrollTop += fresh.getBoundingClientRect().top - log.getBoundingClientRect().top - log.clientHeight / 4;
    else if (this.#following) this.#toEnd();
    else if (anchor?.id) {
      const row = log.querySelector(`[data-id="${CSS.escape(anchor.id)}"]`);
      if (row) log.scrollTop += row.getBoundingClientRect().top - anchor.top;
    }
    if (fresh) this.moved();
    else this.#reach(log);
  }

  #toEnd() {
    const log = this.#log;
    if (log) log.scrollTop = log.scrollHeight;
  }

  /** Somebody has scrolled. */
  moved() {
    const log = this.#log;
    const conversation = this.#conversation;
    if (!log || !conversation) return;
    const { entries } = conversation.log;
    const first = this.#first(conversation);
    const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < AT_END && first + ROWS >= entries.length;
    if (atEnd !== this.#following) {
      this.#following = atEnd;
      this.#from = atEnd ? null : entries[first]?.id ?? null;
      this.#app.changed();
    }
    this.#reach(log);
  }

  // Near an edge there have to be more rows: from the log, or from the server.
  #reach(log) {
    const conversation = this.#conversation;
    const { entries } = conversation.log;
    const first = this.#first(conversation);
    const up = log.scrollTop < NEAR;
    const down = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR;
    if (up && first > 0) this.#move(entries[Math.max(0, first - STEP)].id);
    else if (up && conversation.log.more) void this.#app.client.older(conversation);
    else if (down && !this.#following && first + ROWS < entries.length) this.#move(entries[first + STEP].id);
  }

  #move(id) {
    if (this.#following) return;
    this.#from = id;
    this.#app.changed();
  }
}
