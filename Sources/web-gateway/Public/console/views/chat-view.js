// The talk with one customer, and where the agent writes.

import { element } from "/lib/dom.js";
import { Scroll } from "/lib/scroll.js";
import { Clock } from "/lib/time.js";
import { agentConsole } from "/texts/console.js";
import { saidItems } from "../state/said-items.js";
import { ComposerView } from "./composer-view.js";
import { SaidView } from "./said-view.js";

const texts = agentConsole.chat;

export class ChatView {
  #views = new Map();
  #list = element("ol", { class: "lines" });

  constructor({ me, talk, actions, pending }) {
    Object.assign(this, { me, talk, actions, pending, clock: new Clock(me.timeZone) });
    const log = element("div", { role: "log", "aria-label": texts.log, "data-test": "log" }, this.#list);
    this.scroller = element("div", { class: "scroller", tabindex: "0", role: "region", "aria-label": texts.log }, log);
    this.scroll = new Scroll(this.scroller, log, texts.newLines);
    this.composer = new ComposerView({ talk, onSay: (text, isNote) => actions.say(talk, text, isNote),
      onType: () => actions.keep(talk) });
    this.over = element("p", { class: "hint over", hidden: true }, texts.finished);
    this.element = element("div", { class: "chat" },
      element("div", { class: "view" }, this.scroller, this.scroll.button), this.composer.element, this.over);
  }

  focus() {
    this.composer.focus();
  }

  draw() {
    const items = saidItems(this.talk, this.pending());
    const wanted = new Set(items.map(({ key }) => key));
    for (const [key, view] of this.#views) {
      if (wanted.has(key)) continue;
      view.element.remove();
      this.#views.delete(key);
    }
    const added = this.#place(items);
    this.composer.element.hidden = this.talk.isOver;
    this.over.hidden = !this.talk.isOver;
    if (added.length > 0) this.scroll.follow(added, null);
  }

  /** Each item where it belongs; one that stays keeps its element, so that it is not read out twice. */
  #place(items) {
    const added = [];
    let place = this.#list.firstChild;
    for (const item of items) {
      if (!this.#views.has(item.key)) {
        added.push(item);
        this.#views.set(item.key, new SaidView(item, { actions: this.actions, clock: this.clock }));
      }
      const view = this.#views.get(item.key);
      view.draw(item);
      if (view.element === place) place = place.nextSibling;
      else this.#list.insertBefore(view.element, place);
    }
    return added;
  }
}
