// The agents: what each is doing, from the queues' state and from what is told between two answers. No DOM.

/** Agents by id. */
export class Roster {
  #agents = new Map();

  constructor(names) {
    this.names = names;
  }

  /**
   * Takes the queues of a `queue.state.v1` that was asked for at `askedAt`. Whatever an event told later than that
   * stays; an agent who is in no queue any more is gone.
   */
  takeQueues(queues, askedAt) {
    const before = this.#agents;
    this.#agents = new Map();
    for (const queue of queues) {
      for (const agent of queue.agents) this.#add(agent, queue.queueId, before.get(agent.agentId), askedAt);
    }
  }

  /** Takes an `agent.state.changed.v1`. */
  take({ agentId, version, status, active, offered, capacity }, now) {
    const agent = this.#agents.get(agentId);
    if (!agent || version <= (agent.version ?? 0)) return;
    Object.assign(agent, { version, status, active, offered, capacity, toldAt: now });
  }

  get(agentId) {
    return this.#agents.get(agentId);
  }

  /** By name. */
  get all() {
    return [...this.#agents.values()].sort((one, other) => one.name.localeCompare(other.name, "pt-BR"));
  }

  /** The members of a queue, or all: how many are logged in, and how many of these could take one more. */
  count(queueId = null) {
    const members = this.all.filter((agent) => queueId === null || agent.queueIds.includes(queueId));
    const loggedIn = members.filter(({ status }) => status !== "offline");
    return { all: members.length, loggedIn: loggedIn.length, free: loggedIn.filter(isFree).length };
  }

  #add(agent, queueId, before, askedAt) {
    const known = this.#agents.get(agent.agentId);
    if (known) return known.queueIds.push(queueId);
    const isNewer = before?.toldAt !== undefined && before.toldAt > askedAt;
    this.#agents.set(agent.agentId, {
      version: before?.version ?? 0, ...(isNewer ? before : agent), agentId: agent.agentId, queueIds: [queueId],
      name: this.names.person(agent.agentId),
    });
  }
}

/** Whether one more could be offered to him. */
function isFree({ status, active, offered, capacity }) {
  return (status === "available" || status === "in_service") && active + offered < capacity;
}
