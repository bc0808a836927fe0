// Where the customer writes.

import { element, icon } from "/lib/dom.js";
import { widget as texts } from "/texts/widget.js";
import { showRoom } from "./counter.js";

/** The most code points of a line (contract page, "Envelope"). */
export const TEXT_LIMIT = 4_000;

/** Enter sends, Shift+Enter begins a new line. `onSay(text)` puts it on its way; then the area is emptied. */
export class ComposerView {
  #area = element("textarea", {
    id: "message", rows: "1", class: "input", enterkeyhint: "send", placeholder: texts.composer.placeholder,
    "aria-describedby": "message-room", "data-test": "message",
  });
  #room = element("p", { id: "message-room", class: "room", hidden: true, "data-test": "counter" });

  constructor({ onSay }) {
    this.onSay = onSay;
    this.element = element("form", { class: "composer" },
      element("label", { for: "message", class: "visually-hidden" }, texts.composer.label),
      this.#area,
      element("button", { class: "button primary send", "aria-label": texts.composer.send, "data-test": "send" },
        icon("send")),
      this.#room);
    this.element.addEventListener("submit", (event) => this.#send(event));
    this.#area.addEventListener("input", () => this.#changed());
    this.#area.addEventListener("keydown", (event) => this.#key(event));
  }

  focus() {
    this.#area.focus();
  }

  #key(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) this.#send(event);
  }

  #send(event) {
    event.preventDefault();
    const text = this.#area.value.replaceAll("\0", "").trim();
    if (text === "" || !this.#changed()) return this.focus();
    this.onSay(text);
    this.#area.value = "";
    this.#changed();
    this.focus();
  }

  /** As high as the text, within the style's limit; false if the text is too long. */
  #changed() {
    this.#area.style.height = "auto";
    this.#area.style.height = `${this.#area.scrollHeight + 2}px`;
    const fits = showRoom(this.#room, this.#area.value, TEXT_LIMIT);
    this.#area.setAttribute("aria-invalid", String(!fits));
    return fits;
  }
}
