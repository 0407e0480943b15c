// What the browser keeps for next time. Everything works without it, for as long as the page is open.

const PREFIX = 'madang.';
const DRAFTS_MAX = 200;

export class Store {
  #storage;
  /** What was read or written last, so that nothing is parsed twice; another tab's changes come by `forget`. */
  #known = new Map();

  /** @param storage localStorage, or what is like it; undefined when the browser has none */
  constructor(storage) {
    this.#storage = storage;
  }

  get(name, otherwise = null) {
    if (!this.#known.has(name)) this.#known.set(name, this.#read(name));
    return this.#known.get(name) ?? otherwise;
  }

  #read(name) {
    try {
      return JSON.parse(this.#storage.getItem(PREFIX + name));
    } catch {
      return null; // no storage, or somebody else's value
    }
  }

  /** Another tab has written it; null: all of it. */
  forget(key) {
    if (key === null) this.#known.clear();
    else if (key.startsWith(PREFIX)) this.#known.delete(key.slice(PREFIX.length));
  }

  set(name, value) {
    this.#known.set(name, value);
    try {
      if (value === null) this.#storage.removeItem(PREFIX + name);
      else this.#storage.setItem(PREFIX + name, JSON.stringify(value));
    } catch {
      // No storage, or it is full: the page forgets when it is closed, and works until then.
    }
  }

  /** One of many values under a name, such as the draft of one room; the eldest are dropped. */
  getIn(name, key, otherwise = null) {
    return this.get(name, {})[key] ?? otherwise;
  }

  setIn(name, key, value) {
    const { [key]: _, ...all } = this.get(name, {});
    if (value) all[key] = value;
    const entries = Object.entries(all);
    this.set(name, Object.fromEntries(entries.slice(-DRAFTS_MAX)));
  }

  /** What is under one key of each of these names is under another from now on. */
  move(names, from, to) {
    for (const name of names) {
      const value = this.getIn(name, from);
      this.setIn(name, from, null);
      if (value !== null) this.setIn(name, to, value);
    }
  }
}
