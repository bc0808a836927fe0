// The secret that makes this browser the customer of one conversation, shared by all of its tabs.

import { secretToken } from "/lib/ids.js";

/** Runs `work` while no other tab is in here; without Web Locks the moment of two clicks is short enough. */
async function alone(name, work) {
  try {
    return await navigator.locks.request(name, work);
  } catch (error) {
    if (error instanceof TypeError || error instanceof DOMException) return work();
    throw error;
  }
}

/** The ticket of this channel: {token, previousToken}. */
export class Tickets {
  constructor(memory, key) {
    Object.assign(this, { memory, key });
  }

  /** Null when there is none. */
  get current() {
    const ticket = this.memory.read(this.key);
    return typeof ticket?.token === "string" ? ticket : null;
  }

  /**
   * A ticket for a new conversation after that of `previous` (null: there was none). If another tab was quicker it is
   * that tab's: two tabs never make two conversations of one wish.
   */
  takeNew(previous) {
    return alone(this.key, () => {
      const found = this.current;
      if (found && found.token !== previous?.token) return { ticket: found, isMine: false };
      const ticket = { token: secretToken(), previousToken: previous?.token ?? null };
      this.memory.write(this.key, ticket);
      return { ticket, isMine: true };
    });
  }

  /** For a token that the gateway does not accept. */
  drop() {
    this.memory.forget(this.key);
  }

  /** Calls `taken(ticket)` when another tab took a new one. */
  watch(taken) {
    this.memory.watch(this.key, taken);
  }
}
