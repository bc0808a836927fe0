// The dialog before every order: what will happen, and why it is wanted.

import { element, fill } from "/lib/dom.js";
import { common } from "/texts/common.js";
import { supervisor } from "/texts/supervisor.js";
import { TargetFields } from "./target-fields.js";

const texts = supervisor.dialog;
/** The most characters of a reason (contract, `reason` of `supervisor.*`). */
const REASON_LIMIT = 500;

/** Asks a `question` (questions.js); `onConfirm(type, data)` is called once if it is confirmed. */
export class ActDialog {
  #target;
  #reason;
  #error = element("p", { class: "error", role: "alert", id: "act-error", "data-test": "dialog-error" });
  #over = element("p", { class: "banner", role: "status", "data-test": "dialog-over", hidden: true });
  #confirm;

  constructor({ question, onConfirm, onClose }) {
    Object.assign(this, { question, onConfirm });
    this.#target = question.targets ? new TargetFields(question.targets) : null;
    this.#reason = element("input", { id: "act-reason", maxlength: REASON_LIMIT, list: "act-reasons", required: true,
      autocomplete: "off", "aria-describedby": "act-hint act-error", "data-test": "reason" });
    this.#confirm = element("button", { type: "submit", class: `button primary${question.isGrave ? " grave" : ""}`,
      "data-test": "confirm" }, question.label);
    this.element = element("dialog", { "aria-labelledby": "act-heading", "aria-describedby": "act-what", class: "act",
      "data-test": "dialog", "data-act": question.act }, this.#form());
    this.element.addEventListener("close", () => {
      this.element.remove();
      onClose();
    });
  }

  open() {
    document.body.append(this.element);
    this.element.showModal();
    (this.#target ? this.element.querySelector("input[type=radio]") : this.#reason).focus();
  }

  /** Without an order. */
  close() {
    this.element.close();
  }

  /** Says so when there is nothing left to act on. */
  follow(board) {
    const sentence = this.question.overNow(board);
    if (this.#over.hidden === (sentence === null)) return;
    this.#over.hidden = sentence === null;
    fill(this.#over, sentence);
    this.#confirm.setAttribute("aria-disabled", String(sentence !== null));
  }

  #form() {
    const { heading, about, lines, hint, reasons } = this.question;
    const cancel = element("button", { type: "button", class: "button", "data-test": "cancel" }, common.cancel);
    cancel.addEventListener("click", () => this.close());
    const form = element("form", { novalidate: true },
      element("h2", { id: "act-heading" }, heading),
      about ? element("p", { class: "about" }, about) : null,
      element("div", { id: "act-what", class: "what" }, lines.map((line) => element("p", {}, line))),
      this.#over, this.#target?.element,
      element("div", { class: "field" },
        element("label", { for: "act-reason" }, texts.reason), this.#reason,
        element("p", { class: "hint", id: "act-hint" }, hint),
        element("datalist", { id: "act-reasons" }, reasons.map((value) => element("option", { value })))),
      this.#error, element("div", { class: "actions" }, cancel, this.#confirm));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
    return form;
  }

  #send() {
    if (this.#confirm.getAttribute("aria-disabled") === "true") return;
    const target = this.#target ? this.#target.data : {};
    if (target === null) {
      fill(this.#error, texts.missingTarget);
      return this.#target.complain();
    }
    const reason = this.#reason.value.trim();
    if (reason === "") {
      fill(this.#error, texts.missingReason);
      this.#reason.setAttribute("aria-invalid", "true");
      return this.#reason.focus();
    }
    this.element.close();
    this.onConfirm(this.question.type, { ...this.question.data, ...target, reason });
  }
}
