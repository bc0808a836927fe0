// The supervisor's page: brings together what is known, what is shown and what is ordered.

import { post } from "/lib/api.js";
import { Names } from "/lib/names.js";
import { ProtocolsView } from "/protocols/view.js";
import { supervisor } from "/texts/supervisor.js";
import { Live } from "./live.js";
import { Notifier } from "./notifier.js";
import { Board } from "./state/board.js";
import { EngineClock } from "/lib/engine-clock.js";
import { News } from "./state/news.js";
import { Orders } from "./state/orders.js";
import { ActDialog } from "./views/act-dialog.js";
import { Frame, PANEL_ADDRESS, RECORDS_ADDRESS } from "./views/frame.js";
import { Panel } from "./views/panel.js";
import { question } from "./views/questions.js";

/** What happens within so many milliseconds is drawn at once. */
const DRAW_PAUSE = 100;

/** For who is signed in, `me` of `/api/me`. */
export class SupervisorPage {
  #names;
  #clock = new EngineClock();
  #dialog = null;
  #isDrawing = false;

  constructor(me) {
    this.me = me;
    this.#names = new Names(me);
    this.board = new Board(this.#names);
    this.news = new News(this.#names);
    this.orders = new Orders({
      me, storageKey: `guiche.supervisor.${me.tenant}.${me.id}`, onResult: (result) => this.#result(result),
      onChange: () => this.#draw(), onExpired: () => this.#expired(),
    });
    this.#makeViews();
    this.#makeLive();
    addEventListener("hashchange", () => this.#navigate());
    setInterval(() => this.#tick(), 1_000);
    document.body.replaceChildren(this.frame.element, this.notifier.element);
    this.#navigate();
  }

  #makeViews() {
    this.frame = new Frame({ me: this.me, onLeave: () => this.#leave() });
    this.notifier = new Notifier({ timeZone: this.me.timeZone, freshAt: () => this.board.freshAt });
    this.panel = new Panel({
      board: this.board, names: this.#names, clock: this.#clock, pending: (id) => this.orders.pending(id),
      onAct: (act, row) => this.#act(act, row),
    });
    this.records = new ProtocolsView({ me: this.me });
  }

  #makeLive() {
    this.live = new Live({
      board: this.board, orders: this.orders, clock: this.#clock,
      onChange: () => this.#draw(),
      onEvent: (type, data) => this.#hear(type, data),
      onConnection: (state) => this.#connected(state),
      onTrouble: (error) => this.notifier.troubled(error),
      onExpired: () => this.#expired(),
    });
  }

  #hear(type, data) {
    const isPanelShown = this.panel.element.isConnected;
    for (const { kind, text } of this.news.take(type, data, isPanelShown)) this.notifier.tell(kind, text);
  }

  /** Not more often than can be read, however much happens. */
  #draw() {
    if (this.#isDrawing) return;
    this.#isDrawing = true;
    setTimeout(() => {
      this.#isDrawing = false;
      if (this.board.freshAt !== null) this.panel.draw();
      document.title = supervisor.page.title(this.board.totals.waiting);
      this.#dialog?.follow(this.board);
    }, DRAW_PAUSE);
  }

  #tick() {
    this.panel.tick();
    this.orders.tick();
    this.notifier.tick();
  }

  #navigate() {
    this.#dialog?.close();
    if (location.hash.startsWith(RECORDS_ADDRESS)) {
      if (this.frame.show("records", this.records.element)) this.records.show();
    } else {
      if (location.hash !== PANEL_ADDRESS) history.replaceState(null, "", PANEL_ADDRESS);
      this.frame.show("panel", this.panel.element);
    }
  }

  #act(act, row) {
    this.#dialog = new ActDialog({
      question: question(act, row, this.board, this.#names),
      onConfirm: (type, data) => this.#order(type, data),
      onClose: () => { this.#dialog = null; },
    });
    this.#dialog.open();
  }

  #order(type, data) {
    this.news.remember(data, this.board);
    this.orders.give(type, data);
    this.live.nudge();
  }

  #result(result) {
    const { kind, text } = this.news.ofResult(result);
    this.notifier.tell(kind, text);
    this.live?.nudge();
    this.#draw();
  }

  #connected(state) {
    this.frame.showConnection(state);
    this.notifier.connected(state === "open");
  }

  async #leave() {
    try {
      await post("/api/logout", {});
      this.live.stop();
      location.assign("/login/");
    } catch {
      this.notifier.tell("error", supervisor.page.leaveFailed);
    }
  }

  #expired() {
    this.live?.stop();
    location.replace("/login/?expired=1");
  }
}
