// What the supervisor ordered and what became of it. No DOM.

import { Outbox } from "/lib/outbox.js";

export const CLOSE = "supervisor.conversation.closed.v1";
export const REQUEUE = "supervisor.conversation.requeued.v1";
export const REASSIGN = "supervisor.conversation.reassigned.v1";
export const LOG_OUT = "supervisor.agent.loggedout.v1";

/** An order whose effect was not seen for so many milliseconds after it was delivered is reported as unconfirmed. */
const EFFECT_LIMIT = 10_000;
/** An order that could not be delivered for so long is reported once; it is still being tried. */
const DELIVERY_LIMIT = 8_000;

/** The words in which a decision names what a supervisor did (`routing.decided.v1`, check "supervisor"). */
const DECIDED = { [CLOSE]: "closed", [REQUEUE]: "requeued", [REASSIGN]: "reassigned" };

/**
 * Orders on their way, each until its effect was seen on the stream or in the lists, until it was refused, or until too
 * much time has passed.
 *
 * `onResult({outcome, type, data, error?})`: `done`, `refused`, `late` (delivered, no effect seen) or `waiting` (not
 * delivered yet). `onExpired()`: nobody is signed in any more.
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

  /** Takes an event of the stream. */
  take(type, data) {
    if (type === "command.rejected.v1") return this.#refused(data);
    for (const entry of this.#outbox.entries) {
      if (isEffect(entry, type, data, this.me.id)) this.#finish(entry, "done");
    }
  }

  /** Compares with the lists: `board` was asked for at `askedAt`. What only shows there is done, too. */
  check(board, askedAt) {
    for (const entry of this.#delivered) {
      const progress = this.#progress.get(entry.id);
      if (progress.deliveredAt < askedAt && isInLists(entry, board)) this.#finish(entry, "done");
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
    if (entry) this.#report(entry, "refused", rejection);
  }

  #finish(entry, outcome) {
    this.#outbox.settle(entry.id);
    this.#report(entry, outcome);
  }

  #report(entry, outcome, error = null) {
    this.#progress.delete(entry.id);
    this.onResult({ outcome, type: entry.type, data: entry.data, error });
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
      this.#progress.set(id, progress);
    }
  }

  #gatewayRefused(entry) {
    this.#outbox.discard(entry.id);
    if (entry.error.code === "not_signed_in") return this.onExpired();
    this.#report(entry, "refused", entry.error);
  }
}

function subjectOf({ conversationId, agentId }) {
  return conversationId ?? agentId;
}

/** Whether an event says that the order has been carried out. */
function isEffect({ type: order, data: { conversationId, agentId } }, type, data, supervisorId) {
  if (order === LOG_OUT) {
    return type === "agent.state.changed.v1" && data.agentId === agentId
      && (data.supervisorId === supervisorId || data.status === "offline");
  }
  if (data.conversationId !== conversationId) return false;
  if (type === "routing.decided.v1") {
    return data.checks.some(({ check, result, detail = "" }) =>
      check === "supervisor" && result === DECIDED[order] && detail.startsWith(`${supervisorId}:`));
  }
  switch (type) {
    case "conversation.closed.v1": case "conversation.finished.v1": return order === CLOSE;
    case "conversation.transferred.v1": return order === REASSIGN && data.outcome === "requested";
    default: return false;
  }
}

/** Whether the lists say so: for what the stream does not tell, such as the end of what has come into no queue. */
function isInLists({ type, data }, board) {
  if (type === LOG_OUT) return board.roster.get(data.agentId)?.status === "offline";
  const row = board.find(data.conversationId);
  if (type === CLOSE) return row === undefined;
  if (row?.phase !== "waiting" || row.card !== null || row.transfer !== null) return false;
  return type === REQUEUE || row.queueId === data.queueId;
}
