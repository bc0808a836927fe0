// What stands around the supervisor's views: product, menu, connection, who is here.

import { element, fill, icon } from "/lib/dom.js";
import { supervisor } from "/texts/supervisor.js";

const texts = supervisor.page;
export const PANEL_ADDRESS = "#/painel";
export const RECORDS_ADDRESS = "#/atendimentos";

/** The page's header and its main part; `onLeave()` is called for "Sair". */
export class Frame {
  #links;
  #state = element("p", { class: "state", "data-test": "connection" });
  #main = element("main", { id: "content", tabindex: "-1" });

  constructor({ me, onLeave }) {
    this.#links = {
      panel: link(PANEL_ADDRESS, "people", texts.panel, "menu-panel"),
      records: link(RECORDS_ADDRESS, "records", texts.records, "menu-records"),
    };
    const skip = element("button", { type: "button", class: "skip button" }, texts.skip);
    skip.addEventListener("click", () => this.#main.focus());
    const leave = element("button", { type: "button", class: "button small", onclick: onLeave,
      "data-test": "logout-self" }, icon("leave"), texts.leave);
    this.element = element("div", { class: "frame" },
      element("header", { class: "top" }, skip,
        element("h1", {}, element("span", { class: "sign" }, icon("webchat")),
          element("span", {}, texts.heading, element("span", { class: "company" }, me.company))),
        element("nav", { "aria-label": texts.menu }, this.#links.panel, this.#links.records),
        element("div", { class: "self" }, this.#state,
          element("p", { class: "name", "data-test": "self" }, icon("person"), me.name), leave)),
      this.#main);
    this.showConnection("connecting");
  }

  /** Shows one of the views, `name` is "panel" or "records"; whether another one was there. */
  show(name, view) {
    for (const [key, one] of Object.entries(this.#links)) {
      if (key === name) one.setAttribute("aria-current", "page");
      else one.removeAttribute("aria-current");
    }
    const isOther = this.#main.firstChild !== view;
    if (isOther) fill(this.#main, view);
    return isOther;
  }

  /** `connecting`, `open` or `lost`. */
  showConnection(state) {
    const words = { connecting: texts.connecting, open: texts.live, lost: texts.connecting }[state];
    this.#state.className = `state mark ${state}`;
    this.#state.dataset.state = state;
    fill(this.#state, words);
  }
}

function link(href, sign, label, test) {
  return element("a", { href, "data-test": test }, icon(sign), element("span", {}, label));
}
