// Tells the supervisor what happened, and how the connection is.

import { Clock } from "/lib/time.js";
import { supervisor } from "/texts/supervisor.js";
import { Notices } from "./state/notices.js";
import { NoticesView } from "./views/notices-view.js";

/** The notices on the screen and the banner of the connection. */
export class Notifier {
  #notices = new Notices();
  #view = new NoticesView({ onDismiss: (id) => this.#dismiss(id) });
  #isLost = false;
  /** The ApiError of the last answer that failed, null while answers come. */
  #trouble = null;

  /** `freshAt()` is when what is on the screen was asked for, or null. */
  constructor({ timeZone, freshAt }) {
    Object.assign(this, { clock: new Clock(timeZone), freshAt });
  }

  get element() {
    return this.#view.element;
  }

  /** `kind` is "good" or "error". */
  tell(kind, text) {
    this.#notices.add(kind, text, Date.now());
    this.#view.show(this.#notices.all);
  }

  /** Once a second. */
  tick() {
    if (this.#notices.tick(Date.now())) this.#view.show(this.#notices.all);
  }

  /** The stream is there, or not. */
  connected(isThere) {
    this.#isLost = !isThere;
    this.#showTrouble();
  }

  /** Answers fail with `error`, or come again (null). */
  troubled(error) {
    this.#trouble = error;
    this.#showTrouble();
  }

  #dismiss(id) {
    this.#notices.dismiss(id);
    this.#view.show(this.#notices.all);
  }

  #showTrouble() {
    const freshAt = this.freshAt();
    const moment = freshAt === null ? null : this.clock.time(freshAt);
    if (this.#isLost) this.#view.showTrouble(supervisor.page.lost(moment));
    else this.#view.showTrouble(this.#trouble && supervisor.page.stale(this.#trouble.code, moment));
  }
}
