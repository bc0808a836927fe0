// The agents and what each is doing.

import { element } from "/lib/dom.js";
import { common } from "/texts/common.js";
import { supervisor } from "/texts/supervisor.js";
import { LiveTable } from "./live-table.js";
import { actionsColumn } from "./row-actions.js";

const texts = supervisor.agents;
/** The order of the column: who can take somebody first. */
const STATUSES = ["available", "in_service", "paused", "away", "offline"];

/** The table of the agents; rows as Roster gives them. */
export function agentsTable({ labelledBy, pending, onAct }) {
  return new LiveTable({
    name: "agent", labelledBy, empty: texts.empty, onAct, keyOf: ({ agentId }) => agentId,
    columns: [
      { key: "name", label: texts.columns.name, order: ({ name }) => name, value: ({ name }) => name },
      { key: "status", label: texts.columns.status, order: ({ status }) => STATUSES.indexOf(status),
        value: ({ status }) => status, draw: drawStatus },
      { key: "load", label: texts.columns.load, hint: texts.loadHint, isNumber: true,
        order: ({ active, offered, capacity }) => (active + offered) / Math.max(1, capacity),
        value: ({ active, offered, capacity, status }) => ({ active, offered, capacity, status }), draw: drawLoad },
      actionsColumn({
        label: texts.columns.actions, acts: ({ status }) => status === "offline" ? [] : ["logout"],
        pending: ({ agentId }) => pending(agentId), subject: ({ name }) => name,
      }),
    ],
  });
}

function drawStatus(status) {
  return element("span", { class: `mark ${status}`, "data-status": status }, common.status[status] ?? status);
}

function drawLoad({ active, offered, capacity, status }) {
  const isIdle = active === 0 && offered === 0 && status === "offline";
  return [
    element("span", { class: isIdle ? "zero" : null }, texts.load(active, capacity)),
    offered > 0 && element("span", { class: "note" }, `+ ${texts.offered(offered)}`),
  ].filter(Boolean);
}
