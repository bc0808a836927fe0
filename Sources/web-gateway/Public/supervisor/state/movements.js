// What is under way with single conversations and is only told by events: cards, transfers, failures, ends. No DOM.

/** Ended and accepted conversations that are remembered; older ones are in the answers by then. */
const MEMORY = 2_000;
/** The book may be so many milliseconds behind an event (contract page: 1 s). */
const BOOK_DELAY = 1_500;

/** Movements by conversation id. */
export class Movements {
  #cards = new Map();
  #transfers = new Map();
  #parked = new Set();
  #ended = new Map();
  #accepted = new Map();

  /** Takes an event of a conversation; events of other types change nothing. */
  take(type, data, now) {
    const id = data.conversationId;
    switch (type) {
      case "conversation.offered.v1":
        return this.#cards.set(id, { offerId: data.offerId, agentId: data.agentId, expiresAt: data.expiresAt });
      case "conversation.offer.withdrawn.v1":
        return this.#cards.get(id)?.offerId === data.offerId && this.#cards.delete(id);
      case "conversation.transferred.v1": return this.#transferred(id, data);
      case "conversation.parked.v1": return this.#parked.add(id);
      case "conversation.unparked.v1": return this.#parked.delete(id);
      case "conversation.accepted.v1":
        remember(this.#accepted, id, { agentId: data.agentId, at: now });
        return this.#settle(id);
      case "conversation.finished.v1": return this.#settle(id);
      case "conversation.closed.v1":
        remember(this.#ended, id, true);
        this.#parked.delete(id);
        return this.#settle(id);
      case "conversation.queued.v1": return this.#accepted.delete(id);
    }
  }

  /** The card it is on, or null. */
  card(id) {
    return this.#cards.get(id) ?? null;
  }

  /** Where an agent's conversation is on its way to: {fromAgentId, toQueueId?, toAgentId?}, or null. */
  transfer(id) {
    return this.#transfers.get(id) ?? null;
  }

  isParked(id) {
    return this.#parked.has(id);
  }

  hasEnded(id) {
    return this.#ended.has(id);
  }

  /** Who accepted it after an answer was asked for, so that the answer may not know; else undefined. */
  acceptedSince(id, askedAt) {
    const accepted = this.#accepted.get(id);
    return accepted && accepted.at > askedAt - BOOK_DELAY ? accepted.agentId : undefined;
  }

  /** After a gap nobody knows which cards there still are. */
  lost() {
    this.#cards.clear();
    this.#transfers.clear();
  }

  #transferred(id, { outcome, fromAgentId, toQueueId, toAgentId }) {
    if (outcome === "requested") this.#transfers.set(id, { fromAgentId, toQueueId, toAgentId });
    else this.#transfers.delete(id);
  }

  #settle(id) {
    this.#cards.delete(id);
    this.#transfers.delete(id);
  }
}

function remember(map, key, value) {
  map.delete(key);
  map.set(key, value);
  if (map.size > MEMORY) map.delete(map.keys().next().value);
}
