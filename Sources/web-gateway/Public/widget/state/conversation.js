// What a customer sees of one conversation, decided from its events alone: no page, no network, no clock.

import { Transcript } from "/lib/transcript.js";

/**
 * One conversation. `take` gets the events of the contract (audience `customer`) in any order and number; the fields
 * say what is to be shown now.
 *
 * ```
 *   starting ─> talking ──────────────┬─> waiting ─> serving ─┐
 *                  │  └─> choosing ───┤      ^          │     ├─> ended
 *                  │         └─> form ┘      └──────────┘     │
 *                  └──────────────────────────────────────────┘
 * ```
 */
export class Conversation {
  #transcript = new Transcript();
  /** "starting", "talking" (to a bot), "choosing" (a subject), "form", "waiting", "serving" or "ended". */
  phase = "starting";
  protocol = null;
  /** The name of whoever serves the customer. */
  agent = null;
  isAgentLost = false;
  /** He was silent for long and will be put out. */
  isIdle = false;
  /** The buttons of the newest question of the bot: [{id, label}]. */
  options = [];
  /** The subjects that were offered: [{subjectId, label}]. */
  subjects = [];
  /** The id of the subject that was picked. */
  subject = null;
  /** {position, estimatedWaitSeconds}, when known. */
  queue = null;
  /** Why he was refused last: {reason, nextOpenAt, subjectId}. */
  refusal = null;
  /** The form to fill in: {formId, title, fields}. */
  form = null;
  /** What is wrong with the last submission, by the field's id. */
  formFaults = {};
  /** By when somebody answers his form. */
  dueAt = null;
  /** How it ended: {by, reason} of `finished`, {outcome} of `closed`. */
  ending = null;

  get lines() {
    return this.#transcript.lines;
  }

  get seq() {
    return this.#transcript.seq;
  }

  get hasEnded() {
    return this.phase === "ended";
  }

  /** The last line's number; 0 before the first. */
  get lastLine() {
    return this.#transcript.last?.line ?? 0;
  }

  /** Takes an event; false if it was seen before. */
  take(type, event) {
    if (event.seq === undefined || event.seq <= this.seq) return false;
    this.#transcript.add({ ...event, type });
    this.protocol = event.protocol ?? this.protocol;
    effects[type]?.(this, event);
    return true;
  }

  /** The engine found faults in the form; it can be corrected and sent again. */
  correct(faults) {
    this.formFaults = faults;
  }

  /** What the customer may pick while a form is offered: everything but what was just refused. */
  get otherSubjects() {
    return this.phase === "form"
      ? this.subjects.filter(({ subjectId }) => subjectId !== this.refusal?.subjectId)
      : [];
  }

  /** Subjects that are known otherwise, as long as none were offered here (a bot may hand over to one at once). */
  know(subjects) {
    if (this.subjects.length === 0) this.subjects = subjects;
  }

  labelOf(subjectId) {
    return this.subjects.find((subject) => subject.subjectId === subjectId)?.label ?? null;
  }

  /** A new phase; what belongs to the one before goes. */
  enter(phase) {
    this.phase = phase;
    this.options = [];
    this.queue = null;
    this.form = null;
    this.isIdle = false;
    this.isAgentLost = false;
    if (phase !== "serving" && phase !== "ended") this.agent = null;
    if (phase !== "form" && phase !== "ended") this.refusal = null;
  }
}

/** What each event changes; a type that is not here is at most a line. */
const effects = {
  "conversation.opened.v1": (talk) => talk.enter("talking"),

  "conversation.subjects.offered.v1": (talk, { subjects }) => {
    talk.enter("choosing");
    talk.subjects = subjects;
  },

  "conversation.refused.v1": (talk, { reason, nextOpenAt = null, subjectId = null, form = null }) => {
    const isSame = talk.form !== null && talk.form.formId === form?.formId;
    talk.enter(form ? "form" : "ended");
    Object.assign(talk, { refusal: { reason, nextOpenAt, subjectId }, subject: subjectId, form });
    if (!isSame) talk.formFaults = {};
  },

  "conversation.form.received.v1": (talk, { dueAt = null }) => {
    talk.enter("ended");
    Object.assign(talk, { dueAt, formFaults: {}, refusal: null });
  },

  "conversation.queued.v1": (talk, { position, estimatedWaitSeconds = null, subjectId = null }) => {
    if (talk.phase !== "waiting") talk.enter("waiting");
    talk.queue = { position, estimatedWaitSeconds };
    talk.subject = subjectId ?? talk.subject;
  },

  "conversation.accepted.v1": (talk, { agentName }) => {
    talk.enter("serving");
    talk.agent = agentName;
  },

  "conversation.message.v1": (talk, { from, options }) => {
    if (from?.kind === "customer") Object.assign(talk, { options: [], isIdle: false });
    else if (options?.length && talk.phase === "talking") talk.options = options;
  },

  "conversation.notice.v1": (talk, { code }) => notices[code]?.(talk),

  "conversation.finished.v1": (talk, { by, reason }) => {
    talk.enter("ended");
    talk.ending = { by, reason };
  },

  "conversation.closed.v1": (talk, { outcome }) => {
    if (!talk.hasEnded) talk.enter("ended");
    talk.ending = { ...talk.ending, outcome };
  },
};

const notices = {
  agent_lost: (talk) => { talk.isAgentLost = true; },
  agent_back: (talk) => { talk.isAgentLost = false; },
  requeued: (talk) => talk.enter("waiting"),
  idle_warning: (talk) => { talk.isIdle = true; },
  bot_replaced: (talk) => { talk.options = []; },
};
