// One WebSocket at a time, and the answers to what was asked on it. When it is lost it is opened again,
// later each time, and never by all pages at the same moment.

const FIRST_WAIT = 500;
const LONGEST_WAIT = 20_000;
const IDLE = 20_000;
const ANSWER_LIMIT = 15_000;
const SOON = 5_000;
const REPLACED = 4001;
const DONE = 1000;

/** The server said no. `why` is a word of the protocol. */
export class Refused extends Error {
  constructor(answer) {
    super(answer.why);
    this.why = answer.why;
    this.field = answer.field;
    this.seconds = answer.seconds;
  }
}

/** The connection was lost before the answer: nobody knows whether it was done. */
export class Lost extends Error {}

/** How long to wait before the attempt with this number (0, 1, 2 ...): doubled each time, half of it by chance. */
export function waitBefore(attempt, chance = Math.random()) {
  const longest = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(attempt, 16));
  return Math.round(longest * (0.5 + chance / 2));
}

/**
 * States: 'closed' (nobody wants one), 'opening', 'open' (nobody has come in yet), 'in', 'waiting' (lost; `retryAt`
 * says when it is tried again), 'replaced' (the same person came in elsewhere).
 */
export class Connection {
  state = 'closed';
  retryAt = 0;
  #url;
  #on;
  #socket = null;
  #attempt = 0;
  #timer = 0;
  #idle = 0;
  #nextRef = 1;
  #asked = new Map();

  /** @param on {opened(), heard(event), changed()} */
  constructor(url, on) {
    this.#url = url;
    this.#on = on;
  }

  /** Opens it now, whatever was planned. */
  open() {
    clearTimeout(this.#timer);
    this.#drop();
    this.#be('opening');
    const socket = new WebSocket(this.#url);
    this.#socket = socket;
    socket.onopen = () => socket === this.#socket && this.#opened();
    socket.onmessage = (message) => socket === this.#socket && this.#heard(message.data);
    socket.onclose = (close) => socket === this.#socket && this.#closed(close.code);
    // A server that takes the connection and says nothing is no server.
    this.#timer = setTimeout(() => socket.readyState === WebSocket.CONNECTING && this.#closed(0), ANSWER_LIMIT);
  }

  /** Closes it, and does not open it again. */
  close() {
    clearTimeout(this.#timer);
    this.#drop();
    this.#be('closed');
  }

  /** Somebody has come in: the next loss begins with a short wait again. */
  entered() {
    this.#attempt = 0;
    this.#be('in');
  }

  get #usable() {
    return this.state === 'open' || this.state === 'in';
  }

  /** Sends without caring for the answer. */
  send(request) {
    if (!this.#usable) return;
    this.#socket.send(JSON.stringify(request));
    this.#rest();
  }

  /** Sends, and promises the answer; fails with Refused or Lost. */
  ask(request) {
    if (!this.#usable) return Promise.reject(new Lost());
    const ref = this.#nextRef++;
    return new Promise((resolve, reject) => {
      this.#asked.set(ref, { resolve, reject });
      this.send({ ...request, ref });
    });
  }

  /** Somebody looks at the page, or the network is back: is the connection alive? */
  nudge() {
    if (this.state === 'waiting') this.open();
    else if (this.#usable) this.#probe(SOON);
  }

  #opened() {
    clearTimeout(this.#timer);
    this.#be('open');
    this.#rest();
    this.#on.opened();
  }

  #heard(data) {
    this.#rest();
    let event;
    try {
      event = JSON.parse(data);
    } catch {
      return; // No server of ours says that; what can be understood goes on.
    }
    if (event?.type === 'replaced') return void this.#over('replaced');
    const asked = this.#asked.get(event.ref);
    // The answer to `join` with `after` is followed by `missed`, of the same ref: nobody waits for that.
    this.#asked.delete(event.ref);
    if (event.type !== 'refused') this.#on.heard(event);
    if (event.type === 'refused') asked?.reject(new Refused(event));
    else asked?.resolve(event);
  }

  #closed(code) {
    if (code === REPLACED) return void this.#over('replaced');
    if (code === DONE) return void this.#over('closed');
    this.#drop();
    const wait = waitBefore(this.#attempt++);
    this.retryAt = Date.now() + wait;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.open(), wait);
    this.#be('waiting');
  }

  #over(state) {
    clearTimeout(this.#timer);
    this.#drop();
    this.#be(state);
  }

  #drop() {
    clearTimeout(this.#idle);
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
    const asked = [...this.#asked.values()];
    this.#asked.clear();
    for (const { reject } of asked) reject(new Lost());
  }

  // Nobody tells a page that its network has gone. After some silence it asks.
  #rest() {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.#probe(ANSWER_LIMIT), IDLE);
  }

  #probe(limit) {
    const socket = this.#socket;
    if (!socket || !this.#usable) return;
    socket.send('{"type":"ping"}');
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => socket === this.#socket && this.#closed(0), limit);
  }

  #be(state) {
    this.state = state;
    this.#on.changed();
  }
}
