// One sentence that comes and goes.

import { element, fill } from "/lib/dom.js";

/** `role`: "status" is read out when the reader is free, "alert" at once. Hidden while there is nothing to say. */
export class NoticeView {
  constructor({ role, style, hook }) {
    this.element = element("p", { role, class: style, "data-test": hook });
  }

  draw(sentence) {
    if (this.element.textContent !== sentence) fill(this.element, sentence || null);
  }
}
