// The revisions of a record: who saved it, when, and what he changed.

import { element } from "/lib/dom.js";
import { protocols } from "/texts/protocols.js";
import { pathText, valueText } from "./data-section.js";
import { history } from "./differences.js";

const texts = protocols.revisions;

/** The newest first. */
export function revisionsSection({ record, revisions }, names, clock) {
  const all = history(revisions);
  const unchanged = record.erasedAt ? texts.erased : texts.unchanged;
  return element("section", { class: "part", "data-test": "revisions" },
    element("h3", {}, texts.heading),
    all.length === 0
      ? element("p", { class: "soft" }, texts.none)
      : element("ol", { class: "revisions" }, all.map((one) => item(one, unchanged, names, clock))));
}

function item(revision, unchanged, names, clock) {
  return element("li", { "data-test": "revision", "data-revision": revision.revision },
    element("p", { class: "head" },
      element("strong", {}, texts.item(revision.revision)),
      element("span", { class: `state-badge ${revision.final ? "saved" : "draft"}` },
        revision.final ? texts.final : texts.draft),
      element("span", { class: "soft" }, element("time", { datetime: revision.at }, clock.moment(revision.at)), " ",
        author(revision, names))),
    revision.isWhole ? element("p", { class: "soft" }, texts.whole) : null,
    revision.changes.length === 0
      ? element("p", { class: "soft" }, unchanged)
      : element("ul", { class: "changes" }, revision.changes.map(change)));
}

function author({ agentId, supervisorId }, names) {
  if (supervisorId) return texts.bySupervisor(names.person(supervisorId));
  return agentId ? texts.byAgent(names.person(agentId)) : texts.byCustomer;
}

function change({ area, path, kind, before, after }) {
  return element("li", { class: kind },
    element("span", { class: "field-name" }, `${texts[area]} › ${pathText(path)}`),
    element("span", { class: "kind" }, texts.kind[kind]),
    before === undefined ? null
      : element("span", { class: "value" }, word(texts.before), element("del", {}, valueText(before))),
    after === undefined ? null
      : element("span", { class: "value" }, word(texts.after), element("ins", {}, valueText(after))));
}

/** For who hears the page: that something is struck out is not told. */
function word(text) {
  return element("span", { class: "visually-hidden" }, `${text} `);
}
