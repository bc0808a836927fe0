// A search for records: what was asked, what was found so far. No DOM.

import { ApiError, get } from "/lib/api.js";
import { period } from "./days.js";

/** Records of one page. */
const PAGE = 50;

/** What a search can name; empty texts are "any". */
export const NO_CRITERIA = Object.freeze({
  number: "", customer: "", text: "", state: "", channelId: "", queueId: "", agentId: "", from: "", to: "",
});

/** Asks page after page. An answer that comes after another question was asked is dropped. */
export class Search {
  criteria = NO_CRITERIA;
  items = [];
  /** `idle`, `searching`, `adding` (a further page), `done` or `failed`. */
  state = "idle";
  /** The ApiError of a failed one. */
  error = null;
  #cursor = null;
  #question = 0;

  constructor({ timeZone, onChange }) {
    Object.assign(this, { timeZone, onChange });
  }

  get hasMore() {
    return this.#cursor !== null;
  }

  /** Whether it asks for everything. */
  get isOpenToAll() {
    return Object.values(this.criteria).every((value) => value === "");
  }

  /** Asks anew. */
  async run(criteria = this.criteria) {
    this.criteria = { ...NO_CRITERIA, ...criteria };
    this.#cursor = null;
    await this.#ask("searching", []);
  }

  /** Adds the next page. */
  async more() {
    if (this.hasMore && this.state !== "adding") await this.#ask("adding", this.items);
  }

  async #ask(state, before) {
    this.#question += 1;
    const question = this.#question;
    Object.assign(this, { state, error: null });
    this.onChange();
    try {
      const page = await get("/api/protocols", { ...this.#words(), limit: PAGE, cursor: this.#cursor });
      if (question !== this.#question) return;
      this.items = [...before, ...page.items];
      this.#cursor = page.nextCursor ?? null;
      this.state = "done";
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (question !== this.#question) return;
      Object.assign(this, { state: "failed", error, items: before });
    }
    this.onChange();
  }

  #words() {
    const { from, to, number, ...rest } = this.criteria;
    return { ...rest, number: number.replaceAll(/\D/g, ""), ...period(from, to, this.timeZone) };
  }
}
