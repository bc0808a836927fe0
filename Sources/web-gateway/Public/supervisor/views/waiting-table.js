// Who waits.

import { element, icon } from "/lib/dom.js";
import { supervisor } from "/texts/supervisor.js";
import { elapsed } from "./elapsed.js";
import { LiveTable } from "./live-table.js";
import { actionsColumn, conversationActs, protocolColumn } from "./row-actions.js";

const texts = supervisor.waiting;

/** The table of who waits. `targetOf(queueId)` is the time in which the queue wants to answer, in seconds, or null. */
export function waitingTable({ labelledBy, names, pending, targetOf, onAct }) {
  return new LiveTable({
    name: "waiting", labelledBy, empty: texts.empty, onAct, keyOf: ({ conversationId }) => conversationId,
    columns: [
      { key: "queue", label: texts.columns.queue, order: ({ queueName }) => queueName,
        value: ({ queueName }) => queueName },
      { key: "position", label: texts.columns.position, isNumber: true, order: ({ position }) => position,
        value: ({ position }) => texts.place(position) },
      { key: "since", label: texts.columns.since, isNumber: true, order: ({ since }) => -Date.parse(since),
        value: ({ since, queueId }) => ({ since, target: targetOf(queueId) }),
        draw: ({ since, target }) => elapsed(since, target) },
      customerColumn(texts.columns.customer),
      protocolColumn(texts.columns.protocol),
      { key: "note", label: texts.columns.note, value: (row) => note(row, names), draw: drawNote },
      actionsColumn({
        label: texts.columns.actions, acts: conversationActs,
        pending: ({ conversationId }) => pending(conversationId),
        subject: ({ protocol }) => supervisor.acts.protocol(protocol),
      }),
    ],
  });
}

/** The customer, as far as he is known. */
export function customerColumn(label) {
  return {
    key: "customer", label, order: ({ customer }) => customer, value: ({ customer }) => customer ?? null,
    draw: (customer) => customer ?? element("span", { class: "zero" }, supervisor.rows.unnamed),
  };
}

/** What else there is to say: [sign, text] or null. */
function note({ card, transfer, agentId, isParked }, names) {
  if (isParked) return ["alert", supervisor.rows.parked];
  if (card) return ["webchat", texts.offeredTo(names.person(card.agentId))];
  if (transfer?.fromAgentId) return ["transfer", texts.transferFrom(names.person(transfer.fromAgentId))];
  return agentId ? [null, texts.before(names.person(agentId))] : null;
}

function drawNote(value) {
  if (value === null) return element("span", { class: "zero none" }, supervisor.rows.nobody);
  const [sign, text] = value;
  return element("span", { class: `note${sign === "alert" ? " alarm" : ""}` }, sign && icon(sign), text);
}
