// One conversation of the agent, as far as it is known. No DOM.

import { Transcript } from "/lib/transcript.js";
import { RecordDraft } from "./record-draft.js";

/** What an event of a conversation changes beside its line. */
const effects = {
  "conversation.customer.away.v1": (talk) => { talk.isAway = true; },
  "conversation.customer.returned.v1": (talk) => { talk.isAway = false; },
  "conversation.finished.v1": (talk) => {
    talk.state = "wrap_up";
    talk.isAway = false;
    talk.transfer = null;
  },
  "conversation.closed.v1": (talk, { outcome }) => { talk.state = outcome === "unsaved" ? "unsaved" : "closed"; },
  "conversation.transferred.v1": (talk, event) => {
    talk.transfer = event.outcome === "requested" ? event : null;
  },
};

/** A conversation in service, in wrap-up, still to be saved, or just closed. */
export class Talk {
  #notes = new Map();
  #options = new Map();
  #applied = 0;
  transcript = new Transcript();
  draft = new RecordDraft();
  /** `in_service`, `wrap_up`, `unsaved` or `closed`. */
  state = "in_service";
  isAway = false;
  /** The `conversation.transferred.v1` that asks for it, while nobody has accepted. */
  transfer = null;
  unread = 0;
  /** Whether the record and the lines so far are here. */
  isLoaded = false;
  /** {id, isFinal} of a save on its way. */
  saving = null;
  /** What is typed for the customer, and whether it is a note. */
  typed = { text: "", isNote: false };
  card = null;

  constructor({ conversationId, protocol, channelId, customer = null }) {
    Object.assign(this, { id: conversationId, protocol, channelId, customer });
  }

  get isOver() {
    return this.state !== "in_service";
  }

  /** Who it is, as far as anybody said. */
  get name() {
    return this.draft.value("customer", "name") || this.customer?.name || this.card?.customer?.name || null;
  }

  /** An event about it; returns the line or note it adds, or null. A repeat adds nothing. */
  take(type, event) {
    if (event.seq === undefined || event.seq > this.#applied) {
      effects[type]?.(this, event);
      this.#applied = Math.max(this.#applied, event.seq ?? 0);
    }
    if (event.options?.length > 0) this.#options.set(event.line, event.options);
    if (type === "conversation.message.v1" && event.visibility === "internal") return this.#note(event);
    return this.transcript.add(event);
  }

  /** A page of the record's transcript, or the one that comes with `protocol.opened.v1`. */
  takeLines(lines) {
    for (const line of lines) {
      this.transcript.add(line);
      if (line.options?.length > 0) this.#options.set(line.line, line.options);
    }
  }

  #note(event) {
    if (this.#notes.has(event.messageId)) return null;
    this.#notes.set(event.messageId, { ...event, isNote: true });
    return event;
  }

  optionsOf(line) {
    return this.#options.get(line) ?? [];
  }

  /** Lines and notes in the order in which they were said. */
  get said() {
    return [...this.transcript.lines, ...this.#notes.values()].sort((one, other) => one.seq - other.seq);
  }

  /** The newest words, for the list. */
  get lastWords() {
    return this.transcript.last?.text ?? "";
  }

  /** What has to survive a reload of the page. */
  get stored() {
    return { typed: this.typed, draft: this.draft.stored };
  }

  restore({ typed, draft }) {
    this.typed = { ...this.typed, ...typed };
    this.draft.restore(draft);
  }
}
