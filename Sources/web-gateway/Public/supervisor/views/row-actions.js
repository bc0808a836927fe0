// What a supervisor can do with a row.

import { element } from "/lib/dom.js";
import { addressOf } from "/protocols/address.js";
import { supervisor } from "/texts/supervisor.js";

const texts = supervisor.acts;
/** From left to right; what is always possible stands at the right, at the same place in every row. */
const ORDER = ["requeue", "reassign", "close", "logout"];
/** What can be done with a conversation, by where it is. */
const BY_PHASE = {
  waiting: ["reassign", "close"], before: ["reassign", "close"], in_service: ["requeue", "reassign", "close"],
  wrap_up: ["close"],
};

/** A card or a transfer can be taken back; who only stands in the line is there already. */
export function conversationActs({ phase, card, transfer }) {
  const canGoBack = phase === "waiting" && (card !== null || transfer !== null);
  return canGoBack ? [...BY_PHASE.waiting, "requeue"] : BY_PHASE[phase];
}

/** The column of the buttons. `acts(row)` are those that are possible; `pending(row)` the order on its way, or null. */
export function actionsColumn({ label, acts, pending, subject }) {
  return {
    key: "actions", label,
    value: (row) => ({ acts: acts(row), pending: pending(row), subject: subject(row) }),
    draw: ({ acts: possible, pending: order, subject: name }) => element("div", { class: "row-actions" },
      order
        ? element("span", { class: "tag busy", "data-test": "pending" }, supervisor.rows.pending[order])
        : ORDER.filter((act) => possible.includes(act)).map((act) => button(act, name))),
  };
}

/** The column of the protocol's number, which opens the record. */
export function protocolColumn(label) {
  return {
    key: "protocol", label, order: ({ protocol }) => protocol, value: ({ protocol }) => protocol,
    draw: (protocol) => element("a", { href: addressOf(protocol), title: texts.view, "data-test": "view",
      "aria-label": texts.about(texts.view, texts.protocol(protocol)) }, protocol),
  };
}

function button(act, subject) {
  const isGrave = act === "close" || act === "logout";
  return element("button", { type: "button", class: `button tiny${isGrave ? " danger" : ""}`, "data-act": act,
    "data-test": act, "aria-label": texts.about(texts[act], subject) }, texts.short[act]);
}
