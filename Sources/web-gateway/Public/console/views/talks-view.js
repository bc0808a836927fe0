// The agent's conversations, at the left.

import { element, fill, icon } from "/lib/dom.js";
import { agentConsole } from "/texts/console.js";

const texts = agentConsole.talks;

/** `onSelect(conversationId)`. */
export class TalksView {
  #rows = new Map();
  #list = element("ul", { class: "talks" });
  #none = element("p", { class: "hint" }, texts.none);

  constructor({ onSelect }) {
    this.onSelect = onSelect;
    this.element = element("nav", { "aria-label": texts.heading, "data-test": "talks" },
      element("h2", {}, texts.heading), this.#none, this.#list);
  }

  draw(talks, selected) {
    const wanted = new Set(talks.map(({ id }) => id));
    for (const [id, row] of this.#rows) {
      if (wanted.has(id)) continue;
      row.element.remove();
      this.#rows.delete(id);
    }
    for (const talk of talks) this.#rowOf(talk).draw(talk, talk.id === selected);
    this.#none.hidden = talks.length > 0;
  }

  #rowOf(talk) {
    if (!this.#rows.has(talk.id)) {
      const row = new Row(() => this.onSelect(talk.id));
      this.#rows.set(talk.id, row);
      this.#list.append(row.element);
    }
    return this.#rows.get(talk.id);
  }
}

class Row {
  #name = element("strong", { "data-test": "talk-name" });
  #words = element("span", { class: "last-words" });
  #state = element("span", { class: "talk-state" });
  #unread = element("span", { class: "badge", hidden: true, "data-test": "unread" });

  constructor(onSelect) {
    this.button = element("button", { type: "button", class: "talk-row", "data-test": "talk", onclick: onSelect },
      icon("webchat"), element("span", { class: "talk-text" }, this.#name, this.#words, this.#state), this.#unread);
    this.element = element("li", {}, this.button);
  }

  draw(talk, isSelected) {
    this.button.dataset.conversation = talk.id;
    this.button.dataset.state = talk.state;
    if (isSelected) this.button.setAttribute("aria-current", "true");
    else this.button.removeAttribute("aria-current");
    this.#name.textContent = talk.name ?? agentConsole.cards.customer;
    this.#words.textContent = talk.lastWords;
    this.#state.textContent = talk.isAway ? texts.away : (texts.state[talk.state] ?? "");
    this.#unread.hidden = talk.unread === 0;
    if (talk.unread > 0) {
      fill(this.#unread, String(talk.unread), element("span", { class: "visually-hidden" },
        ` ${texts.unread(talk.unread)}`));
    }
  }
}
