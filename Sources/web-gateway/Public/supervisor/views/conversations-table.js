// What is under way.

import { element, icon } from "/lib/dom.js";
import { supervisor } from "/texts/supervisor.js";
import { elapsed } from "./elapsed.js";
import { LiveTable } from "./live-table.js";
import { actionsColumn, conversationActs, protocolColumn } from "./row-actions.js";
import { customerColumn } from "./waiting-table.js";

const texts = supervisor.conversations;
const PHASES = Object.keys(texts.phase);

/** The table of the conversations that are under way. */
export function conversationsTable({ labelledBy, names, pending, onAct }) {
  return new LiveTable({
    name: "conversation", labelledBy, empty: texts.empty, onAct, keyOf: ({ conversationId }) => conversationId,
    columns: [
      { key: "agent", label: texts.columns.agent, order: ({ agentName }) => agentName,
        value: ({ agentName }) => agentName ?? null, draw: (name) => name ?? dash() },
      { key: "phase", label: texts.columns.phase, order: ({ phase }) => PHASES.indexOf(phase),
        value: (row) => ({ phase: row.phase, more: more(row, names) }), draw: drawPhase },
      { key: "since", label: texts.columns.since, isNumber: true, order: ({ openedAt }) => -Date.parse(openedAt),
        value: ({ openedAt }) => openedAt, draw: (openedAt) => elapsed(openedAt) },
      { key: "queue", label: texts.columns.queue, order: ({ queueName }) => queueName,
        value: ({ queueName, channelId }) => queueName ?? { channelId }, draw: (value) => drawPlace(value, names) },
      customerColumn(texts.columns.customer),
      protocolColumn(texts.columns.protocol),
      actionsColumn({
        label: texts.columns.actions, acts: conversationActs,
        pending: ({ conversationId }) => pending(conversationId),
        subject: ({ protocol }) => supervisor.acts.protocol(protocol),
      }),
    ],
  });
}

function more({ isParked, transfer }, names) {
  if (isParked) return ["alert", supervisor.rows.parked];
  return transfer && ["transfer", texts.transfer(targetName(transfer, names))];
}

/** To whom a transfer goes, in words. */
export function targetName({ toAgentId, toQueueId }, names) {
  if (toAgentId) return names.person(toAgentId);
  return toQueueId ? names.queue(toQueueId) : supervisor.results.somebody;
}

function drawPhase({ phase, more: added }) {
  return [
    element("span", { class: `mark ${phase}`, "data-phase": phase }, texts.phase[phase]),
    added && element("span", { class: `note${added[0] === "alert" ? " alarm" : ""}` }, icon(added[0]), added[1]),
  ];
}

/** The queue; before there is one, the channel. */
function drawPlace(value, names) {
  if (typeof value === "string") return value;
  return element("span", { class: "zero" }, texts.noQueue(names.channel(value.channelId)));
}

function dash() {
  return element("span", { class: "zero" }, supervisor.rows.nobody);
}
