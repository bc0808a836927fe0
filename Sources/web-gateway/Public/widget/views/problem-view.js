// When there is no chat to be had.

import { element } from "/lib/dom.js";
import { widget as texts } from "/texts/widget.js";

/** The error's sentence; `onRetry` null: trying again is no use. */
export function problemView(sentence, onRetry) {
  return element("main", { class: "screen" },
    element("div", { class: "panel", role: "alert", "data-test": "problem" },
      element("h2", {}, texts.problem.heading), element("p", {}, sentence),
      onRetry && element("button", { type: "button", class: "button primary", "data-test": "retry-page",
        onclick: onRetry }, texts.problem.retry)));
}

/** Until the gateway has answered. */
export function loadingView() {
  return element("main", { class: "screen" }, element("p", { role: "status", class: "hint" }, texts.loading));
}
