// What a supervisor sees of the company now: queues, who waits, what is under way, agents. No DOM.

import { customerName } from "/lib/names.js";
import { Figures } from "./figures.js";
import { Movements } from "./movements.js";
import { Roster } from "./roster.js";

/** The company's live state, from answers and from the events between them. */
export class Board {
  #queues = [];
  #queuesAskedAt = -Infinity;
  /** By conversation id. */
  #conversations = new Map();
  #unattended = new Map();
  figures = new Figures();
  movements = new Movements();
  /** Whether there are more conversations under way than were asked for. */
  isCut = false;
  /** When the last answer was asked for; null before the first. */
  freshAt = null;

  constructor(names) {
    this.names = names;
    this.roster = new Roster(names);
  }

  /** Takes the answers that were asked for at `askedAt`: the queues, and the records that are open or in wrap-up. */
  takeAnswers({ queues, conversations, isCut }, askedAt) {
    this.#queues = queues;
    this.#queuesAskedAt = askedAt;
    this.roster.takeQueues(queues, askedAt);
    this.#conversations = new Map(conversations.map((item) => {
      const agentId = this.movements.acceptedSince(item.conversationId, askedAt) ?? item.agentId;
      return [item.conversationId, { ...item, agentId }];
    }));
    for (const [queueId, toldAt] of this.#unattended) if (toldAt < askedAt) this.#unattended.delete(queueId);
    Object.assign(this, { isCut, freshAt: askedAt });
  }

  /** Takes an event of the stream. */
  take(type, data, now) {
    if (type === "queue.figures.changed.v1") this.figures.take(data, now);
    else if (type === "queue.unattended.v1") this.#unattended.set(data.queueId, now);
    else if (type === "agent.state.changed.v1") this.roster.take(data, now);
    else if (data.conversationId) this.#moved(type, data, now);
  }

  /** The stream was lost: what only events tell is not known any more. */
  lost() {
    this.figures.lost();
    this.movements.lost();
  }

  /** By name. */
  get queues() {
    const rows = this.#queues.map((queue) => this.#queueRow(queue));
    return rows.sort((one, other) => one.name.localeCompare(other.name, "pt-BR"));
  }

  /** Who waits: by queue, then by place. */
  get waiting() {
    const queues = [...this.#queues].sort((one, other) => one.name.localeCompare(other.name, "pt-BR"));
    return queues.flatMap((queue) => this.#line(queue).map((place) => this.#waitingRow(queue, place)));
  }

  /** What is under way and does not only wait, the oldest first. */
  get conversations() {
    const waiting = new Set(this.#queues.flatMap((queue) => this.#line(queue).map((place) => place.conversationId)));
    return this.#known
      .filter(({ conversationId: id }) => !waiting.has(id) || this.movements.transfer(id))
      .map((item) => this.#conversationRow(item))
      .sort((one, other) => one.openedAt.localeCompare(other.openedAt)
        || one.protocol.localeCompare(other.protocol));
  }

  /** By name. */
  get agents() {
    return this.roster.all;
  }

  /** The queues that are open and have nobody logged in. */
  get unattended() {
    return this.queues.filter(({ isUnattended }) => isUnattended);
  }

  get totals() {
    const { queues } = this;
    const sum = (name) => queues.reduce((total, queue) => total + (queue[name] ?? 0), 0);
    const since = queues.map(({ longestSince }) => longestSince).filter(Boolean).sort();
    return { waiting: sum("waiting"), longestSince: since[0] ?? null, inService: sum("inService"),
      wrapUp: sum("wrapUp"), ...this.roster.count() };
  }

  /** The row of a conversation, wherever it is; undefined once it has ended. */
  find(conversationId) {
    const isIt = (row) => row.conversationId === conversationId;
    return this.conversations.find(isIt) ?? this.waiting.find(isIt);
  }

  get #known() {
    return [...this.#conversations.values()].filter(({ conversationId: id }) => !this.movements.hasEnded(id));
  }

  #moved(type, data, now) {
    this.movements.take(type, data, now);
    const item = this.#conversations.get(data.conversationId);
    if (item && type === "conversation.accepted.v1") item.agentId = data.agentId;
    if (item?.agentId && type === "conversation.finished.v1") item.state = "wrap_up";
  }

  /** Who waits in `queue`, without those that have been accepted or have ended meanwhile. */
  #line(queue) {
    return queue.waiting.filter(({ conversationId: id }) =>
      !this.movements.hasEnded(id) && !this.movements.acceptedSince(id, this.#queuesAskedAt));
  }

  #queueRow(queue) {
    const line = this.#line(queue);
    const work = this.#known.filter(({ queueId, agentId }) => queueId === queue.queueId && agentId);
    const isInLine = new Set(line.map(({ conversationId }) => conversationId));
    const state = {
      open: queue.open, waiting: line.length, longestSince: line.map(({ since }) => since).sort()[0] ?? null,
      inService: work.filter((item) => item.state === "open" && !isInLine.has(item.conversationId)).length,
      wrapUp: work.filter((item) => item.state === "wrap_up").length,
    };
    const agents = this.roster.count(queue.queueId);
    const figures = this.figures.of(queue.queueId, state, this.#queuesAskedAt);
    const isUnattended = figures.open && (agents.loggedIn === 0 || this.#unattended.has(queue.queueId));
    return { queueId: queue.queueId, name: queue.name, ...figures, agents, isUnattended };
  }

  #waitingRow(queue, { conversationId, protocol, since, position }) {
    const item = this.#conversations.get(conversationId);
    return {
      conversationId, protocol, since, position, phase: "waiting", queueId: queue.queueId, queueName: queue.name,
      customer: customerName(item?.customer), agentId: item?.agentId, ...this.#underWay(conversationId),
    };
  }

  #conversationRow({ conversationId, protocol, openedAt, channelId, queueId, agentId, customer, state }) {
    const phase = state === "wrap_up" ? "wrap_up" : agentId ? "in_service" : "before";
    return {
      conversationId, protocol, openedAt, channelId, queueId, agentId, phase,
      queueName: queueId && this.names.queue(queueId), agentName: agentId && this.names.person(agentId),
      customer: customerName(customer), ...this.#underWay(conversationId),
    };
  }

  #underWay(id) {
    return { card: this.movements.card(id), transfer: this.movements.transfer(id),
      isParked: this.movements.isParked(id) };
  }
}
