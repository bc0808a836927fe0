// The top of the console: channels, status, menu; and the banners below it.

import { element, fill, icon } from "/lib/dom.js";
import { common } from "/texts/common.js";
import { agentConsole as texts } from "/texts/console.js";
import { ChannelsPanel } from "./channels-panel.js";

export class Frame {
  #status = element("p", { class: "status", role: "status", "data-test": "status" });
  #sign = element("span", { class: "chat-sign", "data-test": "chat-icon" });
  #pause = element("button", { type: "button", class: "button small", "data-test": "pause" });
  #lost = element("div", { role: "alert" });
  #away = element("div", { role: "alert" });
  #main = element("main", { id: "content", tabindex: "-1" });

  constructor({ me, actions }) {
    this.channels = new ChannelsPanel({ me, actions });
    this.#pause.addEventListener("click", () => (this.isPaused ? actions.resume() : actions.pause()));
    this.back = element("button", { type: "button", class: "button small", "data-test": "back",
      onclick: () => actions.resume() }, texts.pause.back);
    this.links = {
      work: element("a", { href: "#/atendimento", "data-test": "menu-work" }, icon("webchat"), texts.page.work),
      records: element("a", { href: "#/atendimentos", "data-test": "menu-records" }, icon("records"),
        texts.page.records),
    };
    this.element = element("div", { class: "frame" },
      element("button", { type: "button", class: "skip button", onclick: () => this.#main.focus() }, texts.page.skip),
      element("header", { class: "top" },
        element("h1", {}, common.product, element("span", { class: "company" }, me.company)),
        element("div", { class: "channels" }, this.channels.button, this.#sign, this.channels.element),
        element("nav", { "aria-label": texts.page.menu }, this.links.work, this.links.records),
        element("div", { class: "self" },
          element("p", { class: "name", "data-test": "self" }, icon("person"), me.name), this.#status, this.#pause,
          element("button", { type: "button", class: "button small", "data-test": "logout-self",
            onclick: () => actions.leave() }, icon("leave"), texts.page.leave))),
      this.#lost, this.#away, this.#main);
  }

  /** Shows the work or the records. */
  show(view, isRecords) {
    this.links.work.toggleAttribute("aria-current", !isRecords);
    this.links.records.toggleAttribute("aria-current", isRecords);
    if (this.#main.firstChild !== view) fill(this.#main, view);
  }

  showConnection(isLost) {
    fill(this.#lost, isLost ? element("p", { class: "banner", "data-test": "offline" }, common.offline) : null);
  }

  draw({ agent, isLoggedIn }) {
    const status = agent?.status ?? "offline";
    this.isPaused = status === "paused" || agent?.isPaused === true;
    if (this.#status.dataset.status !== status) {
      this.#status.dataset.status = status;
      fill(this.#status, common.status[status]);
    }
    this.#drawSign(isLoggedIn);
    this.#drawPause(isLoggedIn);
    this.#drawAway(status === "away");
    this.channels.draw(agent?.channels ?? []);
  }

  /** Green when he is logged in to any channel. */
  #drawSign(isLoggedIn) {
    if (this.#sign.dataset.in === String(isLoggedIn)) return;
    this.#sign.dataset.in = String(isLoggedIn);
    fill(this.#sign, icon("webchat"), element("span", { class: "visually-hidden" },
      isLoggedIn ? texts.channels.loggedIn : texts.channels.loggedOut));
  }

  #drawPause(isLoggedIn) {
    this.#pause.hidden = !isLoggedIn;
    const label = this.isPaused ? texts.pause.resume : texts.pause.button;
    if (this.#pause.textContent !== label) fill(this.#pause, icon(this.isPaused ? "play" : "pause"), label);
  }

  #drawAway(isAway) {
    if (this.#away.hasChildNodes() === isAway) return;
    fill(this.#away, isAway
      ? element("p", { class: "banner away", "data-test": "away" }, texts.pause.away, this.back) : null);
  }
}
