// One line of the talk.

import { element, fill } from "/lib/dom.js";
import { common } from "/texts/common.js";
import { widget as texts } from "/texts/widget.js";

/** A list item that follows its line from "sending" to "sent". */
export class LineView {
  #mark = element("p", { class: "mark" });
  #drawn = "";

  constructor(item, { onRetry, onDiscard }) {
    Object.assign(this, { onRetry, onDiscard });
    this.element = element("li", { "data-test": "line", "data-kind": item.kind },
      element("p", { class: item.side === "other" && !item.isSameSpeaker ? "who" : "visually-hidden" }, speaker(item)),
      element("p", { class: "words", "data-test": "words" }, item.text),
      item.attachments.map(attachment), this.#mark);
  }

  draw(item, { clock, canRetry }) {
    const time = item.at && when(item.at, clock);
    const drawn = JSON.stringify([item.state, time, canRetry]);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    this.element.className = `line ${item.side} ${item.state ?? ""}`;
    if (item.state) this.element.dataset.state = item.state;
    if (item.line) this.element.dataset.line = item.line;
    fill(this.#mark, ...this.#words(item, time, canRetry));
  }

  #words(item, time, canRetry) {
    const moment = time && element("time", { datetime: item.at }, time);
    if (item.state === "sending") return [texts.talk.sending];
    if (item.state === "sent") return [`${texts.talk.sent} · `, moment];
    if (item.state !== "failed") return [moment];
    return [
      `${texts.talk.failed}. ${common.error(item.error)}`,
      canRetry ? element("span", { class: "retry" },
        button(texts.talk.retry, "retry", () => this.onRetry(item.key)),
        button(texts.talk.discard, "discard", () => this.onDiscard(item.key))) : null,
    ];
  }
}

/** The time, with its day if that is not today. */
function when(instant, clock) {
  const isToday = clock.dayOf.format(new Date(instant)) === clock.dayOf.format(new Date());
  return isToday ? clock.time(instant) : clock.moment(instant);
}

function speaker({ kind, name }) {
  if (kind === "customer") return texts.talk.you;
  return name ?? common.speaker[kind] ?? common.speaker.system;
}

function button(label, hook, act) {
  return element("button", { type: "button", class: "button small", "data-test": hook, onclick: act }, label);
}

/** A file by reference; only the web's own addresses become links. */
function attachment({ url, name, size }) {
  const words = texts.talk.attachment(name, size);
  const isLink = /^https?:\/\//i.test(url);
  return element("p", { class: "attachment", "data-test": "attachment" }, isLink
    ? element("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, words)
    : words);
}
