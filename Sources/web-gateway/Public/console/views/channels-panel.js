// "Canais de Atendimento": every enabled channel, with a button that is green while the agent is logged in to it.

import { element, fill, icon } from "/lib/dom.js";
import { agentConsole } from "/texts/console.js";

const texts = agentConsole.channels;

/** A disclosure: `button` opens and closes `element`. */
export class ChannelsPanel {
  #list = element("ul", { class: "channel-list" });
  #drawn = "";

  constructor({ me, actions }) {
    Object.assign(this, { actions, own: new Set(me.channels.map(({ channelId }) => channelId)) });
    this.button = element("button", { type: "button", class: "button", "aria-expanded": "false",
      "aria-controls": "channels", "data-test": "channels", onclick: () => this.#toggle() }, texts.button);
    this.element = element("section", { id: "channels", class: "panel", hidden: true, "aria-label": texts.heading,
      "data-test": "channels-panel" },
    element("h2", {}, texts.heading), element("p", { class: "hint" }, texts.hint), this.#list);
    this.element.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      this.#toggle(false);
      this.button.focus();
    });
    document.addEventListener("pointerdown", ({ target }) => {
      if (!this.element.contains(target) && !this.button.contains(target)) this.#toggle(false);
    });
  }

  #toggle(isOpen = this.element.hidden) {
    this.element.hidden = !isOpen;
    this.button.setAttribute("aria-expanded", String(isOpen));
  }

  draw(channels) {
    const drawn = JSON.stringify(channels);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    const focused = document.activeElement?.closest("[data-channel]")?.dataset.channel;
    fill(this.#list, channels.length === 0 ? element("li", {}, texts.none) : channels.map((one) => this.#row(one)));
    if (focused) this.#list.querySelector(`[data-channel="${focused}"] button`)?.focus();
  }

  #row({ channelId, name, loggedIn }) {
    const isOwn = this.own.has(channelId) || loggedIn;
    const act = () => (loggedIn ? this.actions.exit(channelId) : this.actions.enter(channelId));
    const button = isOwn
      ? element("button", { type: "button", class: `button small${loggedIn ? " green" : ""}`,
        "aria-pressed": String(loggedIn), "aria-label": loggedIn ? texts.leaveWhat(name) : texts.enterWhat(name),
        "data-test": "channel", onclick: act },
      loggedIn ? icon("check") : null, loggedIn ? texts.entered : texts.enter)
      : element("span", { class: "hint" }, texts.notYours);
    return element("li", { "data-channel": channelId, "data-in": String(loggedIn) },
      icon("webchat"), element("span", { class: "channel-name" }, name,
        element("span", { class: "hint" }, texts.type)), button);
  }
}
