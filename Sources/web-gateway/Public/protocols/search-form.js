// The form that asks for records.

import { element, fill } from "/lib/dom.js";
import { common } from "/texts/common.js";
import { protocols } from "/texts/protocols.js";
import { NO_CRITERIA } from "./search.js";

const texts = protocols.search;
/** From this width the rarer filters are shown without asking. */
const WIDE = "(min-width: 760px)";
let forms = 0;

/** `onSearch(criteria)` is called when the form is sent, and with no criteria when it is emptied. */
export class SearchForm {
  #controls = {};
  #error = element("p", { class: "error", role: "alert", "data-test": "search-error" });

  constructor({ me, onSearch }) {
    forms += 1;
    this.prefix = `records-${forms}`;
    this.onSearch = onSearch;
    this.element = element("form", { class: "records-search", role: "search", "aria-label": texts.label,
      novalidate: true, "data-test": "search" },
    element("div", { class: "grid" }, this.#firstFields()),
    this.#rest(me), this.#error, this.#buttons());
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
  }

  /** Shows what was asked for. */
  fill(criteria) {
    for (const [name, control] of Object.entries(this.#controls)) control.value = criteria[name] ?? "";
  }

  get criteria() {
    const values = Object.entries(this.#controls).map(([name, control]) => [name, control.value.trim()]);
    return { ...NO_CRITERIA, ...Object.fromEntries(values) };
  }

  #firstFields() {
    const states = Object.entries(common.recordState);
    return [
      this.#field("number", texts.number,
        element("input", { inputmode: "numeric", maxlength: 40, autocomplete: "off" })),
      this.#field("customer", texts.customer,
        element("input", { maxlength: 200, autocomplete: "off", title: texts.customerHint })),
      this.#field("text", texts.text, element("input", { maxlength: 200, autocomplete: "off", title: texts.textHint })),
      this.#field("state", texts.state, choice(states, texts.any)),
    ];
  }

  #rest(me) {
    const agents = me.agents.map(({ agentId, name }) => [agentId, name]);
    const fields = [
      this.#field("channelId", texts.channel,
        choice(me.channels.map(({ channelId, name }) => [channelId, name]), texts.anyChannel)),
      this.#field("queueId", texts.queue, choice(me.queues.map(({ queueId, name }) => [queueId, name]), texts.any)),
      me.kind === "supervisor" ? this.#field("agentId", texts.agent, choice(agents, texts.anyAgent)) : null,
      this.#field("from", texts.from, element("input", { type: "date", title: texts.zone(me.timeZone) })),
      this.#field("to", texts.to, element("input", { type: "date", title: texts.zone(me.timeZone) })),
    ];
    const wide = matchMedia(WIDE);
    const more = element("details", { class: "more", open: wide.matches },
      element("summary", { "data-test": "more-filters" }, texts.more),
      element("div", { class: "grid" }, fields.filter(Boolean)));
    wide.addEventListener("change", ({ matches }) => { more.open ||= matches; });
    return more;
  }

  #buttons() {
    const clear = element("button", { class: "button", type: "button", "data-test": "clear-search" }, texts.clear);
    clear.addEventListener("click", () => {
      this.fill(NO_CRITERIA);
      this.#send();
    });
    return element("div", { class: "buttons" },
      element("button", { class: "button primary", type: "submit", "data-test": "do-search" }, texts.submit), clear);
  }

  #field(name, label, control) {
    control.id = `${this.prefix}-${name}`;
    control.name = name;
    control.dataset.test = `search-${name}`;
    this.#controls[name] = control;
    return element("div", { class: "field" }, element("label", { for: control.id }, label), control);
  }

  #send() {
    const criteria = this.criteria;
    const isBackwards = criteria.from !== "" && criteria.to !== "" && criteria.from > criteria.to;
    fill(this.#error, isBackwards ? texts.backwards : null);
    if (isBackwards) return this.#controls.from.focus();
    this.onSearch(criteria);
  }
}

function choice(pairs, any) {
  return element("select", {},
    element("option", { value: "" }, any), pairs.map(([value, label]) => element("option", { value }, label)));
}
