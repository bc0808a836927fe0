// The figures of the queues, as the engine tells them (`queue.figures.changed.v1`). No DOM.

/** The last figures of each queue. */
export class Figures {
  #queues = new Map();

  take(figures, now) {
    const before = this.#queues.get(figures.queueId);
    if (before && Date.parse(figures.at) < Date.parse(before.at)) return;
    this.#queues.set(figures.queueId, { ...figures, toldAt: now });
  }

  /** What counts the day stays; what is of the moment is forgotten, because something may have been missed. */
  lost() {
    for (const figures of this.#queues.values()) figures.toldAt = -Infinity;
  }

  /**
   * The figures of a queue. `state` is what an answer said that was asked for at `askedAt`: {open, waiting,
   * longestSince, inService, wrapUp}; whichever is newer counts. Null is unknown.
   */
  of(queueId, state, askedAt) {
    const told = this.#queues.get(queueId);
    const isNewer = told !== undefined && told.toldAt > askedAt;
    const moment = isNewer ? { ...state, open: told.open, waiting: told.waiting,
      longestSince: told.longestWaitingSince ?? null } : state;
    const isCurrent = told !== undefined && told.toldAt !== -Infinity;
    return {
      ...moment,
      offered: isCurrent ? told.offered : null,
      inService: isCurrent ? told.inService : state.inService,
      wrapUp: isCurrent ? told.wrapUp : state.wrapUp,
      answered: told?.answered ?? null,
      answeredInTarget: told?.answeredInTarget ?? null,
      targetSeconds: told?.targetSeconds ?? null,
      abandoned: told?.abandoned ?? null,
    };
  }
}
