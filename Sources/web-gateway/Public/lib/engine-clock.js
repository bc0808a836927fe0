// What time the engine has. No DOM.

/** So many samples are compared. */
const SAMPLES = 20;

/**
 * The engine's clock as seen from here: this machine's may be wrong by minutes, and waits would be, too. An event's
 * `at` is a little before its arrival, so the largest of the last differences is the nearest to the truth.
 */
export class EngineClock {
  #differences = [];

  /** An event of the moment `at` has arrived. */
  saw(at, now = Date.now()) {
    const moment = Date.parse(at);
    if (Number.isNaN(moment)) return;
    this.#differences = [...this.#differences.slice(1 - SAMPLES), moment - now];
  }

  now(now = Date.now()) {
    return this.#differences.length === 0 ? now : now + Math.max(...this.#differences);
  }
}
