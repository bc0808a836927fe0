// How many lines of others came while the customer was not looking.

/** Counts them; what was seen is kept for all tabs and pages of this browser. */
export class Unread {
  constructor(memory, key) {
    Object.assign(this, { memory, key });
  }

  /** The last line that was seen of the conversation of `token`. */
  #seen(token) {
    const kept = this.memory.read(this.key);
    return kept?.token === token ? kept.line : 0;
  }

  count(token, lines) {
    const seen = this.#seen(token);
    return lines.filter(({ line, from }) => line > seen && from.kind !== "customer").length;
  }

  /** The customer sees everything up to `line`. */
  look(token, line) {
    if (line > this.#seen(token)) this.memory.write(this.key, { token, line });
  }
}
