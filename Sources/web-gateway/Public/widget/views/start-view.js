// Before the talk: whose chat this is, whether somebody is there, and the button.

import { element, fill, icon } from "/lib/dom.js";
import { widget as texts } from "/texts/widget.js";
import { obstacle } from "../state/situation.js";

/** The most characters of a customer's name or address (contract, "customer"). */
const FIELD_LIMIT = 500;

/** `onBegin({name, email})`: the customer wants to begin; both may be empty. */
export class StartView {
  #status = element("div", { class: "availability", role: "status", "data-test": "availability" });
  #name = input("name", { autocomplete: "name" });
  #email = input("email", { type: "email", autocomplete: "email", "aria-describedby": "start-email-fault" });
  #fault = element("p", { id: "start-email-fault", class: "error" });
  #drawn = "";

  constructor({ onBegin }) {
    this.onBegin = onBegin;
    this.element = element("main", { class: "screen" },
      element("h2", { tabindex: "-1" }, texts.start.heading), this.#status,
      element("form", { class: "fields", novalidate: true, onsubmit: (event) => this.#send(event) },
        element("p", { class: "hint" }, texts.start.intro),
        field(texts.start.name, this.#name), field(texts.start.email, this.#email, this.#fault),
        element("button", { class: "button primary large", "data-test": "start" }, texts.start.begin)));
  }

  draw(channel) {
    const drawn = JSON.stringify(channel.status);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    fill(this.#status, channel.status ? availability(channel) : null);
  }

  focus() {
    this.element.querySelector("h2").focus();
  }

  #send(event) {
    event.preventDefault();
    const email = this.#email.value.trim();
    const isWrong = email !== "" && !this.#email.validity.valid;
    fill(this.#fault, isWrong ? texts.start.emailInvalid : "");
    this.#email.setAttribute("aria-invalid", String(isWrong));
    if (isWrong) this.#email.focus();
    else this.onBegin({ name: this.#name.value.trim(), email });
  }
}

function input(name, properties) {
  return element("input", { id: `start-${name}`, name, maxlength: FIELD_LIMIT, "data-test": `start-${name}`,
    ...properties });
}

function field(label, control, ...more) {
  return element("div", { class: "field" },
    element("label", { for: control.id }, label, " ", element("span", { class: "hint" }, texts.start.optional)),
    control, ...more);
}

/** Open or not, the bot, and the subjects if they differ. */
function availability({ status, clock }) {
  const { open, bot, subjects } = status;
  const sentence = open ? texts.start.open : obstacle(status, clock);
  const differ = open && subjects.some((subject) => !subject.open);
  return [
    sentence && element("p", { class: open ? "open" : "closed" }, icon(open ? "check" : "clock"),
      element("span", {}, sentence)),
    bot ? element("p", { class: "hint" }, texts.start.bot) : null,
    differ ? element("ul", { class: "subjects", "aria-label": texts.start.subjects },
      subjects.map((subject) => subjectLine(subject, clock))) : null,
  ];
}

function subjectLine({ label, open, nextOpenAt }, clock) {
  const state = open
    ? texts.start.subjectOpen
    : nextOpenAt ? texts.start.subjectOpens(clock.opening(nextOpenAt)) : texts.start.subjectClosed;
  return element("li", {}, element("strong", {}, label), ` ${state}`);
}
