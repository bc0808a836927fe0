// The company's form, offered while nobody can be reached (rule 1).

import { element, fill } from "/lib/dom.js";
import { widget as texts } from "/texts/widget.js";
import { FieldView } from "./field-view.js";

/** Keeps what was written while the same form stands; the engine's faults are shown beside the fields. */
export class FormView {
  #drawn = "";
  #faults = {};
  #isBusy = false;
  #fields = [];
  #title = element("h2", { id: "form-title" });
  #inputs = element("div", { class: "fields" });
  #alert = element("p", { role: "alert", class: "fault", "data-test": "form-error" });
  #submit = element("button", { class: "button primary", "data-test": "form-submit" }, texts.form.send);

  constructor({ onSubmit }) {
    this.onSubmit = onSubmit;
    this.element = element("form", {
      class: "panel", novalidate: true, "aria-labelledby": "form-title", hidden: true, "data-test": "form",
    }, this.#title, element("p", {}, texts.form.intro), element("p", { class: "hint" }, texts.form.requiredHint),
    this.#inputs, this.#alert, this.#submit);
    this.element.addEventListener("submit", (event) => this.#send(event));
  }

  /** `form`: null for none; `pending`: the submission on its way, or undefined. True if the form is a new one. */
  draw(form, faults, pending) {
    const drawn = JSON.stringify(form);
    const isNew = form !== null && drawn !== this.#drawn;
    this.#drawn = drawn;
    this.element.hidden = form === null;
    if (isNew) this.#build(form, pending);
    this.#setBusy(pending !== undefined);
    if (faults !== this.#faults) this.#show(faults);
    return isNew;
  }

  #build({ title, fields }, pending) {
    this.#fields = fields.map((field) => new FieldView(field));
    for (const field of this.#fields) field.value = pending?.fields[field.id] ?? "";
    fill(this.#title, title);
    fill(this.#inputs, this.#fields.map((field) => field.element));
  }

  #setBusy(isBusy) {
    if (isBusy === this.#isBusy) return;
    this.#isBusy = isBusy;
    for (const field of this.#fields) field.isBusy = isBusy;
    this.#submit.setAttribute("aria-disabled", String(isBusy));
    fill(this.#submit, isBusy ? texts.form.sending : texts.form.send);
  }

  #show(faults) {
    this.#faults = faults;
    for (const field of this.#fields) field.fault = faults[field.id];
    const wrong = this.#fields.filter((field) => faults[field.id]);
    const elsewhere = Object.entries(faults).filter(([id]) => !this.#fields.some((field) => field.id === id));
    const sentences = [wrong.length > 0 ? texts.form.faults(wrong.length) : null, ...elsewhere.map(([, text]) => text)];
    fill(this.#alert, sentences.filter(Boolean).join(" "));
    wrong[0]?.focus();
  }

  /** Empty fields are left out; the engine knows which it needs. */
  #send(event) {
    event.preventDefault();
    if (this.#isBusy) return;
    const filled = this.#fields.filter((field) => field.value.trim() !== "");
    this.onSubmit(Object.fromEntries(filled.map((field) => [field.id, field.value])));
  }
}
