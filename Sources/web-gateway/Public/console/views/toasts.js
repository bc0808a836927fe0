// Short messages in a corner: good ones and news go by themselves, bad ones stay.

import { element, icon } from "/lib/dom.js";
import { agentConsole } from "/texts/console.js";

const texts = agentConsole.toast;
/** In milliseconds. */
const LIFE = 8_000;
/** The most that are shown; the oldest go. */
const MOST = 4;

export class Toasts {
  #regions = {
    status: element("div", { role: "status" }),
    alert: element("div", { role: "alert" }),
  };
  #heard = element("p", { class: "visually-hidden", role: "status", "data-test": "heard" });

  constructor() {
    this.element = element("aside", { class: "toasts", "aria-label": texts.heading },
      this.#regions.alert, this.#regions.status, this.#heard);
  }

  /** `kind`: "good", "news", "error", or "heard" for what is in sight anyway; `link`: {href, text} or undefined. */
  tell(kind, text, link) {
    if (kind === "heard") return this.#heard.replaceChildren(text);
    const isBad = kind === "error";
    const close = element("button", { type: "button", class: "plain", "aria-label": texts.dismiss }, icon("close"));
    const toast = element("div", { class: `banner toast ${kind}`, "data-test": `toast-${kind}` },
      icon(isBad ? "alert" : "check"),
      element("p", {}, text, link ? element("a", { href: link.href }, link.text) : null), close);
    close.addEventListener("click", () => toast.remove());
    if (!isBad) setTimeout(() => toast.remove(), LIFE);
    const region = this.#regions[isBad ? "alert" : "status"];
    region.append(toast);
    while (region.children.length > MOST) region.firstChild.remove();
  }
}
