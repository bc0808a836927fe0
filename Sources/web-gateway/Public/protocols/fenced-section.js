// What a bot said when it was out of the conversation; for supervisors.

import { element } from "/lib/dom.js";
import { protocols } from "/texts/protocols.js";

const texts = protocols.fenced;

export function fencedSection(messages, names, clock) {
  return element("section", { class: "part", "data-test": "fenced" },
    element("h3", {}, texts.heading),
    element("p", { class: "soft" }, texts.lead),
    element("ul", { class: "fenced" }, messages.map((message) => item(message, names, clock))));
}

function item({ at, botId, texts: said, subjectId, queueId, attributes }, names, clock) {
  const queue = queueId ? texts.queue(names.queue(queueId)) : null;
  const target = subjectId ? texts.subject(names.subject(subjectId)) : queue;
  const facts = Object.entries(attributes ?? {});
  return element("li", {},
    element("p", { class: "soft" }, `${botId} · `, element("time", { datetime: at }, clock.moment(at))),
    said.length === 0 && !target ? element("p", { class: "soft" }, texts.silent) : null,
    said.map((text) => element("p", { class: "words" }, text)),
    target ? element("p", {}, texts.handOver(target)) : null,
    facts.length === 0 ? null : element("dl", { class: "data" }, facts.map(([name, value]) => element("div", {},
      element("dt", {}, name), element("dd", {}, value)))));
}
