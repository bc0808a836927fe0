// One conversation with the gateway: what comes in, what goes out, and the connection between.

import { ConnectionWatch } from "/lib/connection-watch.js";
import { messageId } from "/lib/ids.js";
import { SharedStream } from "/lib/shared-stream.js";
import { Conversation } from "./conversation.js";
import { Outgoing } from "./outgoing.js";

/** So long a tab that started nothing itself waits for the start of another one, in milliseconds. */
export const START_PATIENCE = 3_000;

/** Follows the conversation of `ticket`; `onChange` is called whenever there is something else to show. */
export class Session {
  #place;
  #stream;
  #watch;
  #patience = null;
  #connection = null;
  /** Refusals may have been missed. */
  #hasGap = true;
  conversation = new Conversation();
  /** The history is here. */
  isReady = false;
  /** It was started here: whatever comes is new to the customer. */
  isFresh = false;
  /** The engine has no such conversation, and nobody seems to be starting it. */
  isMissing = false;
  /** Why the gateway will not have this conversation, an ApiError. */
  fault = null;

  constructor({ place, ticket, isLasting, onChange }) {
    Object.assign(this, { ticket, onChange });
    this.#place = place;
    const headers = { Authorization: `Bearer ${ticket.token}` };
    this.#watch = new ConnectionWatch(() => this.onChange());
    this.outgoing = new Outgoing({
      path: `${place.path}/commands`, headers,
      storageKey: isLasting ? place.key(`outbox.${ticket.token.slice(0, 8)}`) : null,
      onFaults: (faults) => this.conversation.correct(faults), onChange: () => this.onChange(),
    });
    this.#stream = new SharedStream({
      name: place.key(`stream.${ticket.token.slice(0, 8)}`), headers, address: (options) => this.#address(options),
      onEvent: (type, event) => this.#take(type, event),
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

  start(customer) {
    Object.assign(this, { isMissing: false, isFresh: true });
    const given = Object.fromEntries(Object.entries(customer).filter(([, value]) => value));
    this.outgoing.start({
      locale: navigator.language,
      ...(this.#place.page && { page: this.#place.page }),
      ...(Object.keys(given).length > 0 && { customer: given }),
      ...(this.ticket.previousToken && { previousToken: this.ticket.previousToken }),
    });
  }

  submit(fields) {
    this.conversation.correct({});
    this.outgoing.submit(fields);
  }

  /** A name for each connection, and that of the one before: whoever held it may not know yet that it ended. */
  #address({ follow }) {
    if (!follow) return `${this.#place.path}/events?follow=false`;
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
    else if (type === "command.rejected.v1") this.outgoing.refuse(event);
    else if (this.conversation.take(type, event)) this.#settle(type, event);
    this.onChange();
  }

  #ready({ exists }) {
    this.isReady = true;
    clearTimeout(this.#patience);
    if (this.#hasGap && this.conversation.seq > 0) this.outgoing.repeat();
    this.#hasGap = false;
    if (exists || this.#isUnderWay) return;
    this.#patience = setTimeout(() => {
      this.isMissing = !this.#isUnderWay;
      this.onChange();
    }, START_PATIENCE);
  }

  get #isUnderWay() {
    return this.conversation.seq > 0 || this.outgoing.hasStart;
  }

  #settle(type, event) {
    this.isMissing = false;
    this.outgoing.settle(type, event, this.conversation.hasEnded);
  }
}
