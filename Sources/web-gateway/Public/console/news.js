// What has happened, in words.

import { agentConsole as texts } from "/texts/console.js";
import { Names } from "/lib/names.js";

/** `tell(kind, text, link)`: kind is "good", "news", "error" or "heard"; link, if any, is {href, text}. */
export class News {
  #names;

  constructor({ me, tell }) {
    this.me = me;
    this.say = tell;
    this.#names = new Names(me);
  }

  /** Of what Workplace.take returned. */
  tell({ kind, ...more }) {
    switch (kind) {
      case "card-came": return this.#cardCame(more.card);
      case "card-gone": return this.#cardGone(more.reason);
      case "transfer": return this.#transfer(more.event);
      case "revised": return this.#revised(more);
      case "gone": return this.#gone(more);
      default: return undefined;
    }
  }

  #cardCame(card) {
    const who = card.customer?.name ?? texts.cards.customer;
    this.say("heard", texts.cards.news(who, card.subjectId && this.#names.subject(card.subjectId)));
  }

  #cardGone(reason) {
    const text = texts.cards.gone[reason];
    if (text) this.say("news", text);
  }

  #transfer({ outcome, toAgentId, fromAgentId, reason }) {
    if (fromAgentId !== undefined && fromAgentId !== this.me.id) return;
    const why = texts.transfer.reasons[reason] ?? texts.transfer.unknownReason;
    if (outcome === "accepted") this.say("good", texts.transfer.accepted(toAgentId && this.#names.person(toAgentId)));
    if (outcome === "returned") this.say("error", texts.transfer.returned(why));
    if (outcome === "refused") this.say("error", texts.transfer.refused(why));
    if (outcome === "cancelled") this.say("news", texts.transfer.cancelled);
  }

  #revised({ talk, isConflict, isSaved, isFinal }) {
    if (isConflict) this.say("error", texts.fields.merged);
    else if (isSaved && isFinal) this.say("good", texts.record.saved(talk.protocol), this.#link(talk));
    else if (isSaved) this.say("good", texts.record.draftSaved);
  }

  /** Without an event somebody took it away. */
  #gone({ talk, event }) {
    if (event === null) this.say("news", texts.record.lost(talk.protocol));
  }

  #link({ protocol }) {
    return { href: `#/atendimentos/${protocol}`, text: texts.record.find };
  }
}
