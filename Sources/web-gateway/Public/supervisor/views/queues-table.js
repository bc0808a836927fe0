// The queues and their figures.

import { element, icon } from "/lib/dom.js";
import { supervisor } from "/texts/supervisor.js";
import { elapsed } from "./elapsed.js";
import { LiveTable } from "./live-table.js";

const texts = supervisor.queues;

/** The table of the queues; rows as Board gives them. */
export function queuesTable(labelledBy) {
  return new LiveTable({
    name: "queue", labelledBy, empty: texts.empty, keyOf: ({ queueId }) => queueId,
    columns: [
      { key: "name", label: texts.columns.name, order: ({ name }) => name,
        value: ({ name, isUnattended }) => ({ name, isUnattended }), draw: drawName },
      { key: "open", label: texts.columns.open, order: ({ open }) => (open ? 0 : 1),
        value: ({ open }) => open, draw: drawOpen },
      count("waiting"),
      { key: "longest", label: texts.columns.longest, hint: texts.hints.longest, isNumber: true,
        order: ({ longestSince }) => longestSince && -Date.parse(longestSince),
        value: ({ longestSince, targetSeconds }) => ({ longestSince, targetSeconds }),
        draw: ({ longestSince, targetSeconds }) => longestSince ? elapsed(longestSince, targetSeconds) : dash() },
      count("offered"), count("inService"), count("wrapUp"),
      { key: "agents", label: texts.columns.agents, hint: texts.hints.agents, isNumber: true,
        order: ({ agents }) => agents.free, value: ({ agents }) => texts.free(agents.free, agents.loggedIn) },
      count("answered"),
      { key: "inTarget", label: texts.columns.inTarget, hint: texts.hints.inTarget, isNumber: true, order: share,
        value: (row) => ({ share: share(row), targetSeconds: row.targetSeconds }),
        draw: ({ share: percent, targetSeconds }) =>
          percent === null ? dash() : [texts.share(percent), target(targetSeconds)] },
      count("abandoned"),
    ],
  });
}

function count(key) {
  return {
    key, label: texts.columns[key], hint: texts.hints[key], isNumber: true, order: (row) => row[key],
    value: (row) => row[key],
    draw: (value) => value === null ? dash(texts.unknownHint)
      : element("span", { class: value === 0 ? "zero" : null }, String(value)),
  };
}

/** Percent answered in time, or null if nobody was answered yet. */
function share({ answered, answeredInTarget }) {
  return answered ? Math.round(answeredInTarget / answered * 100) : null;
}

function target(seconds) {
  return element("span", { class: "target zero" }, texts.target(seconds));
}

function dash(title = null) {
  return element("span", { class: "zero", title }, texts.unknown);
}

function drawName({ name, isUnattended }) {
  if (!isUnattended) return name;
  return [name, " ", element("span", { class: "tag alarm", "data-test": "queue-unattended" }, icon("alert"),
    texts.unattended)];
}

function drawOpen(open) {
  return element("span", { class: `mark ${open ? "good" : "off"}` }, open ? texts.open : texts.closed);
}
