// What the agent does. Each sends a command; what becomes of it comes as events.

import { get } from "/lib/api.js";
import { agentConsole as texts } from "/texts/console.js";
import { askDecline, askFinish, askPause, askTransfer } from "./views/dialogs.js";

/** A browser lets a hidden tab act only once a minute; the gateway renews the lease meanwhile. In seconds. */
const LEASE = 90;

/** For the views; `page` is the ConsolePage. */
export class Actions {
  #accepting = new Set();
  #isLeaving = false;

  constructor(page) {
    this.page = page;
  }

  #send(type, data = {}) {
    return this.page.live.send(type, data);
  }

  enter(channelId) {
    this.#send("agent.channel.login.v1", { channelIds: [channelId], leaseSeconds: LEASE });
  }

  exit(channelId) {
    this.#send("agent.channel.logout.v1", { channelIds: [channelId] });
  }

  async pause() {
    const reason = await askPause();
    if (reason !== null) this.#send("agent.paused.v1", reason === "" ? {} : { reason });
  }

  resume() {
    this.#send("agent.resumed.v1");
  }

  accept({ conversationId, offerId }) {
    this.#accepting.add(conversationId);
    this.#send("agent.card.accepted.v1", { conversationId, offerId });
  }

  /** Whether this tab has asked for it. */
  hasAccepted(conversationId) {
    return this.#accepting.has(conversationId);
  }

  async decline({ conversationId, offerId }) {
    const reason = await askDecline();
    if (reason === null) return;
    this.#send("agent.card.declined.v1", { conversationId, offerId, ...(reason === "" ? {} : { reason }) });
  }

  say(talk, text, isNote) {
    const visibility = isNote ? { visibility: "internal" } : {};
    this.#send("agent.message.sent.v1", { conversationId: talk.id, text, ...visibility });
  }

  retry(id) {
    this.page.live.outbox.retry(id);
  }

  discard(id) {
    this.page.live.outbox.discard(id);
  }

  /** Something was typed. */
  keep(talk) {
    this.page.drafts.keep(talk);
    this.page.draw();
  }

  async transfer(talk) {
    const wanted = await askTransfer(this.page.me);
    if (wanted) this.#send("agent.transfer.requested.v1", { conversationId: talk.id, ...wanted });
  }

  cancelTransfer(talk) {
    this.#send("agent.transfer.cancelled.v1", { conversationId: talk.id });
  }

  async finish(talk) {
    if (await askFinish()) this.#send("agent.session.finished.v1", { conversationId: talk.id });
  }

  /** Before the session is finished it is a draft. */
  save(talk) {
    const { revision, customer, service } = talk.draft.saving;
    const isFinal = talk.isOver;
    const id = this.#send("agent.protocol.saved.v1", {
      conversationId: talk.id, revision, customer, service, final: isFinal,
    });
    talk.saving = { id, isFinal };
    this.page.draw();
  }

  /** A command was refused, by the gateway or by the engine; true if the agent was told in words of its own. */
  refused(type, { code }, conversationId) {
    const talk = this.page.workplace.talks.get(conversationId);
    if (type === "agent.card.accepted.v1") this.#accepting.delete(conversationId);
    if (type === "agent.channel.logout.v1" && this.#isLeaving) {
      this.#isLeaving = false;
      this.page.toasts.tell("error", texts.page.leaveRefused);
      return true;
    }
    if (type === "agent.protocol.saved.v1" && talk) this.#saveRefused(talk, code);
    return code === "stale_revision";
  }

  /** Somebody else saved first: his record comes, and what was typed here stays. */
  async #saveRefused(talk, code) {
    talk.saving = null;
    if (code !== "stale_revision") return;
    const { record } = await get(`/api/conversations/${talk.id}/record`);
    talk.draft.learn(record);
    this.page.drafts.keep(talk);
    this.page.toasts.tell("error", texts.fields.merged);
    this.page.draw();
  }

  /** "Sair": out of every channel first. */
  leave() {
    if (!this.page.workplace.isLoggedIn) return this.page.leave();
    this.#isLeaving = true;
    this.#send("agent.channel.logout.v1");
  }

  /** After every event of his state: goes when he is out of every channel and wanted to leave. */
  left() {
    if (this.#isLeaving && !this.page.workplace.isLoggedIn) {
      this.#isLeaving = false;
      this.page.leave();
    }
  }
}
