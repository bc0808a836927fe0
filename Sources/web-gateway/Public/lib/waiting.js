// Pauses between tries.

export const FIRST_PAUSE = 250;
export const LONGEST_PAUSE = 5_000;

/** The pause before try number `tries` (from 1), in milliseconds: doubles, bounded, with chance in it. */
export function pauseBefore(tries) {
  const full = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.min(tries - 1, 10));
  return full / 2 + Math.random() * (full / 2);
}

/** Resolves after `milliseconds`, earlier when the browser says that the network is back or `signal` is aborted. */
export function pause(milliseconds, signal) {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      removeEventListener("online", end);
      signal?.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    addEventListener("online", end);
    signal?.addEventListener("abort", end);
  });
}
