// What this page wants said: one command at a time, in order, under ids of their own, until the gateway has taken it.

import { ApiError, post } from "./api.js";
import { messageId } from "./ids.js";
import { pause, pauseBefore } from "./waiting.js";

/**
 * Commands on their way to Guichê. A command is `waiting` until the broker has it, then `taken` until its effect was
 * seen (`settle`); it is `failed` when it was refused, and then only `retry` or `discard` moves it.
 *
 * With `storageKey` the commands survive a reload of the tab.
 */
export class Outbox {
  #entries = [];
  #isSending = false;

  constructor({ path, headers = {}, storageKey = null, onChange = () => {} }) {
    Object.assign(this, { path, headers, storageKey, onChange });
    const stored = storageKey ? sessionStorage.getItem(storageKey) : null;
    if (stored) this.#entries = JSON.parse(stored);
    this.#send();
  }

  /** [{id, type, data, state, error: {code, message, details}?}], in the order in which they were added. */
  get entries() {
    return this.#entries;
  }

  /** Adds a command and returns its id. */
  add(type, data) {
    const entry = { id: messageId(), type, data, state: "waiting" };
    this.#entries.push(entry);
    this.#changed();
    this.#send();
    return entry.id;
  }

  /** Its effect was seen: it is over. Returns the entry, or undefined if it is not known here. */
  settle(id) {
    const entry = this.#entries.find((one) => one.id === id);
    this.discard(id);
    return entry;
  }

  /** The engine refused it (`command.rejected.v1`). Returns the entry, or undefined if it is not known here. */
  refuse(id, { code, message = "", details = {} }) {
    const entry = this.#entries.find((one) => one.id === id);
    if (entry) this.#fail(entry, { code, message, details });
    return entry;
  }

  /** Says a failed one again, as a new command at the end. */
  retry(id) {
    const entry = this.settle(id);
    return entry ? this.add(entry.type, entry.data) : undefined;
  }

  /**
   * Says again, under the same ids, what was taken but whose effect was not seen, after the stream was lost: it has no
   * second effect, but if it was refused meanwhile the refusal comes again.
   */
  repeat() {
    for (const entry of this.#entries) if (entry.state === "taken") entry.state = "waiting";
    this.#send();
  }

  discard(id) {
    const rest = this.#entries.filter((one) => one.id !== id);
    if (rest.length === this.#entries.length) return;
    this.#entries = rest;
    this.#changed();
  }

  #fail(entry, error) {
    entry.state = "failed";
    entry.error = error;
    this.#changed();
  }

  #changed() {
    if (this.storageKey) {
      if (this.#entries.length === 0) sessionStorage.removeItem(this.storageKey);
      else sessionStorage.setItem(this.storageKey, JSON.stringify(this.#entries));
    }
    this.onChange();
  }

  async #send() {
    if (this.#isSending) return;
    this.#isSending = true;
    let tries = 0;
    for (let entry = this.#next(); entry; entry = this.#next()) {
      try {
        await post(this.path, { id: entry.id, type: entry.type, data: entry.data }, this.headers);
        tries = 0;
        if (entry.state === "waiting") entry.state = "taken";
        this.#changed();
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        if (!error.isPassing) {
          this.#fail(entry, { code: error.code, message: error.message, details: error.details });
          continue;
        }
        tries += 1;
        await pause(Math.max(error.retryAfter, pauseBefore(tries)));
      }
    }
    this.#isSending = false;
  }

  #next() {
    return this.#entries.find((one) => one.state === "waiting");
  }
}
