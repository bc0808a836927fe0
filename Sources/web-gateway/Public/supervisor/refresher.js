// Asks again and again, not too often.

import { ApiError } from "/lib/api.js";
import { pauseBefore } from "/lib/waiting.js";

/** Asked at least so often, in milliseconds. */
const EVERY = 15_000;
/** And at most so often, however much happens. */
const GAP = 1_000;
/** An answer may be so far behind an event: what was asked for earlier than that after one is asked for again. */
const BEHIND = 1_500;
/** After a slow answer there is a rest of so many times its own duration. */
const REST = 3;

/**
 * Calls `read()`, one at a time. `onFresh(answer, askedAt)` gets what came, `onFailed(error)` the ApiError. While the
 * page is not seen, events do not hurry it.
 */
export class Refresher {
  #timer = null;
  #dueAt = Infinity;
  #notBefore = 0;
  #eventAt = -Infinity;
  #isReading = false;
  #isStopped = false;
  #failures = 0;

  constructor({ read, onFresh, onFailed }) {
    Object.assign(this, { read, onFresh, onFailed });
    document.addEventListener("visibilitychange", this.#onVisible);
    this.#schedule(0);
  }

  /** Something happened. */
  nudge() {
    this.#eventAt = Date.now();
    if (!document.hidden) this.#schedule(0);
  }

  stop() {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    document.removeEventListener("visibilitychange", this.#onVisible);
  }

  #onVisible = () => {
    if (!document.hidden) this.#schedule(0);
  };

  /** Sooner than what is planned, but not before the rest is over. */
  #schedule(wait) {
    if (this.#isReading || this.#isStopped) return;
    const now = Date.now();
    const at = Math.max(now + wait, this.#notBefore);
    if (at >= this.#dueAt) return;
    this.#dueAt = at;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#run(), at - now);
  }

  async #run() {
    const askedAt = Date.now();
    this.#dueAt = Infinity;
    this.#isReading = true;
    const failure = await this.#read(askedAt);
    this.#isReading = false;
    const took = Date.now() - askedAt;
    this.#notBefore = Date.now() + Math.max(GAP, REST * took, failure);
    this.#schedule(failure || (this.#isBehind(askedAt) ? GAP : EVERY));
  }

  /** Resolves to the pause before the next try if it failed, else to 0. */
  async #read(askedAt) {
    try {
      const answer = await this.read();
      this.#failures = 0;
      if (!this.#isStopped) this.onFresh(answer, askedAt);
      return 0;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.#failures += 1;
      if (!this.#isStopped) this.onFailed(error);
      return Math.max(error.retryAfter, GAP, pauseBefore(this.#failures));
    }
  }

  #isBehind(askedAt) {
    return !document.hidden && this.#eventAt + BEHIND > askedAt;
  }
}
