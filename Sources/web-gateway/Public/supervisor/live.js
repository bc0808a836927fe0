// Keeps the board live: the stream of events, and answers asked for again when something happened.

import { get } from "/lib/api.js";
import { EventStream } from "/lib/events.js";
import { Refresher } from "./refresher.js";

/** Records of one page of an answer, and the most pages of open ones and of those in wrap-up. */
const PAGE = 100;
const MOST_OPEN = 5;
const MOST_WRAP_UP = 2;

/**
 * Feeds `board`, `orders` and `clock`.
 *
 * `onChange()`: something is different. `onEvent(type, data)`: every event, after the board has taken it.
 * `onConnection("open" | "lost")`. `onTrouble(error | null)`: the answers fail, or come again. `onExpired()`: nobody is
 * signed in any more.
 */
export class Live {
  #stream;
  #refresher;
  #wasLost = false;

  constructor({ board, orders, clock, onChange, onEvent, onConnection, onTrouble, onExpired }) {
    Object.assign(this, { board, orders, clock, onChange, onEvent, onConnection, onTrouble, onExpired });
    this.#refresher = new Refresher({
      read: readBoard, onFresh: (answer, askedAt) => this.#fresh(answer, askedAt),
      onFailed: (error) => this.#failed(error),
    });
    this.#stream = new EventStream({
      address: () => "/api/supervisor/events",
      onEvent: (type, data) => this.#take(type, data),
      onState: (state, error) => this.#connection(state, error),
    });
  }

  /** Something was ordered: looks soon. */
  nudge() {
    this.#refresher.nudge();
  }

  stop() {
    this.#stream.close();
    this.#refresher.stop();
  }

  #take(type, data) {
    if (data.at) this.clock.saw(data.at);
    this.board.take(type, data, Date.now());
    this.orders.take(type, data);
    this.onEvent(type, data);
    if (type !== "command.rejected.v1") this.#refresher.nudge();
    this.onChange();
  }

  #fresh(answer, askedAt) {
    this.board.takeAnswers(answer, askedAt);
    this.orders.check(this.board, askedAt);
    this.onTrouble(null);
    this.onChange();
  }

  #failed(error) {
    if (error.status === 401) this.#expire();
    else this.onTrouble(error);
  }

  #connection(state, error) {
    if (state === "refused") return error.status === 404 ? this.onTrouble(error) : this.#expire();
    if (state === "lost") {
      this.#wasLost = true;
      this.board.lost();
    } else {
      this.orders.repeat();
      if (this.#wasLost) this.#refresher.nudge();
      this.#wasLost = false;
    }
    this.onConnection(state);
  }

  #expire() {
    this.stop();
    this.onExpired();
  }
}

/** The queues, and the records that are open or in wrap-up. */
async function readBoard() {
  const [state, open, wrapUp] = await Promise.all([
    get("/api/queues"), records("open", MOST_OPEN), records("wrap_up", MOST_WRAP_UP),
  ]);
  return { queues: state.queues, conversations: [...open.items, ...wrapUp.items], isCut: open.isCut || wrapUp.isCut };
}

async function records(state, most) {
  const items = [];
  let cursor = null;
  for (let page = 0; page < most; page += 1) {
    const answer = await get("/api/protocols", { state, limit: PAGE, cursor });
    items.push(...answer.items);
    cursor = answer.nextCursor ?? null;
    if (cursor === null) break;
  }
  return { items, isCut: cursor !== null };
}
