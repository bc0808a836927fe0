// The orders a supervisor can give, and how it shows that one was carried out. No DOM.

export const CLOSE = "supervisor.conversation.closed.v1";
export const REQUEUE = "supervisor.conversation.requeued.v1";
export const REASSIGN = "supervisor.conversation.reassigned.v1";
export const LOG_OUT = "supervisor.agent.loggedout.v1";

/** The words in which a decision names what a supervisor did (`routing.decided.v1`, check "supervisor"). */
const DECIDED = { [CLOSE]: "closed", [REQUEUE]: "requeued", [REASSIGN]: "reassigned" };

/** Whether an event says that the order has been carried out. */
export function isEffect({ type: order, data: { conversationId, agentId } }, type, data, supervisorId) {
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
export function isInLists({ type, data }, board) {
  if (type === LOG_OUT) return board.roster.get(data.agentId)?.status === "offline";
  const row = board.find(data.conversationId);
  if (type === CLOSE) return row === undefined && !board.isCut;
  if (row?.phase !== "waiting" || row.card !== null || row.transfer !== null) return false;
  return type === REQUEUE || row.queueId === data.queueId;
}
