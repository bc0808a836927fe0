// What the customer wants said and done, on its way to the engine.

import { Outbox } from "/lib/outbox.js";

const START = "webchat.session.started.v1";
const MESSAGE = "webchat.message.sent.v1";
const SUBJECT = "webchat.subject.selected.v1";
const FORM = "webchat.form.submitted.v1";
const LEAVE = "webchat.session.ended.v1";

/** The events by which the effect of a command is seen; any event shows a start, and a message its own id. */
const effectOf = {
  [SUBJECT]: ["conversation.queued.v1", "conversation.refused.v1", "conversation.accepted.v1"],
  [FORM]: ["conversation.form.received.v1", "conversation.queued.v1"],
  [LEAVE]: [],
};

/** The commands of one conversation. `onFaults(faults)`: the form has to be corrected; `onChange()`: draw again. */
export class Outgoing {
  #outbox;
  #onFaults;
  #onChange;
  /** The code of the last refusal of something that has no place of its own on the page. */
  refusal = null;

  constructor({ path, headers, storageKey, onFaults, onChange }) {
    this.#onFaults = onFaults;
    this.#onChange = onChange;
    this.#outbox = new Outbox({ path, headers, storageKey, onChange: () => this.#changed() });
  }

  /** Lines that the talk does not have yet: [{id, text, state, error}]. */
  get lines() {
    return this.#entries(MESSAGE).map(({ id, data, state, error }) => ({ id, text: data.text, state, error }));
  }

  /** The data of the subject or the form that is on its way, or undefined. */
  get subject() {
    return this.#entries(SUBJECT).at(-1)?.data;
  }

  get form() {
    return this.#entries(FORM).at(-1)?.data;
  }

  get hasStart() {
    return this.#entries(START).length > 0;
  }

  /** The code of why the start was refused; null if it was not. */
  get startFault() {
    return this.#failedStart?.error.code ?? null;
  }

  get isLeaving() {
    return this.#entries(LEAVE).length > 0;
  }

  start(data) {
    for (const { id } of this.#entries(START)) this.#outbox.discard(id);
    this.#outbox.add(START, data);
  }

  /** Once more, after `startFault`. */
  restart() {
    if (this.#failedStart) this.#outbox.retry(this.#failedStart.id);
  }

  /** What the customer wrote. */
  say(text) {
    this.#add(MESSAGE, { text });
  }

  /** A button of the bot: the id for the bot, the label as the customer's own line. */
  pick({ id, label }) {
    this.#add(MESSAGE, { optionId: id, text: label });
  }

  choose({ subjectId }) {
    this.#add(SUBJECT, { subjectId });
  }

  submit(fields) {
    this.#add(FORM, { fields });
  }

  leave() {
    if (!this.isLeaving) this.#add(LEAVE, { reason: "left" });
  }

  retry(id) {
    this.#outbox.retry(id);
  }

  discard(id) {
    this.#outbox.discard(id);
  }

  repeat() {
    this.#outbox.repeat();
  }

  /** The engine refused a command: `event` is its `command.rejected.v1`. Those of other tabs are not known here. */
  refuse(event) {
    this.#outbox.refuse(event.commandId, event);
  }

  /** What has had its effect by this event is over; with the conversation everything but its lines is. */
  settle(type, event, hasEnded) {
    this.refusal = null;
    if (event.messageId) this.#outbox.settle(event.messageId);
    for (const { id, type: command } of this.#outbox.entries) {
      if (command === MESSAGE) continue;
      if (hasEnded || command === START || effectOf[command].includes(type)) this.#outbox.settle(id);
    }
  }

  get #failedStart() {
    return this.#entries(START).find(({ state }) => state === "failed");
  }

  #add(type, data) {
    this.refusal = null;
    this.#outbox.add(type, data);
  }

  #entries(type) {
    return this.#outbox.entries.filter((entry) => entry.type === type);
  }

  /** Refusals are shown where they belong: a line and a start keep theirs, faults go to the form, the rest is told. */
  #changed() {
    for (const { id, type, state, error } of this.#outbox.entries) {
      if (state !== "failed" || type === MESSAGE || type === START) continue;
      if (type === FORM && error.code === "invalid_form") this.#onFaults(error.details);
      else this.refusal = error.code;
      this.#outbox.discard(id);
    }
    this.#onChange();
  }
}
