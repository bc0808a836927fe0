// The company at a glance, and the queues nobody attends.

import { element, fill, icon } from "/lib/dom.js";
import { supervisor } from "/texts/supervisor.js";
import { elapsed } from "./elapsed.js";

const texts = supervisor.summary;
/** So many names of unattended queues are shown. */
const NAMES = 4;

/** The row of figures above the tables. It keeps its place whatever happens. */
export class Summary {
  #values = {};
  #attendance = element("div", { class: "tile attendance", "data-test": "attendance" });
  #prints = {};

  constructor() {
    const tiles = ["waiting", "longest", "inService", "wrapUp", "free"].map((name) => this.#tile(name));
    this.element = element("section", { class: "summary", "aria-label": texts.label, "data-test": "summary" },
      element("dl", {}, tiles), this.#attendance);
  }

  /** Takes the totals and the unattended queues of a Board. */
  show(totals, unattended) {
    this.#set("waiting", String(totals.waiting));
    this.#set("inService", String(totals.inService));
    this.#set("wrapUp", String(totals.wrapUp));
    this.#set("free", texts.ofLoggedIn(totals.free, totals.loggedIn));
    this.#set("longest", totals.longestSince ?? texts.noWait, totals.longestSince);
    this.#showAttendance(unattended.map(({ name }) => name));
  }

  #tile(name) {
    this.#values[name] = element("dd", { "data-test": `total-${name}` });
    return element("div", { class: "tile" }, element("dt", {}, texts[name]), this.#values[name]);
  }

  #set(name, print, since = null) {
    if (this.#prints[name] === print) return;
    this.#prints[name] = print;
    fill(this.#values[name], since ? elapsed(since) : print);
  }

  /** Drawn only when it is about other queues: a screen reader says it aloud each time. */
  #showAttendance(names) {
    const print = JSON.stringify(names);
    if (this.#prints.attendance === print) return;
    this.#prints.attendance = print;
    this.#attendance.classList.toggle("alarm", names.length > 0);
    if (names.length === 0) {
      return fill(this.#attendance, icon("check"), element("p", { role: "status" }, texts.attended));
    }
    const rest = names.length - NAMES;
    const shown = [...names.slice(0, NAMES), ...(rest > 0 ? [texts.andMore(rest)] : [])].join(", ");
    fill(this.#attendance, icon("alert"), element("p", { role: "alert", "data-test": "unattended" },
      element("strong", {}, texts.unattended(names.length)), element("span", {}, shown)));
  }
}
