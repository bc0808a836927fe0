// One line or note of a talk.

import { element, fill } from "/lib/dom.js";
import { common } from "/texts/common.js";
import { agentConsole } from "/texts/console.js";

const texts = agentConsole.chat;

/** A list item that follows its line from "sending" to "sent". */
export class SaidView {
  #mark = element("p", { class: "mark" });
  #drawn = "";

  constructor(item, { actions, clock }) {
    Object.assign(this, { actions, clock });
    this.element = element("li", { "data-test": item.isNote ? "note" : "line", "data-kind": item.kind },
      element("p", { class: item.side === "system" ? "visually-hidden" : "who" }, speaker(item)),
      element("p", { class: "words", "data-test": "words" }, item.text),
      item.options.length > 0
        ? element("ul", { class: "offered", "aria-label": texts.options },
          item.options.map(({ label }) => element("li", {}, label))) : null,
      item.attachments.map(file), this.#mark);
  }

  draw(item) {
    const drawn = `${item.state}/${item.at}/${item.error}`;
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    this.element.className = `line ${item.side} ${item.isNote ? "note" : ""} ${item.state ?? ""}`;
    if (item.state) this.element.dataset.state = item.state;
    fill(this.#mark, this.#words(item));
  }

  #words({ key, state, error, at }) {
    const time = at ? element("time", { datetime: at }, this.clock.time(at)) : null;
    if (state === "sending") return [texts.sending];
    if (state !== "failed") return [state === "sent" ? `${texts.sent} · ` : null, time];
    const act = (label, test, todo) => element("button", { type: "button", class: "button small", "data-test": test,
      onclick: todo }, label);
    return [`${texts.failed}. ${common.error(error)} `, act(texts.retry, "retry", () => this.actions.retry(key)),
      act(texts.discard, "discard", () => this.actions.discard(key))];
  }
}

function speaker({ kind, name, isNote, state }) {
  if (isNote) return `${texts.note}${name ? ` · ${name}` : ""}`;
  if (kind === "agent") return state === "sending" || state === "failed" ? texts.you : (name ?? common.speaker.agent);
  return name ?? common.speaker[kind] ?? common.speaker.system;
}

/** A file by reference; only the web's own addresses become links. */
function file({ url, name, size }) {
  const words = texts.file(name, size);
  return element("p", { class: "attachment" }, /^https?:\/\//i.test(url)
    ? element("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, words) : words);
}
