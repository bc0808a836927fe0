// What a search found, as a table; on a narrow screen each row is a card.

import { element, fill } from "/lib/dom.js";
import { Clock } from "/lib/time.js";
import { common } from "/texts/common.js";
import { protocols } from "/texts/protocols.js";
import { addressOf } from "./address.js";
import { failureBanner } from "./failure.js";
import { customerName } from "/lib/names.js";

const texts = protocols.results;

/** Draws a Search; `onOpen(number)` is called for the row that is clicked. */
export class Results {
  #body = element("tbody", { role: "rowgroup" });
  #drawn = [];
  #status = element("p", { class: "found", role: "status", "data-test": "found" });
  #failure = element("div", { class: "failure" });
  #empty = element("p", { class: "empty", "data-test": "empty", hidden: true });
  #more = element("button", { class: "button", type: "button", "data-test": "more-results", hidden: true });
  #table;

  constructor({ me, names, search, onOpen }) {
    Object.assign(this, { names, search, onOpen, clock: new Clock(me.timeZone) });
    this.#table = table(this.#body);
    this.#more.addEventListener("click", () => this.search.more());
    this.element = element("div", { class: "records-found" },
      this.#status, this.#failure, this.#table, this.#empty, this.#more);
  }

  draw() {
    const { search } = this;
    const isBusy = search.state === "searching";
    fill(this.#status, isBusy ? texts.loading : search.state === "failed" ? null : this.#counted());
    this.element.classList.toggle("busy", isBusy);
    this.#drawFailure();
    if (!isBusy) this.#drawRows();
    this.#table.hidden = this.#drawn.length === 0;
    this.#empty.hidden = search.state !== "done" || search.items.length > 0;
    fill(this.#empty, search.isOpenToAll ? texts.emptyAll : texts.empty);
    this.#more.hidden = isBusy || !search.hasMore;
    this.#more.setAttribute("aria-disabled", String(search.state === "adding"));
    fill(this.#more, search.state === "adding" ? texts.loadingMore : texts.more);
  }

  /** Puts the focus on the row of `number`; false if it is not there. */
  focus(number) {
    const link = [...this.#body.querySelectorAll("a")].find(({ dataset }) => dataset.protocol === number);
    link?.focus();
    return link !== undefined;
  }

  #counted() {
    return this.search.items.length === 0 ? null : texts.count(this.search.items.length, this.search.hasMore);
  }

  #drawFailure() {
    const { error } = this.search;
    const onAgain = () => (this.search.items.length > 0 ? this.search.more() : this.search.run());
    fill(this.#failure, error && failureBanner(error, { onAgain, test: "search-failed" }));
  }

  /** Further rows are added; other rows replace what stands there. */
  #drawRows() {
    const { items } = this.search;
    const isLonger = this.#drawn.every((item, index) => item === items[index]);
    const fresh = (isLonger ? items.slice(this.#drawn.length) : items).map((item) => this.#row(item));
    if (isLonger) this.#body.append(...fresh);
    else fill(this.#body, fresh);
    this.#drawn = [...items];
  }

  #row(item) {
    const { names, clock } = this;
    const link = element("a", { href: addressOf(item.protocol), "data-protocol": item.protocol, "data-test": "open" },
      item.protocol);
    const row = element("tr", { role: "row", "data-test": "result", "data-state": item.state },
      cell("protocol", link),
      cell("openedAt", element("time", { datetime: item.openedAt }, clock.moment(item.openedAt))),
      cell("customer", customerName(item.customer) ?? element("span", { class: "soft" }, texts.unnamed)),
      cell("channel", names.channel(item.channelId)),
      cell("queue", item.queueId ? names.queue(item.queueId) : texts.nobody),
      cell("agent", item.agentId ? names.person(item.agentId) : texts.nobody),
      cell("state", stateBadge(item.state)));
    row.addEventListener("click", (event) => {
      if (event.target.closest("a") || String(getSelection()) !== "") return;
      this.onOpen(item.protocol);
    });
    return row;
  }
}

/** The state of a record in words; its colour and its edge say the same. */
export function stateBadge(state) {
  return element("span", { class: `state-badge ${state}`, "data-test": "state" }, common.recordState[state] ?? state);
}

function table(body) {
  const heads = Object.values(texts.columns)
    .map((label) => element("th", { role: "columnheader", scope: "col" }, label));
  return element("table", { role: "table", "data-test": "results" },
    element("caption", { class: "visually-hidden" }, texts.caption),
    element("thead", { role: "rowgroup" }, element("tr", { role: "row" }, heads)), body);
}

function cell(name, content) {
  return element("td", { role: "cell", class: name, "data-label": texts.columns[name] }, content);
}
