// What the gateway says of the company and the channel, and whether somebody is there.

import { get } from "/lib/api.js";
import { Clock } from "/lib/time.js";
import { pause, pauseBefore } from "/lib/waiting.js";
import { ConnectionWatch } from "/lib/connection-watch.js";

/** The channel; until the gateway has answered its clock is that of the browser. */
export class Channel {
  #path;
  company = "";
  name = "";
  /** `channel.state.v1`; null when the engine did not say. */
  status = null;
  clock = new Clock();
  isKnown = false;
  #watch = new ConnectionWatch(() => this.onChange());
  /** Why there is no such channel, an ApiError. */
  fault = null;

  constructor({ path, onChange }) {
    this.#path = path;
    this.onChange = onChange;
  }

  get isOffline() {
    return this.#watch.isLost;
  }

  /** Asks until there is an answer. */
  async load() {
    for (let tries = 1; !(await this.refresh()) && this.fault === null; tries += 1) await pause(pauseBefore(tries));
  }

  /** Asks once; false if nobody answered. */
  async refresh() {
    try {
      const { company, channel, timeZone, status } = await get(this.#path);
      const clock = new Clock(timeZone);
      Object.assign(this, { company, name: channel, status, clock, isKnown: true });
    } catch (error) {
      if (error.isPassing) return false;
      this.fault = error;
    }
    this.#watch.back();
    this.onChange();
    return this.isKnown;
  }
}
