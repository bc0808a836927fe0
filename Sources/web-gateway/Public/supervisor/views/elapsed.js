// Times that count up by themselves.

import { element, icon } from "/lib/dom.js";
import { duration } from "/lib/time.js";
import { supervisor } from "/texts/supervisor.js";

/** How long ago `since` was; beyond `target` seconds, if there is one, it is marked. `tick` keeps it going. */
export function elapsed(since, target = null) {
  return element("span", { class: "elapsed", "data-since": since, "data-target": target },
    element("span", { class: "late-sign", hidden: true, title: supervisor.queues.late }, icon("alert"),
      element("span", { class: "visually-hidden" }, supervisor.queues.late)),
    element("time", { datetime: since }));
}

/** Brings every running time below `root` to `now`. */
export function tick(root, now) {
  for (const one of root.querySelectorAll("[data-since]")) show(one, now - Date.parse(one.dataset.since));
}

function show(one, passed) {
  const [sign, time] = one.children;
  const text = duration(passed);
  if (time.textContent !== text) time.textContent = text;
  const isLate = one.dataset.target !== undefined && passed > Number(one.dataset.target) * 1_000;
  if (sign.hidden !== isLate) return;
  sign.hidden = !isLate;
  one.classList.toggle("late", isLate);
}
