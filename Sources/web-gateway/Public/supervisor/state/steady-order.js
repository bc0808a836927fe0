// The order of the rows of a table that is being looked at. No DOM.

/**
 * Keeps rows where they are while somebody points at them: what is gone stays, marked, and what is new comes last. When
 * nobody does, the order is the wanted one.
 */
export class SteadyOrder {
  #shown = [];

  /** [{key, isGone}] for the wanted keys. */
  arrange(wanted, isHeld) {
    if (!isHeld) {
      this.#shown = wanted;
      return wanted.map((key) => ({ key, isGone: false }));
    }
    const isWanted = new Set(wanted);
    const isShown = new Set(this.#shown);
    this.#shown = [...this.#shown, ...wanted.filter((key) => !isShown.has(key))];
    return this.#shown.map((key) => ({ key, isGone: !isWanted.has(key) }));
  }
}
