// The record's data: of the customer, and of the service.

import { element, fill } from "/lib/dom.js";
import { agentConsole as texts } from "/texts/console.js";
import { FieldView } from "./field-view.js";

/** The fields of one part of the record; what else the record holds is shown and kept. */
class PartForm {
  #others = element("dl", { class: "others" });
  #othersDrawn = "";

  constructor({ talk, actions, part, fields }) {
    Object.assign(this, { talk, part, known: fields.map(({ name }) => name) });
    this.fields = fields.map((field) => new FieldView({ talk, actions, part, ...field }));
    this.element = element("form", { class: "fields", "data-test": `${part}-form` },
      this.fields.map((field) => field.element), this.#others);
    this.element.addEventListener("submit", (event) => event.preventDefault());
  }

  draw() {
    for (const field of this.fields) field.draw();
    const others = this.others;
    const drawn = JSON.stringify(others);
    if (drawn === this.#othersDrawn) return;
    this.#othersDrawn = drawn;
    fill(this.#others, others.map(([name, value]) => element("div", {},
      element("dt", {}, name), element("dd", {}, typeof value === "string" ? value : JSON.stringify(value)))));
  }

  get others() {
    const { externalId } = texts.customer;
    return this.talk.draft.others(this.part, this.known)
      .map(([name, value]) => [name === "externalId" ? externalId : name, value]);
  }
}

export class CustomerForm extends PartForm {
  constructor({ talk, actions }) {
    const { name, email, phone, document, notes } = texts.customer;
    super({ talk, actions, part: "customer", fields: [
      { name: "name", label: name }, { name: "email", label: email, type: "email" },
      { name: "phone", label: phone, type: "tel" }, { name: "document", label: document },
      { name: "observacoes", label: notes, isLong: true },
    ] });
  }
}

export class ServiceForm extends PartForm {
  constructor({ me, talk, actions }) {
    const { subject, kind, description, solution, kinds } = texts.service;
    const subjects = me.channels.find(({ channelId }) => channelId === talk.channelId)?.subjects ?? [];
    super({ talk, actions, part: "service", fields: [
      { name: "assunto", label: subject, suggestions: subjects.map(({ label }) => label) },
      { name: "tipo", label: kind, choices: kinds },
      { name: "descricao", label: description, isLong: true }, { name: "solucao", label: solution, isLong: true },
    ] });
  }

  /** What the bot gave along stands with the rest. */
  get others() {
    const { summary, attributes } = this.talk.card ?? {};
    const { fromBot: from } = texts.service;
    const fromBot = Object.entries(attributes ?? {}).map(([name, value]) => [`${from}: ${name}`, value]);
    return [...(summary ? [[texts.service.summary, summary]] : []), ...fromBot, ...super.others];
  }
}
