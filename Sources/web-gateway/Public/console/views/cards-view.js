// The cards: conversations that are offered to the agent.

import { element, fill, icon } from "/lib/dom.js";
import { duration } from "/lib/time.js";
import { Names, customerName } from "/lib/names.js";
import { agentConsole } from "/texts/console.js";

const texts = agentConsole.cards;

/** Draws each card once; its times go on by `tick`. */
export class CardsView {
  #drawn = new Map();
  #list = element("ul", { class: "cards" });
  #none = element("p", { class: "hint" });

  constructor({ me, actions }) {
    Object.assign(this, { actions, names: new Names(me) });
    this.element = element("section", { "aria-label": texts.heading, "data-test": "cards" },
      element("h2", {}, texts.heading), this.#none, this.#list);
  }

  draw(cards, isLoggedIn, now) {
    const wanted = new Set(cards.map(({ offerId }) => offerId));
    for (const [id, { element: drawn }] of this.#drawn) {
      if (wanted.has(id)) continue;
      drawn.remove();
      this.#drawn.delete(id);
    }
    for (const card of cards) {
      if (this.#drawn.has(card.offerId)) continue;
      const drawn = this.#card(card);
      this.#drawn.set(card.offerId, drawn);
      this.#list.append(drawn.element);
    }
    this.#none.hidden = cards.length > 0;
    fill(this.#none, isLoggedIn ? texts.none : texts.noneLoggedOut);
    this.tick(now);
  }

  tick(now) {
    for (const { card, waited, left, bar } of this.#drawn.values()) {
      const rest = Math.max(0, Date.parse(card.expiresAt) - now);
      const whole = Date.parse(card.expiresAt) - Date.parse(card.at);
      waited.textContent = duration(now - Date.parse(card.waitingSince));
      left.textContent = `${Math.ceil(rest / 1_000)} s`;
      bar.value = whole > 0 ? rest / whole : 0;
    }
  }

  #card(card) {
    const waited = element("dd");
    const left = element("dd", { class: "left" });
    const bar = element("progress", { max: "1", "aria-hidden": "true" });
    const who = customerName(card.customer) ?? texts.customer;
    const about = [card.subjectId && this.names.subject(card.subjectId), this.names.queue(card.queueId)];
    const drawn = element("li", { class: "card", "data-test": "card", "data-conversation": card.conversationId },
      element("p", { class: "card-head" },
        element("span", { class: "channel-sign", title: texts.channel(card.channel.name) }, icon("webchat"),
          element("span", { class: "visually-hidden" }, texts.channel(card.channel.name))),
        element("strong", { "data-test": "card-who" }, who)),
      element("p", { class: "about", "data-test": "card-subject" }, about.filter(Boolean).join(" · ")),
      this.#words(card),
      element("dl", { class: "times" },
        element("div", {}, element("dt", {}, texts.waiting), waited),
        element("div", {}, element("dt", {}, texts.left), left)),
      bar, this.#buttons(card, who));
    return { card, element: drawn, waited, left, bar };
  }

  #words({ fromAgentId, note, summary }) {
    return [
      fromAgentId
        ? element("p", { class: "from" }, icon("transfer"), texts.from(this.names.person(fromAgentId))) : null,
      note ? element("p", { class: "note-words", "data-test": "card-note" }, `${texts.note}: ${note}`) : null,
      summary ? element("p", { class: "note-words" }, `${texts.summary}: ${summary}`) : null,
    ];
  }

  #buttons(card, who) {
    const accept = element("button", { type: "button", class: "button primary", "data-test": "accept",
      "aria-label": `${texts.accept}: ${who}`, onclick: () => this.actions.accept(card) }, texts.accept);
    const decline = element("button", { type: "button", class: "button", "data-test": "decline",
      "aria-label": `${texts.decline}: ${who}`, onclick: () => this.actions.decline(card) }, texts.decline);
    return element("div", { class: "card-actions" }, accept, decline);
  }
}
