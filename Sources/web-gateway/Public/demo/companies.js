// The companies and channels of this gateway.

import { get } from "/lib/api.js";
import { pause, pauseBefore } from "/lib/waiting.js";

/** Asks until there is an answer; `onFail()` is called when the first try had none. */
export async function companies(onFail = () => {}) {
  for (let tries = 1; ; tries += 1) {
    try {
      return await get("/api/companies");
    } catch {
      onFail();
      await pause(pauseBefore(tries));
    }
  }
}
