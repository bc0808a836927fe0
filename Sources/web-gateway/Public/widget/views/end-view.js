// The end of a conversation, and the way to a new one.

import { element, fill } from "/lib/dom.js";
import { widget as texts } from "/texts/widget.js";
import { outcome } from "../state/situation.js";

/** `onAgain`: the customer wants a new conversation. */
export class EndView {
  #heading = element("h2", { id: "end-title" });
  #sentence = element("p", { "data-test": "outcome" });
  #number = element("strong", { class: "number" });
  #protocol = element("p", {}, `${texts.talk.protocol} `, this.#number);

  constructor({ onAgain }) {
    this.element = element("section", { class: "panel end", "aria-labelledby": "end-title", hidden: true,
      "data-test": "ended" },
    this.#heading, this.#sentence, this.#protocol,
    element("button", { type: "button", class: "button primary", "data-test": "again", onclick: onAgain },
      texts.end.again));
  }

  draw(talk, clock) {
    this.element.hidden = !talk.hasEnded;
    if (!talk.hasEnded) return;
    fill(this.#heading, talk.dueAt ? texts.end.received : texts.end.heading);
    fill(this.#sentence, outcome(talk, clock));
    this.#protocol.hidden = talk.protocol === null;
    fill(this.#number, talk.protocol ?? "");
  }
}
