// The chat as a whole: which screen stands, whose conversation it is, and what the site's page is told.

import { element, fill } from "/lib/dom.js";
import { common } from "/texts/common.js";
import { widget as texts } from "/texts/widget.js";
import { Host } from "./host.js";
import { Channel } from "./state/channel.js";
import { Memory } from "./state/memory.js";
import { Session } from "./state/session.js";
import { Tickets } from "./state/tickets.js";
import { Unread } from "./state/unread.js";
import { HeaderView } from "./views/header-view.js";
import { askToLeave } from "./views/leave-dialog.js";
import { NoticeView } from "./views/notice-view.js";
import { loadingView, problemView } from "./views/problem-view.js";
import { StartView } from "./views/start-view.js";
import { TalkView } from "./views/talk-view.js";

/** What the gateway answers to a token that it can't read. */
const BAD_TOKEN = [400, 401];

/** The chat of `place` in `root`. */
export class Chat {
  #memory = new Memory();
  #tab = new Memory("sessionStorage");
  #session = null;
  #talk = null;
  #screen = null;
  #isDrawing = false;
  /** The customer opened the chat; the next screen gets the focus. */
  #wantsFocus = false;
  #offline = new NoticeView({ role: "status", style: "banner", hook: "offline" });
  #body = element("div", { class: "body" });

  constructor(root, place) {
    this.place = place;
    this.tickets = new Tickets(this.#memory, place.key("session"));
    this.unread = new Unread(this.#memory, place.key("seen"));
    this.host = new Host({ origin: place.hostOrigin, onShown: () => this.#shown() });
    this.header = new HeaderView({
      onLeave: () => this.#leave(), onClose: this.host.isFramed ? () => this.host.close() : null,
    });
    this.start = new StartView({ onBegin: (customer) => this.#begin(customer) });
    fill(root, this.header.element, this.#offline.element, this.#body);
    this.channel = new Channel({ path: place.path, onChange: () => this.#changed() });
    this.#open();
  }

  #open() {
    this.#listen();
    const ticket = this.tickets.current;
    if (ticket) this.#follow(ticket);
    this.channel.load();
    this.host.ready();
    this.#changed();
  }

  #listen() {
    this.tickets.watch((ticket) => this.#follow(ticket));
    this.#memory.watch(this.unread.key, () => this.#changed());
    addEventListener("visibilitychange", () => this.#changed());
    addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.defaultPrevented && !document.querySelector("dialog")) this.host.close();
    });
  }

  /** From now on this tab shows the conversation of `ticket`. */
  #follow(ticket) {
    if (this.#session?.ticket.token === ticket.token) return;
    this.#session?.close();
    this.#session = new Session({
      place: this.place, ticket, isLasting: this.#tab.isLasting, onChange: () => this.#changed(),
    });
    this.#talk = new TalkView(this.#session, { onAgain: () => this.#again() });
    this.#changed();
  }

  /** The button of the first screen. A ticket that was taken and never used is good enough. */
  async #begin(customer) {
    this.#tab.write(this.place.key("customer"), customer);
    if (this.#session?.isMissing) this.#session.start(customer);
    else await this.#takeNew(this.#session?.ticket ?? null, customer);
  }

  #again() {
    return this.#takeNew(this.#session.ticket, this.#tab.read(this.place.key("customer")) ?? {});
  }

  async #takeNew(previous, customer) {
    const { ticket, isMine } = await this.tickets.takeNew(previous);
    this.#follow(ticket);
    if (isMine) this.#session.start(customer);
  }

  async #leave() {
    const [session, talk] = [this.#session, this.#talk];
    if (!(await askToLeave())) return;
    session.outgoing.leave();
    talk.focus();
  }

  #shown() {
    if (this.#screen === this.start) this.channel.refresh();
    this.#wantsFocus = true;
    this.#drawNow();
  }

  /** Draws once for all that changes in this turn. */
  #changed() {
    if (this.#isDrawing) return;
    this.#isDrawing = true;
    queueMicrotask(() => this.#drawNow());
  }

  #drawNow() {
    this.#isDrawing = false;
    this.#dropBadToken();
    const session = this.#session;
    const talk = session?.conversation;
    this.#show(this.#wanted());
    this.header.draw({
      company: this.channel.company, channel: this.channel.name, agent: talk?.phase === "serving" ? talk.agent : null,
      protocol: talk?.protocol ?? null, canLeave: Boolean(talk?.protocol) && !talk.hasEnded,
    });
    document.title = this.channel.company ? texts.frameTitle(this.channel.company) : texts.title;
    this.#offline.draw((session ?? this.channel).isOffline ? common.offline : "");
    this.#screen?.draw?.(this.channel);
    this.#giveFocus();
    this.#tellHost(session, talk);
  }

  #dropBadToken() {
    if (!BAD_TOKEN.includes(this.#session?.fault?.status)) return;
    this.#session.close();
    this.#session = null;
    this.tickets.drop();
  }

  /** The screen that belongs to the state. */
  #wanted() {
    const fault = this.channel.fault ?? this.#session?.fault;
    if (fault) return fault;
    if (this.#session && !this.#session.isMissing) return this.#talk;
    return this.channel.isKnown ? this.start : null;
  }

  #show(screen) {
    if (screen === this.#screen && this.#body.hasChildNodes()) return;
    this.#wantsFocus ||= this.#screen !== null && document.hasFocus();
    this.#screen = screen;
    if (screen === null) fill(this.#body, loadingView());
    else fill(this.#body, screen.element ?? problem(screen));
  }

  #giveFocus() {
    if (!this.#wantsFocus || this.#screen === null) return;
    this.#wantsFocus = false;
    this.#screen.focus?.();
  }

  #tellHost(session, talk) {
    if (!session || session.isMissing) return this.host.tell(false, 0);
    const isSeen = this.host.isShown && document.visibilityState === "visible";
    if (isSeen) this.unread.look(session.ticket.token, talk.lastLine);
    if (session.isReady) this.host.tell(!talk.hasEnded, this.unread.count(session.ticket.token, talk.lines));
  }
}

/** A refusal by the gateway: of a place that does not exist for good, else perhaps only of this moment. */
function problem({ status, code }) {
  const sentence = status === 404 ? texts.problem.notFound : common.error(code);
  return problemView(sentence, status === 404 ? null : () => location.reload());
}
