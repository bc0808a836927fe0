// The talk of a record, as both sides saw it; a long one page by page.

import { element, fill } from "/lib/dom.js";
import { common } from "/texts/common.js";
import { protocols } from "/texts/protocols.js";
import { failureBanner } from "./failure.js";

const texts = protocols.record;

/** Draws the lines of a Reading, and asks for more of them. */
export class TranscriptSection {
  #lines = element("ol", { class: "lines", "data-test": "transcript" });
  #count = 0;
  #day = "";
  #status = element("p", { class: "soft", role: "status" });
  #failure = element("div");
  #more = element("button", { class: "button small", type: "button", "data-test": "more-lines" }, texts.moreLines);

  constructor({ reading, clock }) {
    Object.assign(this, { reading, clock });
    this.#more.addEventListener("click", () => this.#addLines());
    this.element = element("section", { class: "part talk" },
      element("h3", {}, texts.transcript), this.#lines, this.#failure,
      element("div", { class: "under" }, this.#status, this.#more));
  }

  /** Adds the lines that are new. */
  draw() {
    const { lines, nextAfterLine, isAdding } = this.reading;
    this.#lines.append(...lines.slice(this.#count).flatMap((line) => this.#line(line)));
    this.#count = lines.length;
    const count = lines.length === 0 ? texts.noLines : texts.linesShown(lines.length);
    fill(this.#status, isAdding ? texts.loadingLines : count);
    this.#more.hidden = nextAfterLine === null;
    this.#more.setAttribute("aria-disabled", String(isAdding));
  }

  async #addLines() {
    fill(this.#failure);
    const next = this.#count;
    const failure = await this.reading.addLines();
    if (failure) fill(this.#failure, failureBanner(failure, { onAgain: () => this.#addLines(), test: "lines-failed" }));
    else if (this.#more.hidden) this.#lines.querySelectorAll("li.line")[next]?.focus();
  }

  /** The line, after a heading where another day begins. */
  #line({ line, at, from, text, salt }) {
    const day = this.clock.moment(at).split(" ")[0];
    const isNew = day !== this.#day;
    this.#day = day;
    const words = text || element("em", { class: "soft" }, salt ? texts.noText : texts.erasedLine);
    const who = from.kind === "system" ? null : `${from.name ?? common.speaker[from.kind] ?? from.kind} · `;
    const drawn = element("li", { class: `line ${sideOf(from.kind)}`, tabindex: "-1", "data-test": "record-line",
      "data-line": line, "data-from": from.kind },
    element("div", { class: "who" }, who, element("time", { datetime: at }, this.clock.time(at))),
    element("div", { class: "words" }, words));
    return isNew ? [element("li", { class: "day" }, day), drawn] : [drawn];
  }
}

function sideOf(kind) {
  if (kind === "system") return "system";
  return kind === "customer" ? "" : "own";
}
