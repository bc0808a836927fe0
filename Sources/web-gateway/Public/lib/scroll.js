// Keeps the newest line in sight, unless somebody reads further up.

import { element } from "/lib/dom.js";

/** So near to the end, in pixels, counts as at the end. */
const NEAR = 48;

/** Scrolls `scroller`, whose only child is `content`; `button`, named `label`, appears when news is out of sight. */
export class Scroll {
  #staysAtEnd = true;
  #sizes = "";

  constructor(scroller, content, label) {
    this.scroller = scroller;
    this.button = element("button", { type: "button", class: "button small new-lines", hidden: true,
      "data-test": "new-lines", onclick: () => this.toEnd() }, label);
    scroller.addEventListener("scroll", () => this.#scrolled());
    const observer = new ResizeObserver(() => this.#resized());
    observer.observe(scroller);
    observer.observe(content);
  }

  get #isAtEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    return scrollHeight - scrollTop - clientHeight < NEAR;
  }

  toEnd() {
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.#staysAtEnd = true;
    this.button.hidden = true;
  }

  /** After drawing. `added`: the new lines; `target`: what has to be seen from its top on, or null. */
  follow(added, target) {
    if (target) {
      target.scrollIntoView({ block: "start" });
      this.#staysAtEnd = false;
    } else if (this.#staysAtEnd || added.some(({ state }) => state === "sending")) {
      this.toEnd();
    } else if (added.length > 0) {
      this.button.hidden = false;
    }
  }

  #resized() {
    this.#sizes = this.#measure();
    if (this.#staysAtEnd) this.toEnd();
  }

  #measure() {
    const { scrollHeight, clientHeight, clientWidth } = this.scroller;
    return [scrollHeight, clientHeight, clientWidth].join();
  }

  /** A browser scrolls by itself when sizes change; only what people do counts. */
  #scrolled() {
    if (this.#measure() !== this.#sizes) return;
    this.#staysAtEnd = this.#isAtEnd;
    if (this.#staysAtEnd) this.button.hidden = true;
  }
}
