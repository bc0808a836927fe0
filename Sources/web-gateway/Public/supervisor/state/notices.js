// The notices on the screen: results of orders and what else a supervisor must be told. No DOM.

/** The most that are shown; the oldest go. */
const MOST = 4;
/** Good news goes by itself after so many milliseconds; bad news stays. */
const GOOD_LIFE = 15_000;

/** Notices, the newest last. */
export class Notices {
  #last = 0;
  /** [{id, kind: "good" | "error", text, at}] */
  all = [];

  add(kind, text, now) {
    this.#last += 1;
    this.all = [...this.all, { id: this.#last, kind, text, at: now }].slice(-MOST);
  }

  dismiss(id) {
    this.all = this.all.filter((notice) => notice.id !== id);
  }

  /** Forgets what has been there long enough; whether anything has. */
  tick(now) {
    const left = this.all.filter(({ kind, at }) => kind !== "good" || now - at < GOOD_LIFE);
    const isChanged = left.length < this.all.length;
    this.all = left;
    return isChanged;
  }
}
