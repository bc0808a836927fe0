// The site's page around the chat (webchat.js).

/**
 * Talks with the page that frames this chat. To the page go `ready`, `state` {isAlive, unread} and `close`; `shown` and
 * `hidden` come from it. Nothing of the talk itself leaves the frame.
 */
export class Host {
  #origin;
  #last = "";
  /** Whether the customer has the chat open; alone in its own window it always is. */
  isShown;

  constructor({ origin, onShown, onHidden = () => {} }) {
    this.isFramed = window.parent !== window && origin !== null;
    this.isShown = !this.isFramed;
    this.#origin = origin;
    Object.assign(this, { onShown, onHidden });
    if (this.isFramed) addEventListener("message", (event) => this.#heard(event));
  }

  ready() {
    this.#post({ kind: "ready" });
  }

  /** Whether there is a talk worth waiting for, and how many lines wait to be read. */
  tell(isAlive, unread) {
    const state = JSON.stringify([isAlive, unread]);
    if (state === this.#last) return;
    this.#last = state;
    this.#post({ kind: "state", isAlive, unread });
  }

  close() {
    this.#post({ kind: "close" });
  }

  /** A page without an origin (a file, a sandbox) can't be named; it learns a number, nothing else. */
  #post(message) {
    if (!this.isFramed) return;
    window.parent.postMessage({ guiche: "webchat", ...message }, this.#origin === "null" ? "*" : this.#origin);
  }

  #heard({ source, origin, data }) {
    if (source !== window.parent || origin !== this.#origin || data?.guiche !== "webchat") return;
    if (data.kind === "shown") {
      this.isShown = true;
      this.onShown();
    } else if (data.kind === "hidden") {
      this.isShown = false;
      this.onHidden();
    }
  }
}
