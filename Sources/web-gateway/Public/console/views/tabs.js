// Tabs as the ARIA Authoring Practices describe them: arrow keys move, the chosen one is in the tab order.

import { element } from "/lib/dom.js";

/** `parts`: [{name, label, content}]; the first is chosen. */
export class Tabs {
  #tabs = [];

  constructor({ label, id, parts }) {
    const panels = parts.map((part) => this.#part(part, `${part.name}-${id}`));
    this.list = element("div", { role: "tablist", "aria-label": label, class: "tabs" }, this.#tabs);
    this.list.addEventListener("keydown", (event) => this.#key(event));
    this.panels = element("div", { class: "panels" }, panels);
    this.element = element("div", { class: "tabbed" }, this.list, this.panels);
    this.choose(parts[0].name);
  }

  #part({ name, label, content }, id) {
    this.#tabs.push(element("button", { type: "button", role: "tab", id: `tab-${id}`, "aria-controls": `panel-${id}`,
      "data-name": name, "data-test": `tab-${name}`, onclick: () => this.choose(name) }, label));
    return element("div", { role: "tabpanel", id: `panel-${id}`, "aria-labelledby": `tab-${id}`, "data-name": name,
      class: `tab-panel ${name}` }, content);
  }

  choose(name) {
    for (const tab of this.#tabs) {
      const isChosen = tab.dataset.name === name;
      tab.setAttribute("aria-selected", String(isChosen));
      tab.tabIndex = isChosen ? 0 : -1;
    }
    for (const panel of this.panels.children) panel.classList.toggle("chosen", panel.dataset.name === name);
    this.element.dataset.chosen = name;
  }

  #key(event) {
    const at = this.#tabs.indexOf(document.activeElement);
    const count = this.#tabs.length;
    const to = { ArrowRight: at + 1, ArrowLeft: at + count - 1, Home: 0, End: count - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    const tab = this.#tabs[to % count];
    this.choose(tab.dataset.name);
    tab.focus();
  }
}
