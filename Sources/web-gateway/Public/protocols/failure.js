// A call that failed, in words, and what can be done about it.

import { element } from "/lib/dom.js";
import { protocols } from "/texts/protocols.js";

const texts = protocols.failure;

/**
 * The banner for an ApiError: with a button that tries again where that may help, with a link to the login page where
 * nobody is signed in any more. `sentence` replaces what the code means in general.
 */
export function failureBanner(error, { onAgain, test, sentence = texts.sentence(error.code) }) {
  return element("p", { class: "banner error with-button", role: "alert", "data-test": test },
    element("span", {}, sentence), remedy(error, onAgain));
}

function remedy(error, onAgain) {
  if (error.status === 401) return element("a", { class: "button small", href: "/login/?expired=1" }, texts.login);
  if (!error.isPassing) return null;
  return element("button", { class: "button small", type: "button", onclick: onAgain, "data-test": "again" },
    texts.again);
}
