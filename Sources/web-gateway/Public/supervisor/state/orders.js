// What the supervisor ordered and what became of it. No DOM.

import { Outbox } from "/lib/outbox.js";
import { isEffect, isInLists } from "./effects.js";

/** An order whose effect was not seen for so many milliseconds after it was delivered is reported as unconfirmed. */
const EFFECT_LIMIT = 10_000;
/** An order that could not be delivered for so long is reported once; it is still being tried. */
const DELIVERY_LIMIT = 8_000;

/**
 * Orders on their way, each until its effect was seen on the stream or in the lists, until it was refused, or until too
 * much time has passed.
 *
 * `onResult({outcome, type, data, protocol?, error?})`: `done`, `refused`, `late` (delivered, no effect seen) or
 * `waiting` (not delivered yet). `onExpired()`: nobody is signed in any more.
 */
export class Orders {
  #outbox;
  /** By id: {deliveredAt, givenAt, wasReported}. */
  #progress = new Map();

  constructor({ me, storageKey = null, onResult, onChange, onExpired, now = () => Date.now() }) {
    Object.assign(this, { me, onResult, onChange, onExpired, now });
    this.#outbox = new Outbox({ path: "/api/supervisor/commands", storageKey, onChange: () => this.#moved() });
    this.#note();
  }

  give(type, data) {
    this.#outbox.add(type, data);
  }

  /** The order that is on its way for a conversation or an agent: its type, else null. */
  pending(subjectId) {
    const entry = this.#outbox.entries.find(({ data, state }) => state !== "failed" && subjectOf(data) === subjectId);
    return entry?.type ?? null;
  }

  /** The stream is there (again): a refusal may have been missed. */
  repeat() {
    this.#outbox.repeat();
    this.#note();
  }

  /** Takes an event of the stream. */
  take(type, data) {
    if (type === "command.rejected.v1") return this.#refused(data);
    for (const entry of this.#outbox.entries) {
      if (isEffect(entry, type, data, this.me.id)) this.#finish(entry, "done", data.protocol);
    }
  }

  /** Compares with the lists: `board` was asked for at `askedAt`. What only shows there is done, too. */
  check(board, askedAt) {
    for (const entry of this.#delivered) {
      const { deliveredAt } = this.#progress.get(entry.id);
      if (deliveredAt < askedAt && isInLists(entry, board)) this.#finish(entry, "done");
    }
  }

  /** Looks for orders that take too long. */
  tick() {
    const now = this.now();
    for (const entry of this.#outbox.entries) {
      const progress = this.#progress.get(entry.id);
      if (entry.state === "taken" && now - progress.deliveredAt > EFFECT_LIMIT) this.#finish(entry, "late");
      else if (entry.state === "waiting" && !progress.wasReported && now - progress.givenAt > DELIVERY_LIMIT) {
        progress.wasReported = true;
        this.onResult({ outcome: "waiting", type: entry.type, data: entry.data });
      }
    }
  }

  get #delivered() {
    return this.#outbox.entries.filter(({ state }) => state === "taken");
  }

  #refused(rejection) {
    const entry = this.#outbox.settle(rejection.commandId);
    if (entry) this.#report(entry, "refused", { error: rejection });
  }

  #finish(entry, outcome, protocol) {
    this.#outbox.settle(entry.id);
    this.#report(entry, outcome, { protocol });
  }

  #report(entry, outcome, more) {
    this.#progress.delete(entry.id);
    this.onResult({ outcome, type: entry.type, data: entry.data, ...more });
  }

  #moved() {
    this.#note();
    const failed = this.#outbox.entries.find(({ state }) => state === "failed");
    if (failed) this.#gatewayRefused(failed);
    else this.onChange();
  }

  /** Notes when an order was given and when it was delivered. */
  #note() {
    const now = this.now();
    for (const { id, state } of this.#outbox.entries) {
      const progress = this.#progress.get(id) ?? { givenAt: now, deliveredAt: null, wasReported: false };
      if (state === "taken") progress.deliveredAt ??= now;
      else if (progress.deliveredAt !== null) Object.assign(progress, { givenAt: now, deliveredAt: null });
      this.#progress.set(id, progress);
    }
  }

  #gatewayRefused(entry) {
    this.#outbox.discard(entry.id);
    if (entry.error.code === "not_signed_in") return this.onExpired();
    this.#report(entry, "refused", { error: entry.error });
  }
}

function subjectOf({ conversationId, agentId }) {
  return conversationId ?? agentId;
}
