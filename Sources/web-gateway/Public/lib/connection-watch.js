// Whether the customer has to be told that the connection is gone.

/** Losses shorter than this many milliseconds are not worth a word. */
export const PATIENCE = 2_000;

/** Calls `onChange(isLost)` when the stream has been away for longer than `PATIENCE`, and when it is back. */
export class ConnectionWatch {
  #timer = null;
  isLost = false;

  constructor(onChange) {
    this.onChange = onChange;
    this.lost();
  }

  lost() {
    if (this.isLost) return;
    this.#timer ??= setTimeout(() => this.#tell(true), PATIENCE);
  }

  back() {
    clearTimeout(this.#timer);
    this.#timer = null;
    if (this.isLost) this.#tell(false);
  }

  #tell(isLost) {
    this.#timer = null;
    this.isLost = isLost;
    this.onChange(isLost);
  }
}
