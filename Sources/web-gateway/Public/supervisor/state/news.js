// What a supervisor is told in words: what became of his orders, and what else happened. No DOM.

import { supervisor } from "/texts/supervisor.js";

const texts = supervisor.results;
/** How a transfer can end. */
const ENDS = ["accepted", "returned", "cancelled", "refused"];

/** Makes sentences; [{kind: "good" | "error", text}]. */
export class News {
  /** Of conversations that were acted upon: what they are called, also when they are over. */
  #protocols = new Map();
  /** Conversations that were sent somewhere from here: whether somebody took them is told. */
  #sent = new Set();

  constructor(names) {
    this.names = names;
  }

  /** Something is ordered for a conversation or an agent. */
  remember({ conversationId, toAgentId, queueId }, board) {
    if (!conversationId) return;
    const row = board.find(conversationId);
    if (row) this.#protocols.set(conversationId, row.protocol);
    if ((toAgentId || queueId) && row?.phase === "in_service") this.#sent.add(conversationId);
  }

  /** What became of an order; `result` as Orders gives it. */
  ofResult({ outcome, type, data, protocol, error }) {
    const subject = this.#subject(data, protocol);
    if (outcome === "done") return { kind: "good", text: texts.done[type](subject) };
    if (outcome === "late") return { kind: "error", text: texts.late(subject) };
    if (outcome === "waiting") return { kind: "error", text: texts.waiting(subject) };
    this.#sent.delete(data.conversationId);
    return { kind: "error", text: texts.refused[type](subject, supervisor.refusal(error)) };
  }

  /** What an event of the stream is worth telling. Unattended queues stand in the panel; elsewhere they are told. */
  take(type, data, isPanelShown) {
    if (type === "queue.unattended.v1") {
      const text = texts.unattended(this.names.queue(data.queueId), data.waiting);
      return isPanelShown ? [] : [{ kind: "error", text }];
    }
    if (type === "conversation.parked.v1") {
      return [{ kind: "error", text: texts.parked(texts.conversation(data.protocol)) }];
    }
    const isEnd = type === "conversation.transferred.v1" && ENDS.includes(data.outcome);
    if (!isEnd || !this.#sent.delete(data.conversationId)) return [];
    const subject = texts.conversation(data.protocol);
    if (data.outcome === "accepted") {
      return [{ kind: "good", text: texts.transfer.accepted(subject, this.#taker(data)) }];
    }
    const why = texts.because(supervisor.transferReason(data.reason));
    return [{ kind: "error", text: texts.transfer[data.outcome](subject, why) }];
  }

  #taker({ toAgentId, toQueueId }) {
    if (toAgentId) return this.names.person(toAgentId);
    return toQueueId ? this.names.queue(toQueueId) : texts.somebody;
  }

  #subject({ conversationId, agentId }, known) {
    if (agentId) return this.names.person(agentId);
    const protocol = known ?? this.#protocols.get(conversationId);
    return protocol ? texts.conversation(protocol) : texts.unknownConversation;
  }
}
