// Server-sent events, read with fetch: unlike EventSource it can carry an Authorization header, tells why a stream was
// refused, notices a dead connection, and waits as long as the gateway asks.

import { ApiError } from "./api.js";
import { pause, pauseBefore } from "./waiting.js";

/** The gateway says something at least every 10 s; silence of this many milliseconds is a dead connection. */
export const SILENCE_LIMIT = 25_000;

/** Splits a stream's text into events. */
export class EventParser {
  #rest = "";

  /** The events that `text` completes: [{type, id, data}]. Comments are no events. */
  add(text) {
    const blocks = (this.#rest + text).split("\n\n");
    this.#rest = blocks.pop();
    return blocks.map((block) => this.#event(block)).filter((event) => event !== null);
  }

  #event(block) {
    const event = { type: "message", id: null, data: [] };
    for (const line of block.split("\n")) {
      const colon = line.indexOf(":");
      if (colon <= 0) continue;
      const value = line.slice(colon + 1).replace(/^ /, "");
      if (line.startsWith("event:")) event.type = value;
      else if (line.startsWith("id:")) event.id = value;
      else if (line.startsWith("data:")) event.data.push(value);
    }
    return event.data.length === 0 ? null : { ...event, data: JSON.parse(event.data.join("\n")) };
  }
}

/** Opens a stream and gives its texts as they come; throws an ApiError if the gateway refuses it. */
export async function openEvents(path, { headers, lastId, signal }) {
  const id = lastId === null ? {} : { "Last-Event-ID": String(lastId) };
  const response = await fetch(path, {
    headers: { ...headers, ...id, Accept: "text/event-stream" }, cache: "no-store", signal,
  });
  if (!response.ok) {
    const answer = await response.json().catch(() => ({}));
    throw new ApiError(response.status, answer, Number(response.headers.get("Retry-After") ?? 0) * 1_000);
  }
  return texts(response.body.pipeThrough(new TextDecoderStream()).getReader());
}

async function* texts(reader) {
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}

/**
 * Follows a stream for ever: after every loss it connects again and names the last id it has.
 *
 * `address()` gives the path of each try. `onEvent(type, data, {id, before})` gets every event, with
 * its id, if it has one, and the last id before it. `onState` gets "open" when connected,
 * "lost" when not, and, with the ApiError, "refused" when trying again is no use (401, 403, 404): then it ends.
 */
export class EventStream {
  #end = new AbortController();
  #attempt = null;

  constructor({ address, headers = {}, lastId = null, onEvent, onState = () => {} }) {
    Object.assign(this, { address, headers, lastId, onEvent, onState });
    // A page that is kept for "back" would keep its connection, and a browser has six per host; shown again it goes on.
    addEventListener("pagehide", () => this.#attempt?.abort());
    this.#run();
  }

  /** Ends it for good. */
  close() {
    this.#end.abort();
    this.#attempt?.abort();
  }

  async #run() {
    let tries = 0;
    while (!this.#end.signal.aborted) {
      let wait = 0;
      try {
        await this.#read(() => { tries = 0; });
      } catch (error) {
        if (error instanceof ApiError && !error.isPassing) return this.onState("refused", error);
        wait = error.retryAfter ?? 0;
      }
      if (this.#end.signal.aborted) return;
      this.onState("lost");
      tries += 1;
      await pause(Math.max(wait, pauseBefore(tries)), this.#end.signal);
    }
  }

  async #read(connected) {
    this.#attempt = new AbortController();
    let watchdog = this.#watch();
    try {
      const { headers, lastId } = this;
      const texts = await openEvents(this.address(), { headers, lastId, signal: this.#attempt.signal });
      connected();
      this.onState("open");
      const parser = new EventParser();
      for await (const text of texts) {
        clearTimeout(watchdog);
        watchdog = this.#watch();
        for (const event of parser.add(text)) this.#take(event);
      }
    } finally {
      clearTimeout(watchdog);
    }
  }

  #take({ type, id, data }) {
    const before = this.lastId;
    if (id !== null) this.lastId = id;
    this.onEvent(type, data, { id, before });
  }

  #watch() {
    const attempt = this.#attempt;
    return setTimeout(() => attempt.abort(), SILENCE_LIMIT);
  }
}
