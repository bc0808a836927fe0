// Where the agent writes to the customer, or a note to his colleagues.

import { element, icon } from "/lib/dom.js";
import { agentConsole } from "/texts/console.js";

const texts = agentConsole.chat;
/** The most code points of a line (contract page, "Envelope"); near it the rest is told. */
const LIMIT = 4_000;
const NEAR = 400;

/** Enter sends, Shift+Enter begins a new line. What is typed stays in `talk.typed`. */
export class ComposerView {
  #room = element("p", { class: "hint room", role: "status", hidden: true });

  constructor({ talk, onSay, onType }) {
    Object.assign(this, { talk, onSay, onType });
    this.area = element("textarea", { id: `say-${talk.id}`, class: "input", rows: "2", "data-test": "message" });
    this.area.value = talk.typed.text;
    this.label = element("label", { for: this.area.id, class: "visually-hidden" });
    this.toggle = element("input", { type: "checkbox", id: `note-${talk.id}`, "data-test": "as-note" });
    this.toggle.checked = talk.typed.isNote;
    this.element = element("form", { class: "composer" },
      this.label, this.area,
      element("div", { class: "composer-tools" },
        element("span", { class: "as-note" }, this.toggle, element("label", { for: this.toggle.id }, texts.asNote)),
        this.#room,
        element("button", { class: "button primary", "data-test": "send" }, icon("send"), texts.send)));
    this.element.addEventListener("submit", (event) => this.#send(event));
    this.area.addEventListener("input", () => this.#typed());
    this.area.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) this.#send(event);
    });
    this.toggle.addEventListener("change", () => this.#typed());
    this.#show();
  }

  focus() {
    this.area.focus();
  }

  #typed() {
    this.talk.typed = { text: this.area.value, isNote: this.toggle.checked };
    this.#show();
    this.onType();
  }

  get #left() {
    return LIMIT - [...this.area.value].length;
  }

  #show() {
    const left = this.#left;
    const label = this.toggle.checked ? texts.writeNote : texts.write;
    this.label.textContent = label;
    this.area.placeholder = label;
    this.element.classList.toggle("as-note", this.toggle.checked);
    this.#room.hidden = left > NEAR;
    this.#room.textContent = left > NEAR ? "" : left < 0 ? texts.over(-left) : texts.left(left);
    this.area.setAttribute("aria-invalid", String(left < 0));
  }

  #send(event) {
    event.preventDefault();
    const text = this.area.value.replaceAll("\0", "").trim();
    if (text === "" || this.#left < 0) return this.focus();
    this.onSay(text, this.toggle.checked);
    this.area.value = "";
    this.#typed();
    this.focus();
  }
}
