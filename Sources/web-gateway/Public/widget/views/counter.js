// How much room is left in a text.

import { fill } from "/lib/dom.js";
import { widget as texts } from "/texts/widget.js";

/** The contract counts code points, not what JavaScript calls length. */
export function lengthOf(text) {
  return [...text].length;
}

/**
 * Says in `element` how many of `limit` code points are left once only a tenth is, aloud when there are too many: then
 * it returns false.
 */
export function showRoom(element, text, limit) {
  const left = limit - lengthOf(text);
  element.hidden = left > limit / 10;
  element.classList.toggle("error", left < 0);
  element.setAttribute("aria-live", left < 0 ? "polite" : "off");
  const sentence = left < 0 ? texts.composer.over(-left) : texts.composer.left(left);
  fill(element, element.hidden ? "" : sentence);
  return left >= 0;
}
