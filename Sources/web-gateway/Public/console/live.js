// Keeps the workplace live: the stream of events, the commands, and what has to be read after a start or a loss.

import { ApiError, get } from "/lib/api.js";
import { EventStream } from "/lib/events.js";
import { Outbox } from "/lib/outbox.js";
import { pause } from "/lib/waiting.js";

/** A record that was just opened may be a moment away from the book: so many tries, half a second apart. */
const TRIES = 6;
const BETWEEN_TRIES = 500;
const MESSAGE = "agent.message.sent.v1";

/**
 * `onEvent(type, data)`, `onRead(talk)` when a conversation's past is there, `onConnection("open" | "lost")`,
 * `onRefused(entry)` for a command that the gateway did not take, `onChange()` when the commands on their way change,
 * `onExpired()` when nobody is signed in any more.
 */
export class Live {
  #stream;
  #memory;

  constructor({ me, workplace, ...listeners }) {
    Object.assign(this, { me, workplace, ...listeners });
    this.#memory = `guiche.console.in.${me.tenant}.${me.id}`;
    this.outbox = new Outbox({
      path: "/api/agent/commands", storageKey: `guiche.console.outbox.${me.tenant}.${me.id}`,
      onChange: () => this.#settle(),
    });
    this.#stream = new EventStream({
      address: () => `/api/agent/events${sessionStorage.getItem(this.#memory) ? "?resume=true" : ""}`,
      onEvent: (type, data) => this.#take(type, data),
      onState: (state, error) => this.#connection(state, error),
    });
  }

  send(type, data) {
    return this.outbox.add(type, data);
  }

  /** The messages of a conversation that are on their way, or were not taken. */
  pending(conversationId) {
    return this.outbox.entries.filter(({ type, data }) => type === MESSAGE && data.conversationId === conversationId);
  }

  stop() {
    this.#stream.close();
  }

  #take(type, data) {
    if (type === "conversation.message.v1") this.outbox.settle(data.messageId);
    if (type === "command.rejected.v1") this.outbox.refuse(data.commandId, data);
    this.onEvent(type, data);
    // This tab goes on with a login that it knew, after a reload, too; another tab does not.
    if (this.workplace.isLoggedIn) sessionStorage.setItem(this.#memory, "yes");
    else sessionStorage.removeItem(this.#memory);
    if (type !== "agent.snapshot.v1") return;
    this.outbox.repeat();
    this.#readAll();
  }

  /** A message is over when it is seen; of other commands the events tell what becomes of them. */
  #settle() {
    // The outbox calls this while it is being made when a reload left something in it.
    if (!this.outbox) return queueMicrotask(() => this.#settle());
    for (const entry of [...this.outbox.entries]) {
      if (entry.type === MESSAGE) continue;
      if (entry.state === "failed") this.onRefused(entry);
      if (entry.state !== "waiting") this.outbox.settle(entry.id);
    }
    this.onChange();
  }

  #connection(state, error) {
    if (state === "refused" && error.status !== 404) this.onExpired();
    else this.onConnection(state);
  }

  #readAll() {
    for (const talk of this.workplace.talks.values()) if (!talk.isLoaded) this.read(talk);
  }

  /** The record, its whole transcript, then every event the agent has not seen; all of it again does no harm. */
  async read(talk) {
    try {
      const document = await this.#whenThere(() => get(`/api/conversations/${talk.id}/record`));
      if (!document) return;
      const { record } = document;
      talk.draft.learn(record);
      talk.takeLines(document.transcript);
      await this.#readLines(talk, document.nextAfterLine);
      await this.#readEvents(talk);
      talk.isLoaded = true;
      this.onRead(talk);
    } catch (error) {
      // A loss brings the stream down, too, and its return reads everything again.
      if (!(error instanceof ApiError)) throw error;
      if (error.status === 401) this.onExpired();
    }
  }

  async #readLines(talk, first) {
    for (let after = first; after; ) {
      const page = await get(`/api/protocols/${talk.protocol}`, { afterLine: after });
      talk.takeLines(page.transcript);
      after = page.nextAfterLine;
    }
  }

  async #readEvents(talk) {
    let after = 0;
    do {
      const page = await get(`/api/agent/conversations/${talk.id}/events`, { after });
      for (const { type, body } of page.events) talk.take(type, body);
      after = page.nextAfterSeq;
    } while (after);
  }

  /** Null when it never comes. */
  async #whenThere(read) {
    for (let tries = 1; tries <= TRIES; tries += 1) {
      try {
        return await read();
      } catch (error) {
        if (!(error instanceof ApiError) || error.status !== 404) throw error;
        await pause(BETWEEN_TRIES);
      }
    }
    return null;
  }

  /** The records of his that ended without a save. */
  async unsaved() {
    try {
      return (await get("/api/protocols", { state: "unsaved", limit: 50 })).items;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return [];
    }
  }
}
