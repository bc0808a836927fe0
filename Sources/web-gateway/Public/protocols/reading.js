// One record as far as it has been read: its document, page after page of the transcript, and the explanation. No DOM.

import { ApiError, get } from "/lib/api.js";

/** A record under its number. */
export class Reading {
  /** `loading`, `ready` or `failed`. */
  state = "loading";
  error = null;
  document = null;
  lines = [];
  nextAfterLine = null;
  /** Whether a further page of lines is on its way. */
  isAdding = false;
  /** [{text, heading}], null while it is loading, "failed" if it could not be had. */
  explanation = null;

  constructor({ number, onChange }) {
    Object.assign(this, { number, onChange });
  }

  get path() {
    return `/api/protocols/${encodeURIComponent(this.number)}`;
  }

  /** Reads it, or reads it anew. */
  async load() {
    Object.assign(this, { state: this.document ? "ready" : "loading", error: null });
    this.onChange();
    try {
      const document = await get(this.path);
      Object.assign(this, { document, lines: document.transcript, nextAfterLine: document.nextAfterLine ?? null });
      this.state = "ready";
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      Object.assign(this, { state: "failed", error });
    }
    this.onChange();
    if (this.state === "ready") await this.explain();
  }

  async explain() {
    try {
      this.explanation = (await get(`${this.path}/explanation`)).lines;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.explanation = "failed";
    }
    this.onChange();
  }

  /** Adds the next page of lines. Resolves to the ApiError if it failed, else to null. */
  async addLines() {
    if (this.nextAfterLine === null || this.isAdding) return null;
    let failure = null;
    this.isAdding = true;
    this.onChange();
    try {
      const page = await get(this.path, { afterLine: this.nextAfterLine });
      const last = this.lines.at(-1)?.line ?? 0;
      this.lines = [...this.lines, ...page.transcript.filter(({ line }) => line > last)];
      this.nextAfterLine = page.nextAfterLine ?? null;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      failure = error;
    }
    this.isAdding = false;
    this.onChange();
    return failure;
  }
}
