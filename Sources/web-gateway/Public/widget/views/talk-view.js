// The talk of one session: the lines, what there is to choose or to fill in, and where to write.

import { element } from "/lib/dom.js";
import { Scroll } from "/lib/scroll.js";
import { common } from "/texts/common.js";
import { widget as texts } from "/texts/widget.js";
import { lineItems } from "../state/line-items.js";
import { obstacle, situation } from "../state/situation.js";
import { ChoicesView } from "./choices-view.js";
import { ComposerView } from "./composer-view.js";
import { EndView } from "./end-view.js";
import { FormView } from "./form-view.js";
import { LinesView } from "./lines-view.js";
import { NoticeView } from "./notice-view.js";

/** Draws a session. After a choice the focus goes to the talk, where the answer will be. */
export class TalkView {
  #status = new NoticeView({ role: "status", style: "banner status", hook: "status" });
  #refusal = new NoticeView({ role: "status", style: "banner refusal", hook: "refusal" });
  #trouble = new NoticeView({ role: "alert", style: "banner error", hook: "error" });
  #idle = new NoticeView({ role: "alert", style: "banner idle", hook: "idle-warning" });
  #retryStart = element("button", { type: "button", class: "button", "data-test": "retry-start", hidden: true },
    texts.problem.retry);

  constructor(session, { onAgain }) {
    this.session = session;
    this.#build(onAgain);
    this.#retryStart.addEventListener("click", () => session.outgoing.restart());
    this.element = element("main", { class: "talk" },
      this.#status.element, this.#trouble.element,
      element("div", { class: "view" }, this.scroller, this.scroll.button),
      this.#idle.element, this.composer.element);
  }

  #build(onAgain) {
    const { session, session: { outgoing } } = this;
    this.lines = new LinesView({
      onRetry: (id) => outgoing.retry(id), onDiscard: (id) => outgoing.discard(id), onGone: () => this.scroller.focus(),
    });
    this.options = new ChoicesView({
      hook: "option", idOf: ({ id }) => id, labelOf: ({ label }) => label,
      onPick: (option) => this.#act(() => outgoing.pick(option)),
    });
    this.subjects = new ChoicesView({
      hook: "subject", idOf: ({ subjectId }) => subjectId, labelOf: ({ label }) => label,
      onPick: (subject) => this.#act(() => outgoing.choose(subject)),
    });
    this.form = new FormView({ onSubmit: (fields) => session.submit(fields) });
    this.end = new EndView({ onAgain });
    this.composer = new ComposerView({ onSay: (text) => outgoing.say(text) });
    const content = element("div", { class: "content" }, this.lines.element, this.options.element,
      this.#refusal.element, this.#retryStart, this.form.element, this.subjects.element, this.end.element);
    this.scroller = element("div", { class: "scroller", tabindex: "0", role: "region", "aria-label": texts.talk.log },
      content);
    this.scroll = new Scroll(this.scroller, content, texts.talk.newLines);
  }

  focus() {
    const hasKeyboard = !matchMedia("(pointer: coarse)").matches;
    if (this.composer.element.hidden || !hasKeyboard) this.scroller.focus();
    else this.composer.focus();
  }

  draw({ clock, status }) {
    const { session } = this;
    const talk = session.conversation;
    talk.know(status?.subjects ?? []);
    const hadFocus = this.element.contains(document.activeElement);
    const added = this.lines.draw(lineItems(talk.lines, session.outgoing.lines),
      { clock, canRetry: !talk.hasEnded, isLive: session.isReady || session.isFresh });
    this.#drawChoices(talk, session.outgoing);
    const isNewForm = this.form.draw(talk.form, talk.formFaults, session.outgoing.form);
    this.#drawNotices(talk, session, clock);
    this.end.draw(talk, clock);
    this.composer.element.hidden = talk.hasEnded;
    this.scroll.follow(added, isNewForm ? this.#refusal.element : null);
    if (hadFocus && document.activeElement.getClientRects().length === 0) this.scroller.focus();
  }

  #drawChoices(talk, outgoing) {
    const isSaying = outgoing.lines.some(({ state }) => state !== "failed");
    this.options.draw(texts.talk.options, isSaying ? [] : talk.options);
    const isForm = talk.phase === "form";
    const subjects = talk.phase === "choosing" ? talk.subjects : talk.otherSubjects;
    this.subjects.draw(isForm ? texts.talk.otherSubjects : texts.talk.subjects, subjects,
      { isBusy: outgoing.subject !== undefined });
  }

  #drawNotices(talk, session, clock) {
    const startFault = talk.phase === "starting" ? session.outgoing.startFault : null;
    this.#status.draw(startFault ? "" : situation(session));
    this.#refusal.draw(talk.phase === "form" ? obstacle(talk.refusal, clock) : "");
    this.#idle.draw(talk.isIdle ? texts.status.idle : "");
    this.#retryStart.hidden = startFault === null;
    const trouble = startFault ?? session.outgoing.refusal;
    this.#trouble.draw(trouble
      ? [startFault ? texts.problem.startFailed : "", common.error(trouble)].filter(Boolean).join(" ")
      : "");
  }

  #act(act) {
    act();
    this.scroller.focus();
  }
}
