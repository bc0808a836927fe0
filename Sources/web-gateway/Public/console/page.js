// The agent's console: brings together what is known, what is shown and what is done.

import { post } from "/lib/api.js";
import { ConnectionWatch } from "/lib/connection-watch.js";
import { element } from "/lib/dom.js";
import { EngineClock } from "/lib/engine-clock.js";
import { ProtocolsView } from "/protocols/view.js";
import { common } from "/texts/common.js";
import { agentConsole as texts } from "/texts/console.js";
import { Actions } from "./actions.js";
import { Live } from "./live.js";
import { News } from "./news.js";
import { Drafts } from "./state/drafts.js";
import { Workplace } from "./state/workplace.js";
import { CardsView } from "./views/cards-view.js";
import { Frame } from "./views/frame.js";
import { RecordView } from "./views/record-view.js";
import { TalksView } from "./views/talks-view.js";
import { Toasts } from "./views/toasts.js";

const RECORDS = "#/atendimentos";
const WORK = "#/atendimento";

/** For who is signed in, `me` of `/api/me`. */
export class ConsolePage {
  #clock = new EngineClock();
  #isDrawing = false;
  #selected = null;
  #recordViews = new Map();

  constructor(me) {
    this.me = me;
    this.workplace = new Workplace(me);
    this.drafts = new Drafts(me);
    this.toasts = new Toasts();
    this.news = new News({ me, tell: (kind, text, link) => this.toasts.tell(kind, text, link) });
    this.live = new Live({
      me, workplace: this.workplace, onEvent: (type, data) => this.#hear(type, data), onRead: () => this.draw(),
      onConnection: (state) => (state === "open" ? this.watch.back() : this.watch.lost()),
      onRefused: ({ type, data, error }) => this.#refused(type, error, data.conversationId),
      onChange: () => this.draw(), onExpired: () => this.#expired(),
    });
    this.actions = new Actions(this);
    this.#makeViews();
    this.watch = new ConnectionWatch((isLost) => this.frame.showConnection(isLost));
    document.body.replaceChildren(this.frame.element, this.toasts.element);
    addEventListener("hashchange", () => this.#navigate());
    document.addEventListener("visibilitychange", () => this.#seen());
    setInterval(() => this.cards.tick(this.#clock.now()), 1_000);
    this.#navigate();
    this.#findUnsaved();
    this.draw();
  }

  #makeViews() {
    this.cards = new CardsView({ me: this.me, actions: this.actions });
    this.list = new TalksView({ onSelect: (id) => this.select(id, true) });
    this.empty = element("p", { class: "choose", "data-test": "empty" }, texts.talks.choose);
    this.stage = element("div", { class: "stage" }, this.empty);
    this.work = element("div", { class: "work" },
      element("div", { class: "side" }, this.cards.element, this.list.element), this.stage);
    this.records = new ProtocolsView({ me: this.me, onOpen: (record) => this.#edit(record) });
    this.frame = new Frame({ me: this.me, actions: this.actions });
  }

  /** Draws once, however much has changed. */
  draw() {
    if (this.#isDrawing) return;
    this.#isDrawing = true;
    requestAnimationFrame(() => {
      this.#isDrawing = false;
      this.#drawAll();
    });
  }

  #drawAll() {
    const { workplace } = this;
    this.frame.draw(workplace);
    this.cards.draw([...workplace.cards.values()], workplace.isLoggedIn, this.#clock.now());
    this.list.draw([...workplace.talks.values()], this.#selected);
    this.#recordViews.get(this.#selected)?.draw();
    document.title = texts.page.title(workplace.cards.size + workplace.unread);
  }

  #hear(type, data) {
    if (data.at) this.#clock.saw(data.at);
    if (type === "command.rejected.v1") this.#refused(data.commandType, data, data.conversationId);
    for (const happened of this.workplace.take(type, data)) this.#happened(happened);
    this.actions.left();
    this.draw();
  }

  #happened(happened) {
    this.news.tell(happened);
    const { kind, talk } = happened;
    if (kind === "opened") this.#opened(talk);
    if (kind === "said" && !this.#isSeen(talk) && happened.event.from?.kind === "customer") talk.unread += 1;
    if (kind === "gone") this.#gone(talk);
    if (kind === "revised" && happened.isSaved) this.drafts.keep(talk);
  }

  /** A record opens by itself when its card was accepted, unless the agent is writing to somebody else. */
  #opened(talk) {
    this.drafts.restore(talk);
    if (!talk.isLoaded && talk.draft.revision > 0) this.live.read(talk);
    const isWriting = document.activeElement?.matches("textarea, input") && this.stage.contains(document.activeElement);
    if (!isWriting || this.actions.hasAccepted(talk.id)) this.select(talk.id, false);
  }

  #gone(talk) {
    this.drafts.forget(talk);
    for (const { id, state } of this.live.pending(talk.id)) if (state === "failed") this.live.outbox.discard(id);
    this.#recordViews.delete(talk.id);
    if (this.#selected === talk.id) this.select(null, false);
  }

  #isSeen(talk) {
    return this.#selected === talk.id && this.work.isConnected && document.visibilityState === "visible";
  }

  #seen() {
    const talk = this.workplace.talks.get(this.#selected);
    if (talk && this.#isSeen(talk)) talk.unread = 0;
    this.draw();
  }

  /** Shows a conversation's record; `moves`: the agent asked for it, so the focus goes there. */
  select(id, moves) {
    const talk = this.workplace.talks.get(id);
    this.#selected = talk ? id : null;
    if (talk && location.hash.startsWith(RECORDS)) location.hash = WORK;
    const view = talk && this.#viewOf(talk);
    this.stage.replaceChildren(view ? view.element : this.empty);
    view?.draw();
    if (moves) view?.focus();
    this.#seen();
  }

  #viewOf(talk) {
    if (!this.#recordViews.has(talk.id)) {
      this.drafts.restore(talk);
      this.#recordViews.set(talk.id, new RecordView({
        me: this.me, talk, actions: this.actions, pending: () => this.live.pending(talk.id),
      }));
    }
    return this.#recordViews.get(talk.id);
  }

  #refused(type, error, conversationId) {
    const isTold = this.actions.refused(type, error, conversationId);
    // A message says so itself.
    if (!isTold && !this.live.outbox.entries.some(({ id }) => id === error.commandId)) {
      this.toasts.tell("error", common.error(error.code));
    }
    this.draw();
  }

  async #findUnsaved() {
    for (const item of await this.live.unsaved()) {
      const talk = this.workplace.addUnsaved(item);
      if (talk) this.live.read(talk);
    }
    this.draw();
  }

  /** A record of the book is to be saved. */
  #edit(record) {
    const talk = this.workplace.talks.get(record.conversationId) ?? this.workplace.addUnsaved(record);
    if (!talk.isLoaded) this.live.read(talk);
    location.hash = WORK;
    this.select(talk.id, true);
  }

  #navigate() {
    const isRecords = location.hash.startsWith(RECORDS);
    this.frame.show(isRecords ? this.records.element : this.work, isRecords);
    if (isRecords) this.records.show();
    this.#seen();
  }

  async leave() {
    try {
      await post("/api/logout", {});
      this.live.stop();
      sessionStorage.clear(); // what was typed stays with nobody else
      location.assign("/login/");
    } catch (error) {
      this.toasts.tell("error", common.error(error.code));
    }
  }

  #expired() {
    this.live.stop();
    location.replace("/login/?expired=1");
  }
}
