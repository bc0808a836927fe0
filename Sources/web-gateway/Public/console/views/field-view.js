// One field of a record: its value, and what somebody else wrote there meanwhile.

import { element, fill } from "/lib/dom.js";
import { agentConsole } from "/texts/console.js";

const texts = agentConsole.fields;
/** The most code points of a field (contract: a record's data is at most 64 KiB in all). */
const LIMIT = 4_000;

/** `choices`: a select; `suggestions`: a text with proposals; `isLong`: several lines. */
export class FieldView {
  #conflict = element("div", { class: "conflict", role: "status" });
  #drawn = null;

  constructor({ talk, actions, part, name, label, type = "text", isLong = false, choices = null, suggestions = [] }) {
    Object.assign(this, { talk, part, name, actions });
    const id = `${part}-${name}-${talk.id}`;
    const properties = { id, maxlength: LIMIT, autocomplete: "off", "data-test": `${part}-${name}` };
    this.control = choices ? select(properties, choices)
      : isLong ? element("textarea", properties) : element("input", { ...properties, type, list: `${id}-list` });
    this.control.addEventListener("input", () => {
      talk.draft.edit(part, name, this.control.value);
      actions.keep(talk);
    });
    this.element = element("div", { class: "field" }, element("label", { for: id }, label), this.control,
      suggestions.length > 0 ? element("datalist", { id: `${id}-list` },
        suggestions.map((value) => element("option", { value }))) : null, this.#conflict);
  }

  draw() {
    const { draft } = this.talk;
    const value = String(draft.value(this.part, this.name));
    if (this.control.value !== value) this.#show(value);
    const theirs = draft.conflicts[this.part][this.name] ?? null;
    if (theirs === this.#drawn) return;
    this.#drawn = theirs;
    fill(this.#conflict, theirs === null ? null : [
      element("p", { "data-test": "conflict" }, texts.theirs(String(theirs))),
      element("button", { type: "button", class: "button small", "data-test": "take-theirs", onclick: () => {
        draft.take(this.part, this.name);
        this.actions.keep(this.talk);
        this.control.focus();
      } }, texts.take),
    ]);
  }

  /** A select shows a value that is none of its choices, too. */
  #show(value) {
    if (this.control.tagName === "SELECT" && ![...this.control.options].some((option) => option.value === value)) {
      this.control.append(element("option", { value }, value));
    }
    this.control.value = value;
  }
}

function select(properties, choices) {
  return element("select", properties, element("option", { value: "" }, agentConsole.service.choose),
    choices.map((value) => element("option", { value }, value)));
}
