// Calls of the gateway's HTTP interface.

/** How long a call may take before it counts as lost, in milliseconds. */
export const CALL_LIMIT = 15_000;

/** A call that was not answered with success. `status` is 0 when nothing answered. */
export class ApiError extends Error {
  constructor(status, answer = {}, retryAfter = 0) {
    super(answer.message ?? "");
    this.status = status;
    /** A code of the contract (`unavailable`, `rate_limited`, …) or of the gateway (`wrong_password`, …). */
    this.code = answer.code ?? (status === 0 ? "unreachable" : "unavailable");
    this.details = answer.details ?? {};
    /** In milliseconds; 0 if the gateway did not say. */
    this.retryAfter = retryAfter;
  }

  /** Whether the same call may succeed later: nobody answered, the gateway says "later", or too much at once. */
  get isPassing() {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

async function call(path, options) {
  let response;
  try {
    response = await fetch(path, { ...options, signal: AbortSignal.timeout(CALL_LIMIT), cache: "no-store" });
  } catch {
    throw new ApiError(0);
  }
  const answer = await response.json().catch(() => ({}));
  if (response.ok) return answer;
  throw new ApiError(response.status, answer, Number(response.headers.get("Retry-After") ?? 0) * 1_000);
}

/** Reads `path`; `query`'s empty values are left out. */
export function get(path, query = {}, headers = {}) {
  const filled = Object.entries(query).filter(([, value]) => value !== "" && value !== null && value !== undefined);
  const words = new URLSearchParams(filled).toString();
  return call(words ? `${path}?${words}` : path, { headers });
}

export function post(path, body, headers = {}) {
  return call(path, {
    method: "POST", headers: { ...headers, "Content-Type": "application/json" }, body: JSON.stringify(body),
  });
}
