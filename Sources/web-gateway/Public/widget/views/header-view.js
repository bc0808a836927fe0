// The head of the chat: whose it is, who is talking, the protocol, the way out.

import { element, fill, icon } from "/lib/dom.js";
import { widget as texts } from "/texts/widget.js";
import { ProtocolView } from "./protocol-view.js";

/** `onLeave`: end the talk; `onClose`: close the window (null when the chat stands alone). */
export class HeaderView {
  #company = element("h1", { "data-test": "company" });
  #line = element("p", { class: "line-under", "data-test": "channel" });
  #leave;
  #protocol = new ProtocolView();

  constructor({ onLeave, onClose }) {
    this.#leave = element("button", { type: "button", class: "button small on-brand", "data-test": "leave",
      onclick: onLeave, hidden: true }, texts.leave.button);
    const close = onClose && element("button", { type: "button", class: "button small on-brand square",
      "aria-label": texts.close, "data-test": "close", onclick: onClose }, icon("close"));
    this.element = element("header", {},
      element("div", { class: "brand" }, icon("webchat"),
        element("div", { class: "names" }, this.#company, this.#line), this.#leave, close),
      this.#protocol.element);
  }

  draw({ company, channel, agent, protocol, canLeave }) {
    put(this.#company, company || texts.title);
    put(this.#line, agent ? texts.talk.withAgent(agent) : channel);
    this.#line.dataset.agent = agent ?? "";
    if (this.#leave.hidden === canLeave) this.#leave.hidden = !canLeave;
    this.#protocol.draw(protocol);
  }
}

function put(place, text) {
  if (place.textContent !== text) fill(place, text);
}
