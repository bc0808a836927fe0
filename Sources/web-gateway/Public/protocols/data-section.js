// What was written down of the customer, or of the case.

import { element } from "/lib/dom.js";
import { protocols } from "/texts/protocols.js";
import { leaves } from "./differences.js";

const texts = protocols.record;
const NONE = { customer: texts.noCustomer, service: texts.noService };

/** `part` is "customer" or "service". */
export function dataSection(part, record) {
  const entries = leaves(record[part] ?? {});
  const none = record.erasedAt ? texts.erasedData : NONE[part];
  return element("section", { class: "part", "data-test": `record-${part}` },
    element("h3", {}, texts[part]),
    entries.length === 0
      ? element("p", { class: "soft" }, none)
      : element("dl", { class: "data" }, entries.map(([path, value]) => element("div", {},
        element("dt", {}, pathText(path)), element("dd", {}, valueText(value))))));
}

/** The way to a field in words. */
export function pathText(path) {
  return protocols.path(path.map((name) => protocols.field(name)));
}

export function valueText(value) {
  return typeof value === "boolean" ? protocols.truth(value) : String(value);
}
