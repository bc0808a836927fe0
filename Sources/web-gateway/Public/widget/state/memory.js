// What this browser remembers. Where it must not (private windows, blocked cookies), this page alone does.

/** A stand-in for `Storage` that lasts as long as the page. */
class PageMemory {
  #values = new Map();

  getItem(key) {
    return this.#values.get(key) ?? null;
  }

  setItem(key, value) {
    this.#values.set(key, value);
  }

  removeItem(key) {
    this.#values.delete(key);
  }
}

function usable(name) {
  try {
    const storage = globalThis[name];
    storage.setItem("guiche.probe", "1");
    storage.removeItem("guiche.probe");
    return storage;
  } catch {
    return null;
  }
}

/** JSON values under names, in the browser (`localStorage`) or, with "sessionStorage", in this tab. */
export class Memory {
  #storage;

  constructor(name = "localStorage") {
    const storage = usable(name);
    /** Whether it survives the page. */
    this.isLasting = storage !== null;
    this.#storage = storage ?? new PageMemory();
  }

  /** Null for what is not there or is not JSON. */
  read(key) {
    try {
      return JSON.parse(this.#storage.getItem(key));
    } catch {
      return null;
    }
  }

  /** Full storage is no reason to stop a talk: what can't be kept is forgotten with the page. */
  write(key, value) {
    try {
      this.#storage.setItem(key, JSON.stringify(value));
    } catch {
      this.isLasting = false;
    }
  }

  forget(key) {
    this.#storage.removeItem(key);
  }

  /** Calls `seen(value)` when another tab writes `key`. */
  watch(key, seen) {
    addEventListener("storage", (event) => {
      if (event.key === key && event.newValue !== null) seen(this.read(key));
    });
  }
}
