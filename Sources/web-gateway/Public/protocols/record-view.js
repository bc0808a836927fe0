// One record: what is known of it, part by part.

import { element, fill, icon } from "/lib/dom.js";
import { Clock } from "/lib/time.js";
import { protocols } from "/texts/protocols.js";
import { addressOf } from "./address.js";
import { dataSection } from "./data-section.js";
import { explanationSection } from "./explanation-section.js";
import { failureBanner } from "./failure.js";
import { facts } from "./facts.js";
import { fencedSection } from "./fenced-section.js";
import { FRESH } from "./list-view.js";
import { Reading } from "./reading.js";
import { stateBadge } from "./results.js";
import { revisionsSection } from "./revisions-section.js";
import { TranscriptSection } from "./transcript-section.js";

const texts = protocols.record;
/** Records that somebody may still write in. */
const UNSAVED = ["wrap_up", "unsaved"];
/** Records that still change by themselves. */
const LIVE = ["open", "wrap_up"];

/** Reads and shows a record; `onEdit(record)` is offered while it is not saved, if there is such a function. */
export class RecordView {
  #reading;
  #drawn = null;
  #transcript = null;
  #explanation = element("div");
  /** The explanation that is drawn. */
  #told = null;
  #message = element("div", { class: "message" });
  #content = element("div", { class: "content" });
  #heading;
  #readAt = -Infinity;

  constructor({ me, names, number, onEdit }) {
    Object.assign(this, { me, names, number, onEdit, clock: new Clock(me.timeZone) });
    this.#heading = element("h2", { tabindex: "-1", "data-test": "record-heading" }, texts.heading(number));
    this.#reading = new Reading({ number, onChange: () => this.#draw() });
    this.element = element("article", { class: "record", "data-test": "record", "data-protocol": number },
      element("a", { class: "back", href: addressOf(), "data-test": "back" }, icon("back"), texts.back),
      this.#content, this.#message);
  }

  /** Reads it and brings the focus here. */
  start() {
    this.#read();
    this.#heading.focus();
  }

  /** Somebody looks here again: reads it anew unless that was a moment ago. */
  refresh() {
    if (Date.now() - this.#readAt > FRESH) this.#read();
    if (!this.element.contains(document.activeElement)) this.#heading.focus();
  }

  #read() {
    this.#readAt = Date.now();
    this.#reading.load();
  }

  #draw() {
    const { state, document } = this.#reading;
    this.#drawMessage();
    if (state === "failed" && !document) return;
    if (!document) return fill(this.#content, this.#heading);
    if (document !== this.#drawn) this.#drawDocument(document);
    this.#transcript.draw();
    this.#drawExplanation();
  }

  #drawExplanation() {
    const { explanation } = this.#reading;
    if (explanation === this.#told && this.#explanation.firstChild) return;
    this.#told = explanation;
    fill(this.#explanation, explanationSection(this.#reading, () => this.#reading.explain()));
  }

  #drawMessage() {
    const { state, error } = this.#reading;
    if (state === "ready") return fill(this.#message);
    if (state === "loading") return fill(this.#message, element("p", { role: "status" }, texts.loading));
    const sentence = error.status === 404 ? texts.missing : undefined;
    fill(this.#message, failureBanner(error, { onAgain: () => this.#read(), test: "record-failed", sentence }));
  }

  #drawDocument(document) {
    const hadFocus = this.#content.contains(window.document.activeElement);
    const { record } = document;
    this.#drawn = document;
    this.#transcript = new TranscriptSection({ reading: this.#reading, clock: this.clock });
    fill(this.#content,
      this.#header(record), this.#erasedNote(record), facts(record, this.names, this.clock),
      element("div", { class: "columns" },
        element("div", { class: "column" }, this.#transcript.element),
        element("div", { class: "column" },
          dataSection("customer", record), dataSection("service", record),
          this.#explanation, revisionsSection(document, this.names, this.clock), this.#fenced(document))));
    if (hadFocus) this.#heading.focus();
  }

  #header(record) {
    const canEdit = this.onEdit && UNSAVED.includes(record.state) && !record.erasedAt;
    return element("header", {}, this.#heading, stateBadge(record.state),
      element("div", { class: "buttons" },
        LIVE.includes(record.state) ? this.#button("refresh", "clock", () => this.#read()) : null,
        canEdit ? this.#button("edit", "note", () => this.onEdit(record)) : null));
  }

  #button(name, sign, onclick) {
    return element("button", { class: "button small", type: "button", onclick, "data-test": `record-${name}` },
      icon(sign), texts[name]);
  }

  #erasedNote({ erasedAt }) {
    return erasedAt
      ? element("p", { class: "banner", "data-test": "erased" }, texts.erased(this.clock.moment(erasedAt)))
      : null;
  }

  #fenced(document) {
    if (this.me.kind !== "supervisor" || !document.fenced?.length) return null;
    return fencedSection(document.fenced, this.names, this.clock);
  }
}
