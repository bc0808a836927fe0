// The record of one conversation: its tools, and the tabs Chat, Cliente, Atendimento.

import { element, fill, icon } from "/lib/dom.js";
import { Names } from "/lib/names.js";
import { agentConsole } from "/texts/console.js";
import { ChatView } from "./chat-view.js";
import { CustomerForm, ServiceForm } from "./record-forms.js";
import { Tabs } from "./tabs.js";

const texts = agentConsole.record;

export class RecordView {
  #title = element("h2", { tabindex: "-1", "data-test": "record-title" });
  #about = element("p", { class: "about" });
  #notices = element("div", { class: "record-notices", role: "status" });
  #drawn = "";

  /** `pending()`: the messages of this conversation that are on their way. */
  constructor({ me, talk, actions, pending }) {
    Object.assign(this, { talk, actions, names: new Names(me) });
    this.chat = new ChatView({ me, talk, actions, pending });
    this.customer = new CustomerForm({ talk, actions });
    this.service = new ServiceForm({ me, talk, actions });
    this.tabs = new Tabs({ label: texts.tabList, id: talk.id, parts: [
      { name: "chat", label: texts.tabs.chat, content: this.chat.element },
      { name: "customer", label: texts.tabs.customer, content: this.customer.element },
      { name: "service", label: texts.tabs.service, content: this.service.element },
    ] });
    this.element = element("section", { class: "desk-record", "data-test": "desk-record",
      "data-conversation": talk.id },
      element("div", { class: "record-head" },
        element("div", { class: "record-who" }, this.#title, this.#about), this.#toolbar()),
      this.#notices, this.tabs.element);
  }

  #toolbar() {
    const { talk, actions } = this;
    const tool = (name, sign, label, act, style = "") => element("button", {
      type: "button", class: `button ${style}`, "data-test": name, onclick: act }, icon(sign), label);
    this.transfer = tool("transfer", "transfer", texts.transfer, () => actions.transfer(talk));
    this.finish = tool("finish", "finish", texts.finish, () => actions.finish(talk));
    this.save = tool("save", "save", texts.save, () => actions.save(talk), "primary");
    return element("div", { class: "toolbar", role: "toolbar", "aria-label": texts.toolbar },
      this.transfer, this.finish, this.save);
  }

  focus() {
    if (this.talk.isOver) this.#title.focus();
    else this.chat.focus();
  }

  draw() {
    const { talk } = this;
    this.#drawHead(talk);
    this.transfer.hidden = talk.isOver;
    this.finish.hidden = talk.isOver;
    this.transfer.disabled = talk.transfer !== null;
    this.save.disabled = talk.saving !== null || talk.draft.revision === 0;
    this.#drawNotices(talk);
    this.chat.draw();
    this.customer.draw();
    this.service.draw();
  }

  #drawHead(talk) {
    const name = talk.name ?? agentConsole.cards.customer;
    const drawn = `${name}/${talk.state}/${talk.card?.subjectId}`;
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    fill(this.#title, name);
    const subject = talk.card?.subjectId && this.names.subject(talk.card.subjectId);
    const parts = [this.names.channel(talk.channelId), subject, agentConsole.talks.state[talk.state]];
    fill(this.#about, `${texts.protocol} `, element("strong", { "data-test": "protocol" }, talk.protocol),
      ` · ${parts.filter(Boolean).join(" · ")}`);
  }

  #drawNotices(talk) {
    const kinds = [
      talk.draft.revision === 0 ? "loading" : null, talk.state === "wrap_up" ? "finished" : null,
      talk.state === "unsaved" ? "unsaved" : null, talk.transfer ? "transfer" : null, talk.isAway ? "away" : null,
      talk.saving ? "saving" : talk.draft.isChanged ? "changed" : null,
    ].filter(Boolean);
    if (this.#notices.dataset.kinds === kinds.join()) return;
    this.#notices.dataset.kinds = kinds.join();
    fill(this.#notices, kinds.map((kind) => this.#notice(kind, talk)));
  }

  #notice(kind, talk) {
    const words = { away: agentConsole.chat.away, ...texts }[kind];
    if (kind !== "transfer") return element("p", { class: `banner ${kind}`, "data-test": `notice-${kind}` }, words);
    const { toQueueId, toAgentId } = talk.transfer;
    const name = toAgentId ? this.names.person(toAgentId) : this.names.queue(toQueueId);
    return element("p", { class: "banner transfer", "data-test": "notice-transfer" },
      agentConsole.transfer.asked(name), element("button", { type: "button", class: "button small",
        "data-test": "cancel-transfer", onclick: () => this.actions.cancelTransfer(talk) },
      agentConsole.transfer.cancel));
  }
}
