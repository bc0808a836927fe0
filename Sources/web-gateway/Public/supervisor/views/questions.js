// What is asked before something is ordered: the sentence that says what will happen, and the order itself.

import { supervisor } from "/texts/supervisor.js";
import { CLOSE, LOG_OUT, REASSIGN, REQUEUE } from "../state/effects.js";

const texts = supervisor.dialog;

/**
 * {type, heading, about?, lines, reasons, hint, label, isGrave, targets?, overNow(board), data} for an act on a row of
 * `board`. `overNow` gives a sentence when there is nothing left to act on.
 */
export function question(act, row, board, names) {
  return { act, ...QUESTIONS[act](row, board, names), reasons: texts.reasons[act], label: supervisor.acts[act] };
}

const QUESTIONS = {
  close: (row, board, names) => ({
    ...ofConversation(row, CLOSE), heading: texts.closeHeading(row.protocol), isGrave: true,
    lines: [closing(row, agentOf(row, names))],
  }),
  requeue: (row, board, names) => ({
    ...ofConversation(row, REQUEUE), heading: texts.requeueHeading(row.protocol), lines: [requeueing(row, names)],
  }),
  reassign: (row, board, names) => ({
    ...ofConversation(row, REASSIGN), heading: texts.reassignHeading(row.protocol),
    lines: [isServed(row) ? texts.reassign.in_service(agentOf(row, names)) : texts.reassign[row.phase]],
    targets: targets(row, board),
  }),
  logout: ({ agentId, name, active }) => ({
    type: LOG_OUT, data: { agentId }, heading: texts.logoutHeading(name), isGrave: true, hint: texts.logoutReasonHint,
    lines: [texts.logout(name), active > 0 ? texts.logoutActive(active) : null].filter(Boolean),
    overNow: (board) => board.roster.get(agentId)?.status === "offline" ? texts.gone : null,
  }),
};

function ofConversation({ conversationId, customer, queueName, agentName }, type) {
  return {
    type, data: { conversationId }, hint: texts.reasonHint,
    about: texts.about([customer ?? supervisor.rows.unnamed, queueName, agentName].filter(Boolean)),
    overNow: (board) => board.find(conversationId) ? null : texts.ended,
  };
}

/** Whether an agent has it, be it on the way to somebody else. */
function isServed({ phase, transfer }) {
  return phase === "in_service" || (phase === "waiting" && transfer !== null);
}

function agentOf({ agentId, transfer }, names) {
  const id = agentId ?? transfer?.fromAgentId;
  return id ? names.person(id) : supervisor.results.somebody;
}

function closing(row, agent) {
  const words = texts.close[isServed(row) ? "in_service" : row.phase];
  return typeof words === "function" ? words(agent) : words;
}

function requeueing(row, names) {
  if (!isServed(row) && row.card) return texts.requeue.card(names.person(row.card.agentId));
  return texts.requeue.in_service(agentOf(row, names), row.queueName ?? "");
}

/** The queues and the agents it may go to: not where it is. */
function targets(row, board) {
  const staysInLine = row.phase === "waiting" && row.transfer === null;
  const queues = board.queues.filter(({ queueId }) => !(staysInLine && queueId === row.queueId));
  const agents = board.agents.filter(({ agentId }) => !(isServed(row) && agentId === row.agentId));
  return {
    queues: queues.map((queue) =>
      ({ id: queue.queueId, text: texts.queueOption({ ...queue, loggedIn: queue.agents.loggedIn }) })),
    agents: agents.map((agent) => ({ id: agent.agentId, text: texts.agentOption(agent) })),
  };
}
