// What was typed and not sent, kept for as long as the tab lives. No DOM.

/** The drafts of one agent, by conversation, in the tab's own storage. */
export class Drafts {
  #key;

  constructor({ tenant, id }) {
    this.#key = `guiche.console.drafts.${tenant}.${id}`;
  }

  get #all() {
    return JSON.parse(sessionStorage.getItem(this.#key) ?? "{}");
  }

  /** Keeps what is typed in `talk`. */
  keep(talk) {
    sessionStorage.setItem(this.#key, JSON.stringify({ ...this.#all, [talk.id]: talk.stored }));
  }

  /** Gives `talk` back what was typed in it before a reload. */
  restore(talk) {
    const stored = this.#all[talk.id];
    if (stored) talk.restore(stored);
  }

  forget(talk) {
    const { [talk.id]: gone, ...rest } = this.#all;
    if (gone) sessionStorage.setItem(this.#key, JSON.stringify(rest));
  }
}
