// A table of live rows: cells change in place, rows keep their place while somebody points at them, columns sort.

import { element, fill } from "/lib/dom.js";
import { supervisor } from "/texts/supervisor.js";
import { Sorting } from "../state/sorting.js";
import { SteadyOrder } from "../state/steady-order.js";
import { Attention } from "./attention.js";

const texts = supervisor.rows;

/**
 * `columns`: [{key, label, hint?, isNumber?, value(row), draw?(value, row), order?(row)}]. A cell is drawn anew only
 * when its `value`, plain data, is another. `order` makes the column sortable.
 *
 * `onAct(act, row)` is called for a button with `data-act` in a row.
 */
export class LiveTable {
  #rows = new Map();
  #drawn = new Map();
  #order = new SteadyOrder();
  #sorting = new Sorting();
  #body = element("tbody", { role: "rowgroup" });
  #empty;
  #table;
  #attention;
  #wanted = [];

  constructor({ name, labelledBy, columns, keyOf, empty, onAct = () => {} }) {
    Object.assign(this, { name, columns, keyOf, onAct });
    this.#empty = element("p", { class: "empty", "data-test": `${name}-empty`, hidden: true }, empty);
    this.#table = element("table", { role: "table", "aria-labelledby": labelledBy, class: `live ${name}` },
      element("thead", { role: "rowgroup" },
        element("tr", { role: "row" }, columns.map((column) => this.#head(column)))),
      this.#body);
    this.element = element("div", { class: "live-table", "data-test": `${name}-table` }, this.#table, this.#empty);
    this.#attention = new Attention(this.#body, () => this.#draw());
    this.#body.addEventListener("click", (event) => this.#clicked(event));
  }

  show(rows) {
    this.#wanted = rows;
    this.#draw();
  }

  #draw() {
    const order = this.columns.find(({ key }) => key === this.#sorting.key)?.order;
    const sorted = this.#sorting.apply(this.#wanted, order);
    for (const row of sorted) this.#rows.set(this.keyOf(row), row);
    const places = this.#order.arrange(sorted.map(this.keyOf), this.#attention.isHeld);
    const focus = this.#focused();
    this.#dropBut(new Set(places.map(({ key }) => key)));
    places.forEach(({ key, isGone }, index) => this.#place(key, isGone, index));
    this.#restore(focus);
    this.#table.hidden = places.length === 0;
    this.#empty.hidden = places.length > 0;
  }

  #dropBut(keys) {
    for (const [key, row] of this.#drawn) {
      if (keys.has(key)) continue;
      row.line.remove();
      this.#drawn.delete(key);
      this.#rows.delete(key);
    }
  }

  #place(key, isGone, index) {
    const drawn = this.#drawn.get(key) ?? this.#newRow(key);
    const there = this.#body.children[index] ?? null;
    if (there !== drawn.line) this.#body.insertBefore(drawn.line, there);
    drawn.line.classList.toggle("gone", isGone);
    if (isGone) return this.#markGone(drawn);
    const row = this.#rows.get(key);
    this.columns.forEach((column, at) => this.#fillCell(drawn, at, column, row));
  }

  #newRow(key) {
    const cells = this.columns.map(({ key: name, label, isNumber }) => element("td", {
      role: "cell", "data-cell": name, "data-label": label, class: isNumber ? "number" : null,
    }));
    const line = element("tr", { role: "row", "data-test": this.name, "data-key": key }, cells);
    const drawn = { line, cells, values: cells.map(() => undefined) };
    this.#drawn.set(key, drawn);
    return drawn;
  }

  #fillCell(drawn, at, { value, draw }, row) {
    const data = value(row);
    const print = JSON.stringify(data) ?? "";
    if (drawn.values[at] === print) return;
    drawn.values[at] = print;
    fill(drawn.cells[at], draw ? draw(data, row) : data);
  }

  #markGone({ cells, values }) {
    const last = cells.length - 1;
    if (values[last] === "gone") return;
    values[last] = "gone";
    fill(cells[last], element("span", { class: "tag" }, texts.gone));
  }

  #head({ key, label, hint, isNumber, order }) {
    const content = order
      ? element("button", { type: "button", class: "sort", title: hint ?? texts.sort(label),
        "data-test": `sort-${this.name}-${key}` }, label, element("span", { class: "arrow", "aria-hidden": "true" }))
      : element("span", { title: hint }, label);
    const head = element("th", { role: "columnheader", scope: "col", class: isNumber ? "number" : null,
      "data-column": key }, content);
    if (order) content.addEventListener("click", () => this.#sort(key));
    return head;
  }

  #sort(key) {
    this.#sorting.turn(key);
    for (const head of this.#table.querySelectorAll("th")) {
      if (head.dataset.column === this.#sorting.key) head.setAttribute("aria-sort", this.#sorting.direction);
      else head.removeAttribute("aria-sort");
    }
    this.#draw();
  }

  #clicked(event) {
    const button = event.target.closest("[data-act]");
    if (!button || button.getAttribute("aria-disabled") === "true") return;
    const row = this.#rows.get(button.closest("tr").dataset.key);
    if (row) this.onAct(button.dataset.act, row);
  }

  /** Which control has the focus: redrawing its cell or moving its row would lose it. */
  #focused() {
    const { activeElement } = document;
    if (!this.#body.contains(activeElement)) return null;
    return { key: activeElement.closest("tr").dataset.key, act: activeElement.dataset.act ?? "", activeElement };
  }

  #restore(focus) {
    if (!focus || document.activeElement === focus.activeElement) return;
    const line = this.#drawn.get(focus.key)?.line;
    const again = focus.activeElement.isConnected ? focus.activeElement
      : line?.querySelector(`[data-act="${focus.act}"]`) ?? line?.querySelector("a, button");
    (again ?? document.getElementById(this.#table.getAttribute("aria-labelledby")))?.focus({ preventScroll: true });
  }
}
