// One stream for all tabs of a browser. Over HTTP/1.1 a browser has six connections to a host: with a stream in every
// tab, six tabs would leave none for anything else.

import { ApiError } from "./api.js";
import { EventParser, EventStream, openEvents } from "./events.js";
import { pause, pauseBefore } from "./waiting.js";

/** How long one reading of the history may take, in milliseconds. */
const READ_LIMIT = 15_000;

/**
 * Follows a stream as EventStream does, together with the other tabs that use the same `name`: one of them holds the
 * stream (a Web Lock decides which, and passes on to the next when its tab goes) and tells the others. They read the
 * history by themselves, and again when what they are told does not follow what they have.
 *
 * `address(options)` gives the path of each try; the option `follow: false` asks for the history alone. `onEvent` and
 * `onState` as in EventStream. Without Web Locks every tab has a stream of its own.
 */
export class SharedStream {
  #end = new AbortController();
  #stream = null;
  #isReading = false;
  #missed = null;
  lastId = null;

  constructor({ name, address, headers = {}, onEvent, onState = () => {} }) {
    Object.assign(this, { name, address, headers, onEvent, onState });
    this.channel = new BroadcastChannel(name);
    this.channel.addEventListener("message", ({ data }) => this.#told(data));
    if (!navigator.locks) return void this.#lead();
    this.#read();
    navigator.locks.request(name, { signal: this.#end.signal }, () => this.#hold()).catch((error) => {
      if (error.name !== "AbortError") throw error;
    });
  }

  close() {
    this.#end.abort();
    this.#stream?.close();
    this.channel.close();
  }

  /** Has the lock for as long as this lives. */
  #hold() {
    this.#lead();
    return new Promise((resolve) => this.#end.signal.addEventListener("abort", resolve));
  }

  #lead() {
    this.#stream = new EventStream({
      headers: this.headers, address: () => this.address({ follow: true }), lastId: this.lastId,
      onEvent: (type, data, { id, before }) => {
        this.#tell({ type, data, id, before });
        this.#take({ type, data, id });
      },
      onState: (state, error) => {
        this.#tell({ state, refusal: error && { status: error.status, code: error.code } });
        this.onState(state, error);
      },
    });
  }

  #tell(message) {
    if (!this.#end.signal.aborted) this.channel.postMessage(message);
  }

  /** By the tab that holds the stream. */
  #told({ state, refusal, type, data, id, before }) {
    if (this.#stream) return;
    if (state) return this.onState(state, refusal && new ApiError(refusal.status, { code: refusal.code }));
    if (id === null) return this.onEvent(type, data);
    if (Number(id) <= Number(this.lastId)) return;
    if (before === this.lastId && !this.#isReading) return this.#take({ type, data, id });
    this.#missed = id;
    this.#read();
  }

  #take({ type, data, id }) {
    if (id !== null) {
      if (Number(id) <= Number(this.lastId)) return;
      this.lastId = id;
    }
    this.onEvent(type, data);
  }

  /** The history after what is here, and again until it reaches what was missed. */
  async #read() {
    if (this.#isReading) return;
    this.#isReading = true;
    for (let tries = 1; !this.#end.signal.aborted && !this.#stream; tries += 1) {
      try {
        await this.#readOnce();
        this.onState("open");
        if (Number(this.#missed) <= Number(this.lastId)) break;
      } catch (error) {
        if (error instanceof ApiError && !error.isPassing) {
          this.onState("refused", error);
          break;
        }
        this.onState("lost");
      }
      await pause(pauseBefore(tries), this.#end.signal);
    }
    this.#isReading = false;
  }

  async #readOnce() {
    const signal = AbortSignal.any([this.#end.signal, AbortSignal.timeout(READ_LIMIT)]);
    const { headers, lastId } = this;
    const parser = new EventParser();
    for await (const text of await openEvents(this.address({ follow: false }), { headers, lastId, signal })) {
      for (const event of parser.add(text)) if (!this.#stream) this.#take(event);
    }
  }
}
