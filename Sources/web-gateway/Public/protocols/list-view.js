// The list of records: the form and what it found.

import { element } from "/lib/dom.js";
import { protocols } from "/texts/protocols.js";
import { Results } from "./results.js";
import { NO_CRITERIA, Search } from "./search.js";
import { SearchForm } from "./search-form.js";

/** Where the browser keeps, beside the address, what was asked: going back and reloading ask the same again. */
const KEPT = "recordSearch";
/** What is younger than so many milliseconds is not asked for again. */
export const FRESH = 2_000;

/** The search and its results. */
export class ListView {
  #search;
  #form;
  #results;
  #touchedAt = -Infinity;

  constructor({ me, names, onOpen }) {
    this.#search = new Search({ timeZone: me.timeZone, onChange: () => this.#results.draw() });
    this.#form = new SearchForm({ me, onSearch: (criteria) => this.#ask(criteria) });
    this.#results = new Results({ me, names, search: this.#search, onOpen });
    this.element = element("div", { class: "records-list" },
      element("h2", { tabindex: "-1" }, protocols.search.heading), this.#form.element, this.#results.element);
  }

  /** Asks for what this entry of the history asked for, unless it stands there. */
  restore() {
    const kept = history.state?.[KEPT] ?? (this.#search.state === "idle" ? NO_CRITERIA : this.#search.criteria);
    const isShown = this.#search.state !== "idle" && JSON.stringify(kept) === JSON.stringify(this.#search.criteria);
    if (isShown) return;
    this.#form.fill(kept);
    this.#run(kept);
  }

  /** Asks the same again: something may have been saved meanwhile. */
  refresh() {
    if (Date.now() - this.#touchedAt > FRESH) this.#run(this.#search.criteria);
  }

  /** Somebody comes back from a record: puts the focus there, and leaves the list as it was. */
  comeBack(number) {
    this.#touchedAt = Date.now();
    if (!this.#results.focus(number)) this.element.querySelector("h2").focus();
  }

  #ask(criteria) {
    history.replaceState({ ...history.state, [KEPT]: criteria }, "");
    this.#run(criteria);
  }

  #run(criteria) {
    this.#touchedAt = Date.now();
    this.#search.run(criteria);
  }
}
