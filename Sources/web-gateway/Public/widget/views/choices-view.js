// Buttons to choose from: the bot's options, the subjects.

import { element, fill } from "/lib/dom.js";

/** A group of buttons; it is hidden while there is nothing to choose. */
export class ChoicesView {
  #drawn = "";
  #heading = element("h2", { class: "choices-heading" });
  #buttons = element("div", { class: "choices" });

  /** `hook`: the buttons' data-test; `idOf`, `labelOf`: of a choice; `onPick(choice)`: one was clicked. */
  constructor({ hook, idOf, labelOf, onPick }) {
    Object.assign(this, { hook, idOf, labelOf, onPick });
    this.#heading.id = `${hook}-heading`;
    this.element = element("div", { role: "group", "aria-labelledby": this.#heading.id, hidden: true },
      this.#heading, this.#buttons);
  }

  draw(heading, choices, { isBusy = false } = {}) {
    const drawn = JSON.stringify([heading, choices, isBusy]);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    this.element.hidden = choices.length === 0;
    fill(this.#heading, heading);
    fill(this.#buttons, choices.map((choice) => this.#button(choice, isBusy)));
  }

  #button(choice, isBusy) {
    return element("button", {
      type: "button", class: "button choice", "data-test": this.hook, "data-id": this.idOf(choice),
      "aria-disabled": isBusy ? "true" : null, onclick: () => isBusy || this.onPick(choice),
    }, this.labelOf(choice));
  }
}
