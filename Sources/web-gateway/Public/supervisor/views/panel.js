// "Painel": the whole company live.

import { element, fill } from "/lib/dom.js";
import { supervisor } from "/texts/supervisor.js";
import { agentsTable } from "./agents-table.js";
import { conversationsTable } from "./conversations-table.js";
import { tick } from "./elapsed.js";
import { queuesTable } from "./queues-table.js";
import { Summary } from "./summary.js";
import { waitingTable } from "./waiting-table.js";

/** Draws a Board. `pending(id)` is the order that is on its way; `onAct(act, row)` is called for what is clicked. */
export class Panel {
  #summary = new Summary();
  #filter;
  #filterPrint = "";
  #tables;
  #counts = {};
  #cut = element("p", { class: "zero cut", hidden: true });
  #targets = new Map();

  constructor({ board, names, clock, pending, onAct }) {
    Object.assign(this, { board, clock });
    const targetOf = (queueId) => this.#targets.get(queueId) ?? null;
    this.#tables = {
      queues: queuesTable("queues-heading"),
      waiting: waitingTable({ labelledBy: "waiting-heading", names, pending, targetOf, onAct }),
      conversations: conversationsTable({ labelledBy: "conversations-heading", names, pending, onAct }),
      agents: agentsTable({ labelledBy: "agents-heading", pending, onAct }),
    };
    this.#filter = element("select", { id: "queue-filter", "data-test": "queue-filter" },
      element("option", { value: "" }, supervisor.filter.all));
    this.#filter.addEventListener("change", () => this.draw());
    this.element = element("div", { class: "panel", "data-test": "panel" },
      this.#summary.element, this.#section("queues", this.#filterField()),
      element("div", { class: "columns" },
        element("div", { class: "column" }, this.#section("waiting"), this.#section("conversations"), this.#cut),
        this.#section("agents")));
  }

  draw() {
    const { board } = this;
    const { queues } = board;
    this.#targets = new Map(queues.map(({ queueId, targetSeconds }) => [queueId, targetSeconds]));
    this.#summary.show(board.totals, board.unattended);
    this.#fillFilter(queues);
    this.#tables.queues.show(queues);
    this.#show("waiting", board.waiting.filter((row) => this.#isWanted(row.queueId)));
    this.#show("conversations", board.conversations.filter((row) => this.#isWanted(row.queueId)));
    this.#showAgents();
    this.#cut.hidden = !board.isCut;
    fill(this.#cut, supervisor.conversations.cut(board.conversations.length));
    this.tick();
  }

  /** Once a second: times count up. */
  tick() {
    tick(this.element, this.clock.now());
  }

  #isWanted(queueId) {
    return this.#filter.value === "" || this.#filter.value === queueId;
  }

  #show(name, rows) {
    this.#tables[name].show(rows);
    fill(this.#counts[name], String(rows.length));
  }

  #showAgents() {
    const { value } = this.#filter;
    this.#tables.agents.show(this.board.agents.filter(({ queueIds }) => value === "" || queueIds.includes(value)));
    const { free, loggedIn, all } = this.board.roster.count(value || null);
    fill(this.#counts.agents, supervisor.agents.counts(free, loggedIn, all));
  }

  #section(name, tool = null) {
    const id = `${name}-heading`;
    this.#counts[name] = element("span", { class: "count", "data-test": `${name}-count` });
    return element("section", { class: `block ${name}`, "aria-labelledby": id },
      element("div", { class: "block-head" }, element("h2", { id, tabindex: "-1" }, supervisor[name].heading),
        name === "queues" ? null : this.#counts[name], tool),
      this.#tables[name].element);
  }

  #filterField() {
    return element("div", { class: "queue-filter" },
      element("label", { for: "queue-filter" }, supervisor.filter.label), this.#filter);
  }

  #fillFilter(queues) {
    const print = JSON.stringify(queues.map(({ queueId, name }) => [queueId, name]));
    if (print === this.#filterPrint) return;
    this.#filterPrint = print;
    const { value } = this.#filter;
    fill(this.#filter, element("option", { value: "" }, supervisor.filter.all),
      queues.map(({ queueId, name }) => element("option", { value: queueId }, name)));
    this.#filter.value = queues.some(({ queueId }) => queueId === value) ? value : "";
  }
}
