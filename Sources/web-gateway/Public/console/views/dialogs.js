// What the agent is asked before something is done.

import { element } from "/lib/dom.js";
import { common } from "/texts/common.js";
import { agentConsole as texts } from "/texts/console.js";

/** The most characters of a reason and of a note (contract). */
const REASON_LIMIT = 500;
const NOTE_LIMIT = 4_000;
let last = 0;

/**
 * Asks; resolves with what `answer()` gives when it is confirmed, else with null. The focus goes to the first thing to
 * fill in, and back when it is over.
 */
function ask({ heading, body = [], confirm, cancel = common.cancel, test, answer = () => true }) {
  last += 1;
  const id = `dialog-${last}`;
  const dialog = element("dialog", { "aria-labelledby": `${id}-heading`, "data-test": test },
    element("form", { method: "dialog" },
      element("h2", { id: `${id}-heading` }, heading), ...body,
      element("div", { class: "actions" },
        element("button", { type: "button", class: "button", "data-test": "no",
          onclick: () => dialog.close() }, cancel),
        element("button", { type: "submit", class: "button primary", value: "yes", "data-test": "yes" }, confirm))));
  document.body.append(dialog);
  dialog.showModal();
  (dialog.querySelector("input, select, textarea") ?? dialog.querySelector("[data-test=no]")).focus();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes" ? answer() : null);
    });
  });
}

function field(label, control, hint = null) {
  last += 1;
  control.id = `field-${last}`;
  return element("div", { class: "field" }, element("label", { for: control.id }, label), control,
    hint ? element("p", { class: "hint" }, hint) : null);
}

/** The reason of a pause, or null. */
export function askPause() {
  last += 1;
  const list = element("datalist", { id: `reasons-${last}` },
    texts.pause.reasons.map((value) => element("option", { value })));
  const reason = element("input", { maxlength: REASON_LIMIT, list: list.id, autocomplete: "off",
    "data-test": "reason" });
  return ask({
    heading: texts.pause.heading, confirm: texts.pause.confirm, test: "pause-dialog",
    body: [field(texts.pause.reason, reason), list], answer: () => reason.value.trim(),
  });
}

/** The reason of a refusal, or null. */
export function askDecline() {
  const reason = element("input", { maxlength: REASON_LIMIT, autocomplete: "off", "data-test": "reason" });
  return ask({
    heading: texts.cards.declineHeading, confirm: texts.cards.decline, test: "decline-dialog",
    body: [field(texts.cards.declineReason, reason, texts.cards.declineHint)], answer: () => reason.value.trim(),
  });
}

/** The manual's question, with its words and its two buttons. */
export function askFinish() {
  return ask({
    heading: texts.finish.heading, confirm: common.yes, cancel: common.no, test: "finish-dialog",
    body: [element("p", { "data-test": "question" }, texts.finish.question)],
  });
}

/** {queueId} or {toAgentId}, and a note if there is one; or null. */
export function askTransfer(me) {
  const group = (label, kind, all) => element("optgroup", { label },
    all.map(([id, name]) => element("option", { value: `${kind}/${id}` }, name)));
  const others = me.agents.filter(({ agentId }) => agentId !== me.id);
  const to = element("select", { required: true, "data-test": "transfer-to" },
    group(texts.transfer.queue, "queueId", me.queues.map(({ queueId, name }) => [queueId, name])),
    group(texts.transfer.agent, "toAgentId", others.map(({ agentId, name }) => [agentId, name])));
  const note = element("textarea", { maxlength: NOTE_LIMIT, "data-test": "transfer-note" });
  return ask({
    heading: texts.transfer.heading, confirm: texts.transfer.confirm, test: "transfer-dialog",
    body: [field(texts.transfer.to, to), field(texts.transfer.note, note)],
    answer: () => {
      const [kind, id] = to.value.split("/");
      return note.value.trim() === "" ? { [kind]: id } : { [kind]: id, note: note.value.trim() };
    },
  });
}
