// One conversation with the gateway: what comes in, what goes out, and what is on its way.

import { EventStream } from "/lib/events.js";
import { messageId } from "/lib/ids.js";
import { Outbox } from "/lib/outbox.js";
import { ConnectionWatch } from "./connection-watch.js";
import { Conversation } from "./conversation.js";

/** So long a tab that started nothing itself waits for the start of another one, in milliseconds. */
export const START_PATIENCE = 3_000;

const START = "webchat.session.started.v1";
const MESSAGE = "webchat.message.sent.v1";
const SUBJECT = "webchat.subject.selected.v1";
const FORM = "webchat.form.submitted.v1";
const LEAVE = "webchat.session.ended.v1";

/** The events by which the effect of a command is seen. A message is seen by its own id. */
const effectOf = {
  [START]: null,
  [SUBJECT]: ["conversation.queued.v1", "conversation.refused.v1", "conversation.accepted.v1"],
  [FORM]: ["conversation.form.received.v1", "conversation.queued.v1"],
  [LEAVE]: [],
};

/** Follows the conversation of `ticket`; `onChange` is called whenever there is something else to show. */
export class Session {
  #place;
  #stream;
  #outbox;
  #watch;
  #patience = null;
  #connection = null;
  /** Refusals may have been missed. */
  #hasGap = true;
  conversation = new Conversation();
  /** The history is here. */
  isReady = false;
  /** The engine has no such conversation, and nobody seems to be starting it. */
  isMissing = false;
  /** Why the gateway will not have this conversation, an ApiError. */
  fault = null;
  /** The code of the last refusal of something that has no place of its own on the page. */
  refusal = null;

  constructor({ place, ticket, isLasting, onChange }) {
    Object.assign(this, { ticket, onChange });
    this.#place = place;
    const headers = { Authorization: `Bearer ${ticket.token}` };
    this.#watch = new ConnectionWatch(() => this.onChange());
    this.#outbox = new Outbox({
      path: `${place.path}/commands`, headers, onChange: () => this.#outboxChanged(),
      storageKey: isLasting ? place.key(`outbox.${ticket.token.slice(0, 8)}`) : null,
    });
    this.#stream = new EventStream({
      headers, address: () => this.#address(), onEvent: (type, event) => this.#take(type, event),
      onState: (state, error) => this.#streamIs(state, error),
    });
  }

  close() {
    this.onChange = () => {};
    clearTimeout(this.#patience);
    this.#watch.back();
    this.#stream.close();
  }

  get isOffline() {
    return this.#watch.isLost;
  }

  /** Lines that the talk does not have yet: [{id, text, state, error}]. */
  get pendingLines() {
    return this.#entries(MESSAGE).map(({ id, data, state, error }) => ({ id, text: data.text, state, error }));
  }

  /** The data of the subject or form that is on its way, or undefined. */
  get pendingSubject() {
    return this.#entries(SUBJECT).at(-1)?.data;
  }

  get pendingForm() {
    return this.#entries(FORM).at(-1)?.data;
  }

  get isStarting() {
    return this.#entries(START).some(({ state }) => state !== "failed");
  }

  /** The code of why the start was refused; null if it was not. */
  get startFault() {
    return this.#entries(START).find(({ state }) => state === "failed")?.error.code ?? null;
  }

  get isLeaving() {
    return this.#entries(LEAVE).length > 0;
  }

  start(customer) {
    this.isMissing = false;
    for (const { id } of this.#entries(START)) this.#outbox.discard(id);
    const given = Object.fromEntries(Object.entries(customer).filter(([, value]) => value));
    this.#outbox.add(START, {
      locale: navigator.language,
      ...(this.#place.page && { page: this.#place.page }),
      ...(Object.keys(given).length > 0 && { customer: given }),
      ...(this.ticket.previousToken && { previousToken: this.ticket.previousToken }),
    });
  }

  /** Once more, after `startFault`. */
  restart() {
    const failed = this.#entries(START).find(({ state }) => state === "failed");
    if (failed) this.#outbox.retry(failed.id);
  }

  /** What the customer wrote. */
  say(text) {
    this.#send(MESSAGE, { text });
  }

  /** A button of the bot: the id for the bot, the label as the customer's own line. */
  pick({ id, label }) {
    this.#send(MESSAGE, { optionId: id, text: label });
  }

  choose({ subjectId }) {
    this.#send(SUBJECT, { subjectId });
  }

  submit(fields) {
    this.conversation.correct({});
    this.#send(FORM, { fields });
  }

  leave() {
    if (!this.isLeaving) this.#send(LEAVE, { reason: "left" });
  }

  retry(id) {
    this.#outbox.retry(id);
  }

  discard(id) {
    this.#outbox.discard(id);
  }

  #send(type, data) {
    this.refusal = null;
    this.#outbox.add(type, data);
  }

  #entries(type) {
    return this.#outbox.entries.filter((entry) => entry.type === type);
  }

  /** A name for each connection, and that of the one before: whoever held it may not know yet that it ended. */
  #address() {
    const older = this.#connection;
    this.#connection = messageId();
    return `${this.#place.path}/events?connection=${this.#connection}${older ? `&replaces=${older}` : ""}`;
  }

  #streamIs(state, error) {
    if (state === "open") return this.#watch.back();
    this.#hasGap = true;
    if (state === "lost") return this.#watch.lost();
    this.#watch.back();
    this.fault = error;
    this.onChange();
  }

  #take(type, event) {
    if (type === "gateway.ready") this.#ready(event);
    else if (type === "command.rejected.v1") this.#outbox.refuse(event.commandId, event);
    else if (this.conversation.take(type, event)) this.#settle(type, event);
    this.onChange();
  }

  #ready({ exists }) {
    this.isReady = true;
    clearTimeout(this.#patience);
    if (this.#hasGap && this.conversation.seq > 0) this.#outbox.repeat();
    this.#hasGap = false;
    if (exists || this.conversation.seq > 0 || this.#entries(START).length > 0) return;
    this.#patience = setTimeout(() => {
      this.isMissing = this.conversation.seq === 0 && this.#entries(START).length === 0;
      this.onChange();
    }, START_PATIENCE);
  }

  /** What has had its effect is over. */
  #settle(type, event) {
    this.isMissing = false;
    if (event.messageId) this.#outbox.settle(event.messageId);
    for (const { id, type: command } of [...this.#outbox.entries]) {
      if (command === MESSAGE) continue;
      const events = effectOf[command];
      if (this.conversation.hasEnded || events === null || events.includes(type)) this.#outbox.settle(id);
    }
  }

  /** Refusals are shown where they belong: a line stays with its mark, faults go to the form, the rest is one line. */
  #outboxChanged() {
    for (const { id, type, state, error } of this.#outbox?.entries ?? []) {
      if (state !== "failed" || type === MESSAGE || type === START) continue;
      if (type === FORM && error.code === "invalid_form") this.conversation.correct(error.details);
      else this.refusal = error.code;
      this.#outbox.discard(id);
    }
    this.onChange();
  }
}
