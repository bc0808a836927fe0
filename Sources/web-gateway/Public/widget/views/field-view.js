// One field of the company's form.

import { element, fill } from "/lib/dom.js";
import { widget as texts } from "/texts/widget.js";
import { lengthOf, showRoom } from "./counter.js";

/** A text that may be longer than this is written in an area of several lines. */
const LINE_LIMIT = 200;

/** What the browser is told about each type of field (contract reference, "form"); another type is a text. */
const controls = {
  email: { type: "email", autocomplete: "email" },
  phone: { type: "tel", autocomplete: "tel" },
  document: { type: "text", autocapitalize: "characters", spellcheck: "false" },
  number: { type: "text", inputmode: "decimal" },
  date: { type: "date" },
};

/** Label, control, room and fault of one field. What is right is the engine's to say. */
export class FieldView {
  #control;
  #fault;
  #room;

  constructor(field) {
    this.id = field.id;
    const id = `field-${field.id}`;
    this.#fault = element("p", { id: `${id}-fault`, class: "error", "data-test": "field-error", "data-for": field.id });
    this.#room = element("p", { id: `${id}-room`, class: "hint", hidden: true });
    this.#control = control(field, id);
    this.#control.setAttribute("aria-describedby", `${id}-fault ${id}-room`);
    this.element = element("div", { class: "field" },
      element("label", { for: id }, field.label,
        field.required ? element("span", { "aria-hidden": "true" }, " *") : null),
      this.#control, this.#room, this.#fault);
    if (field.maxLength) this.#control.addEventListener("input", () => this.#measure(field.maxLength));
  }

  get value() {
    return this.#control.value;
  }

  set value(text) {
    this.#control.value = text;
  }

  set isBusy(isBusy) {
    this.#control.readOnly = isBusy;
  }

  /** What is wrong with it, or undefined. */
  set fault(sentence) {
    fill(this.#fault, sentence ?? "");
    if (sentence) this.#control.setAttribute("aria-invalid", "true");
    else this.#control.removeAttribute("aria-invalid");
  }

  focus() {
    this.#control.focus();
  }

  #measure(limit) {
    showRoom(this.#room, this.value, limit);
    if (lengthOf(this.value) <= limit) this.fault = undefined;
  }
}

function control(field, id) {
  const common = {
    id, name: field.id, required: field.required, class: "input", "data-test": "field", "data-field": field.id,
  };
  const isLong = !(field.type in controls) && (field.maxLength ?? Infinity) > LINE_LIMIT;
  if (isLong) return element("textarea", { ...common, rows: "3" });
  return element("input", { type: "text", ...controls[field.type], ...common });
}
