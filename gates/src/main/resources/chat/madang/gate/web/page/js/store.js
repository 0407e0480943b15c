// What the browser keeps for next time. Everything works without it, for as long as the page is open.

const PREFIX = 'madang.';
const DRAFTS_MAX = 200;

export class Store {
  #storage;

  /** @param storage localStorage, or what is like it; undefined when the browser has none */
  constructor(storage) {
    this.#storage = storage;
  }

  get(name, otherwise = null) {
    try {
      return JSON.parse(this.#storage.getItem(PREFIX + name)) ?? otherwise;
    } catch {
      return otherwise; // no storage, or somebody else's value
    }
  }

  set(name, value) {
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
}
