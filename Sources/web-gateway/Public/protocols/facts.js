// The short facts of a record.

import { element } from "/lib/dom.js";
import { protocols } from "/texts/protocols.js";
import { addressOf } from "./address.js";

const texts = protocols.record;

/** When, where, who and how it ended, as a list of terms; what is not known is left out. */
export function facts(record, names, clock) {
  const moment = (instant) => instant && element("time", { datetime: instant }, clock.moment(instant));
  const previous = record.previousProtocol && element("a", {
    href: addressOf(record.previousProtocol), "data-test": "previous-protocol",
  }, record.previousProtocol);
  const entries = [
    ["openedAt", moment(record.openedAt)],
    ["finishedAt", moment(record.finishedAt)],
    ["closedAt", moment(record.closedAt)],
    ["due", moment(record.dueAt)],
    ["channel", names.channel(record.channelId)],
    ["subject", record.subjectId && names.subject(record.subjectId)],
    ["queue", record.queueId && names.queue(record.queueId)],
    ["agent", record.agentId && names.person(record.agentId)],
    ["outcome", record.outcome && (texts.outcome[record.outcome] ?? record.outcome)],
    ["revision", record.revision === undefined ? null : String(record.revision)],
    ["previous", previous],
  ].filter(([, value]) => value);
  return element("dl", { class: "facts", "aria-label": texts.facts, "data-test": "facts" },
    entries.map(([name, value]) => element("div", { "data-test": `fact-${name}` },
      element("dt", {}, texts.fact[name]), element("dd", {}, value))));
}
