// How the things of a record are called. Whatever is not in the company's lists any more keeps its id.

/** The names of the company, from what `/api/me` says. */
export class Names {
  #queues;
  #agents;
  #channels;
  #subjects;

  constructor(me) {
    this.#queues = new Map(me.queues.map(({ queueId, name }) => [queueId, name]));
    this.#agents = new Map([...me.agents.map(({ agentId, name }) => [agentId, name]), [me.id, me.name]]);
    this.#channels = new Map(me.channels.map(({ channelId, name }) => [channelId, name]));
    this.#subjects = new Map(
      me.channels.flatMap(({ subjects = [] }) => subjects.map(({ subjectId, label }) => [subjectId, label])));
  }

  queue(id) {
    return this.#queues.get(id) ?? id;
  }

  /** Of an agent, or of the supervisor who is here himself. */
  person(id) {
    return this.#agents.get(id) ?? id;
  }

  channel(id) {
    return this.#channels.get(id) ?? id;
  }

  subject(id) {
    return this.#subjects.get(id) ?? id;
  }
}

/** What a customer is called in a list: his name, else the first thing known of him, else undefined. */
export function customerName(customer = {}) {
  const known = [customer.name, customer.email, customer.phone, customer.document, customer.externalId];
  return known.find((value) => typeof value === "string" && value !== "");
}
