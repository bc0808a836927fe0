// The agent's workplace: his state, his cards, his conversations. No DOM.

import { Talk } from "./talk.js";

/** What `take` says has happened, for whoever shows it: {kind, …}. */
const CARD_GONE = "card-gone";
const CARD_CAME = "card-came";
const OPENED = "opened";
const GONE = "gone";
const SAID = "said";
const TRANSFER = "transfer";
const REVISED = "revised";

/** Everything that the agent's stream tells, put together. */
export class Workplace {
  /** Of `agent.state.changed.v1`; null until the first snapshot. */
  agent = null;
  /** By conversation, the oldest first. */
  cards = new Map();
  /** By conversation, in the order in which they came. */
  talks = new Map();

  constructor(me) {
    this.me = me;
  }

  get isLoggedIn() {
    return this.agent?.channels.some(({ loggedIn }) => loggedIn) ?? false;
  }

  get unread() {
    return [...this.talks.values()].reduce((sum, { unread }) => sum + unread, 0);
  }

  /** An event of the stream; returns what happened: [{kind, …}]. */
  take(type, event) {
    switch (type) {
      case "agent.snapshot.v1": return this.#snapshot(event);
      case "agent.state.changed.v1": return this.#state(event);
      case "conversation.offered.v1": return this.#offered(event);
      case "conversation.offer.withdrawn.v1": return this.#withdrawn(event);
      case "protocol.opened.v1": return this.#opened(event);
      case "protocol.revised.v1": return this.#revised(event);
      default: return event.seq === undefined ? [] : this.#happened(type, event);
    }
  }

  #state(state) {
    if (this.agent === null || state.version >= this.agent.version) this.agent = state;
    return [];
  }

  /** The whole truth: what it does not name is not his any more. */
  #snapshot(snapshot) {
    this.agent = snapshot;
    const before = this.cards;
    this.cards = new Map(snapshot.cards.map((card) => [card.conversationId, card]));
    const happened = snapshot.cards.filter(({ conversationId }) => !before.has(conversationId))
      .map((card) => ({ kind: CARD_CAME, card }));
    const held = new Map(snapshot.conversations.map((one) => [one.conversationId, one]));
    for (const [id, talk] of this.talks) {
      if (!held.has(id) && talk.state !== "unsaved") happened.push(...this.#drop(id));
    }
    for (const [id, one] of held) {
      const talk = this.talks.get(id) ?? this.#add(one);
      talk.state = one.state;
      talk.isLoaded = false;
    }
    return happened;
  }

  #offered(card) {
    if (card.agentId !== this.me.id) return [];
    this.cards.set(card.conversationId, card);
    return [{ kind: CARD_CAME, card }];
  }

  #withdrawn({ conversationId, offerId, agentId, reason }) {
    const card = this.cards.get(conversationId);
    if (card?.offerId !== offerId || agentId !== this.me.id) return [];
    this.cards.delete(conversationId);
    return [{ kind: CARD_GONE, card, reason }];
  }

  #opened({ conversationId, revision, customer, service, transcript, truncated }) {
    const talk = this.talks.get(conversationId);
    if (!talk) return [];
    talk.draft.learn({ revision, customer, service });
    talk.takeLines(transcript);
    talk.isLoaded = !truncated;
    return [{ kind: OPENED, talk }];
  }

  #revised({ conversationId, revision, customer, service, final }) {
    const talk = this.talks.get(conversationId);
    if (!talk) return [];
    const saving = talk.saving;
    talk.saving = null;
    const isConflict = talk.draft.learn({ revision, customer, service });
    const revised = { kind: REVISED, talk, isConflict, isSaved: saving !== null && !isConflict, isFinal: final };
    // What had ended without a save is over with it; of the others the engine says so.
    return final && talk.state === "unsaved" ? [revised, ...this.#drop(talk.id, { final })] : [revised];
  }

  #happened(type, event) {
    if (type === "conversation.accepted.v1" && event.agentId === this.me.id) return this.#accepted(type, event);
    const talk = this.talks.get(event.conversationId);
    if (!talk) return [];
    const said = talk.take(type, event);
    const happened = said ? [{ kind: SAID, talk, event }] : [];
    // Somebody took it from him, or he was away for too long: it is in its queue again.
    if (type === "conversation.notice.v1" && event.code === "requeued") happened.push(...this.#drop(talk.id));
    if (type === "conversation.transferred.v1") happened.push(...this.#transferred(talk, event));
    if (type === "conversation.closed.v1" && talk.state === "closed") happened.push(...this.#drop(talk.id, event));
    return happened;
  }

  #accepted(type, event) {
    const card = this.cards.get(event.conversationId) ?? null;
    this.cards.delete(event.conversationId);
    const talk = this.talks.get(event.conversationId) ?? this.#add({ ...event, customer: card?.customer });
    talk.card = card ?? talk.card;
    talk.state = "in_service";
    talk.take(type, event);
    return [{ kind: OPENED, talk }];
  }

  #transferred(talk, event) {
    const isAway = event.outcome === "accepted" && event.toAgentId !== this.me.id;
    return [{ kind: TRANSFER, talk, event }, ...(isAway ? this.#drop(talk.id, event) : [])];
  }

  #add(fields) {
    const talk = new Talk(fields);
    this.talks.set(talk.id, talk);
    return talk;
  }

  /** A record that is still to be saved, found in the book. */
  addUnsaved(item) {
    if (this.talks.has(item.conversationId)) return null;
    const talk = this.#add({ ...item, customer: item.customer });
    talk.state = "unsaved";
    return talk;
  }

  #drop(id, event = null) {
    const talk = this.talks.get(id);
    this.talks.delete(id);
    return talk ? [{ kind: GONE, talk, event }] : [];
  }
}
