// Where a conversation is to go: a queue or an agent.

import { element } from "/lib/dom.js";
import { supervisor } from "/texts/supervisor.js";

const texts = supervisor.dialog;

/** Two ways to answer, of which one counts. `targets`: {queues, agents} of [{id, text}]. */
export class TargetFields {
  #kind = "queue";
  #selects;

  constructor(targets) {
    this.#selects = {
      queue: select("queue", texts.queue, targets.queues), agent: select("agent", texts.agent, targets.agents),
    };
    this.element = element("div", { class: "target" },
      element("fieldset", { class: "kinds" }, element("legend", {}, texts.target),
        this.#radio("queue", texts.toQueue), this.#radio("agent", texts.toAgent)),
      this.#selects.queue, this.#selects.agent);
    this.#choose("queue");
  }

  /** The order's data, or null if nothing is chosen. */
  get data() {
    const { value } = this.#control;
    if (value === "") return null;
    return this.#kind === "queue" ? { queueId: value } : { toAgentId: value };
  }

  /** Shows that nothing is chosen. */
  complain() {
    this.#control.setAttribute("aria-invalid", "true");
    this.#control.focus();
  }

  get #control() {
    return this.#selects[this.#kind].querySelector("select");
  }

  #radio(kind, label) {
    const radio = element("input", { type: "radio", name: "target-kind", value: kind, checked: kind === "queue",
      "data-test": `to-${kind}` });
    radio.addEventListener("change", () => this.#choose(kind));
    return element("label", {}, radio, label);
  }

  #choose(kind) {
    this.#kind = kind;
    for (const [name, field] of Object.entries(this.#selects)) field.hidden = name !== kind;
  }
}

function select(kind, label, options) {
  const control = element("select", { id: `target-${kind}`, "data-test": `target-${kind}` },
    element("option", { value: "" }, texts.choose),
    options.map(({ id, text }) => element("option", { value: id }, text)));
  control.addEventListener("change", () => control.removeAttribute("aria-invalid"));
  return element("div", { class: "field" }, element("label", { for: control.id }, label), control);
}
