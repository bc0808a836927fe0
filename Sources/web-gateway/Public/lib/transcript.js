// The lines of one conversation, each once, in order (contract page: clients show every line's text, nothing else).

/** What has been seen of a conversation. */
export class Transcript {
  #lines = new Map();
  /** The highest `seq` seen: everything up to it is known. */
  seq = 0;

  /** Takes an event or a line of a record; returns the line if it is a new one, else null. */
  add(event) {
    if (event.seq !== undefined && event.seq > this.seq) this.seq = event.seq;
    if (event.line === undefined || this.#lines.has(event.line)) return null;
    this.#lines.set(event.line, event);
    return event;
  }

  has(line) {
    return this.#lines.has(line);
  }

  /** In the order of the talk. */
  get lines() {
    return [...this.#lines.values()].sort((one, other) => one.line - other.line);
  }

  get last() {
    return this.lines.at(-1) ?? null;
  }
}
