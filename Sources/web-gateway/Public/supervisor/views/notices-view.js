// The notices, above everything: good news politely, bad news at once.

import { element, fill, icon } from "/lib/dom.js";
import { supervisor } from "/texts/supervisor.js";

const texts = supervisor.results;

/** Draws Notices; `onDismiss(id)`. And the banner of the connection. */
export class NoticesView {
  #drawn = new Map();
  #banner = element("div", { class: "connection", role: "status" });
  #regions = {
    good: element("div", { role: "status", "data-test": "results" }),
    error: element("div", { role: "alert", "data-test": "refusals" }),
  };

  constructor({ onDismiss }) {
    this.onDismiss = onDismiss;
    this.element = element("aside", { class: "notices", "aria-label": texts.heading },
      this.#regions.error, this.#regions.good, this.#banner);
  }

  show(notices) {
    const ids = new Set(notices.map(({ id }) => id));
    for (const [id, drawn] of this.#drawn) {
      if (ids.has(id)) continue;
      drawn.remove();
      this.#drawn.delete(id);
    }
    for (const notice of notices) {
      if (!this.#drawn.has(notice.id)) this.#add(notice);
    }
  }

  /** A sentence on the connection, or null while all is well. */
  showTrouble(sentence) {
    if (this.#banner.textContent === (sentence ?? "")) return;
    fill(this.#banner, sentence && element("p", { class: "banner", "data-test": "trouble" }, icon("alert"),
      element("span", {}, sentence)));
  }

  #add({ id, kind, text }) {
    const close = element("button", { type: "button", class: "dismiss", "aria-label": texts.dismiss,
      "data-test": "dismiss" }, icon("close"));
    close.addEventListener("click", () => this.onDismiss(id));
    const drawn = element("div", { class: `banner notice ${kind}`, "data-test": `notice-${kind}` },
      icon(kind === "good" ? "check" : "alert"), element("p", {}, text), close);
    this.#drawn.set(id, drawn);
    this.#regions[kind].append(drawn);
  }
}
