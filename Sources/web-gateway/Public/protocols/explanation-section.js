// "Por que foi assim": the story of the routing.

import { element } from "/lib/dom.js";
import { protocols } from "/texts/protocols.js";

const texts = protocols.record;

/** The story as far as it has been read; `onAgain` asks for it again. */
export function explanationSection({ explanation }, onAgain) {
  return element("section", { class: "part", "data-test": "explanation" },
    element("h3", {}, texts.explanation), content(explanation, onAgain));
}

function content(explanation, onAgain) {
  if (explanation === null) return element("p", { class: "soft" }, texts.explanationLoading);
  if (explanation === "failed") {
    return element("p", { class: "banner error with-button" }, element("span", {}, texts.explanationMissing),
      element("button", { class: "button small", type: "button", onclick: onAgain }, protocols.failure.again));
  }
  return element("div", { class: "story" },
    chapters(explanation).map(({ heading, lines }) => [
      heading === null ? null : element("h4", {}, heading),
      lines.length === 0 ? null : element("ul", {}, lines.map((line) => element("li", {}, line))),
    ]).flat());
}

/** [{heading, lines}]: each heading with what stands below it. */
function chapters(story) {
  const all = [];
  for (const { text, heading } of story) {
    if (heading) all.push({ heading: text, lines: [] });
    else if (all.length === 0) all.push({ heading: null, lines: [text] });
    else all.at(-1).lines.push(text);
  }
  return all;
}
