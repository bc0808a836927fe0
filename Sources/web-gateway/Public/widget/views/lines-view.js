// The talk: every line once, in order, told to screen readers as it comes.

import { element } from "/lib/dom.js";
import { widget as texts } from "/texts/widget.js";
import { LineView } from "./line-view.js";

/** Draws items of `lineItems`; a line that stays keeps its element, so that it is not read out twice. */
export class LinesView {
  #views = new Map();
  #list = element("ol", { class: "lines" });

  /** `onGone`: a line that had the focus is no more. */
  constructor(actions) {
    this.actions = actions;
    this.element = element("div", {
      role: "log", "aria-label": texts.talk.lines, "aria-live": "off", "data-test": "log",
    }, this.#list);
  }

  /** `isLive`: what is added is new, not history, and is read out. Returns the lines that were not there before. */
  draw(items, { clock, canRetry, isLive }) {
    const added = [];
    const kept = new Set(items.map(({ key }) => key));
    for (const [key, view] of this.#views) if (!kept.has(key)) this.#remove(key, view);
    let place = this.#list.firstChild;
    for (const item of items) {
      if (!this.#views.has(item.key)) added.push(item);
      const view = this.#viewOf(item);
      view.draw(item, { clock, canRetry });
      if (view.element === place) place = place.nextSibling;
      else this.#list.insertBefore(view.element, place);
    }
    if (isLive) this.element.setAttribute("aria-live", "polite");
    return added;
  }

  #viewOf(item) {
    if (!this.#views.has(item.key)) this.#views.set(item.key, new LineView(item, this.actions));
    return this.#views.get(item.key);
  }

  #remove(key, view) {
    const hadFocus = view.element.contains(document.activeElement);
    view.element.remove();
    this.#views.delete(key);
    if (hadFocus) this.actions.onGone();
  }
}
