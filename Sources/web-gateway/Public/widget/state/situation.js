// Where the customer stands, in a sentence.

import { common } from "/texts/common.js";
import { widget as texts } from "/texts/widget.js";

/** What is told of a session above the talk; "" for nothing. */
export function situation(session) {
  const { conversation, outgoing } = session;
  if (outgoing.isLeaving) return texts.status.leaving;
  if (conversation.hasEnded) return "";
  const picked = outgoing.subject && conversation.labelOf(outgoing.subject.subjectId);
  if (picked) return texts.status.choosing(picked);
  if (conversation.isAgentLost) return texts.status.agentLost;
  if (conversation.phase === "waiting") return place(conversation);
  if (conversation.phase !== "starting") return "";
  return session.isReady || outgoing.hasStart ? texts.status.starting : texts.loading;
}

function place({ queue }) {
  if (queue === null) return texts.status.waiting;
  const { position, estimatedWaitSeconds } = queue;
  const where = position === 1 ? texts.status.next : texts.status.position(position);
  return estimatedWaitSeconds === null ? where : `${where} ${texts.status.estimate(estimatedWaitSeconds)}`;
}

/** Why nobody can be reached, and when again; "" if that is not known. */
export function obstacle({ reason, nextOpenAt }, clock) {
  const why = common.closedReason[reason] ?? "";
  const again = nextOpenAt ? texts.opensAt(clock.opening(nextOpenAt)) : "";
  return [why, again].filter(Boolean).join(" ");
}

/** How a conversation ended; "" for a talk that ended as talks do. */
export function outcome({ ending, refusal, dueAt }, clock) {
  if (dueAt) return texts.end.dueAt(clock.moment(dueAt));
  if (ending?.by === "customer") return texts.end.left;
  if ([ending?.reason, ending?.outcome].includes("customer_timeout")) return texts.end.outcome.customer_timeout;
  if (refusal) return obstacle(refusal, clock) || texts.end.outcome.refused;
  return texts.end.outcome[ending?.outcome] ?? texts.end.other;
}
