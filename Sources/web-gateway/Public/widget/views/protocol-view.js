// The protocol's number, to be read and copied.

import { element, fill } from "/lib/dom.js";
import { widget as texts } from "/texts/widget.js";

/** How long "copied" is shown, in milliseconds. */
const SHOWN = 2_000;

/** A strip with the number; hidden until it is known. */
export class ProtocolView {
  #number = element("strong", { class: "number", "data-test": "protocol" });
  #copy = element("button", { type: "button", class: "button small", "data-test": "copy-protocol",
    onclick: () => this.#toClipboard() });
  #told = element("span", { role: "status", class: "visually-hidden" });

  constructor() {
    this.#say("");
    this.element = element("p", { class: "protocol", hidden: true },
      element("span", {}, `${texts.talk.protocol} `, this.#number), this.#copy, this.#told);
  }

  draw(number) {
    this.element.hidden = number === null;
    if (this.#number.textContent !== (number ?? "")) fill(this.#number, number ?? "");
  }

  async #toClipboard() {
    try {
      await navigator.clipboard.writeText(this.#number.textContent);
    } catch {
      this.#select();
      document.execCommand("copy");
    }
    this.#say(texts.talk.copied);
    setTimeout(() => this.#say(""), SHOWN);
  }

  /** For browsers and pages that keep the clipboard from a frame: then it is at least marked, ready to be copied. */
  #select() {
    const range = document.createRange();
    range.selectNodeContents(this.#number);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  }

  #say(word) {
    fill(this.#told, word);
    fill(this.#copy, ...(word ? [word] : [
      texts.talk.copy, element("span", { class: "visually-hidden" }, texts.talk.copyWhat),
    ]));
  }
}
