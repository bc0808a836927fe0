// Whether somebody is pointing at a part of the page right now.

/** So many milliseconds after the last movement of the pointer, or key, a part counts as looked at. */
const LINGER = 4_000;

/** Watches an element; `onRelease()` is called when the attention is over. */
export class Attention {
  #until = 0;
  #timer = null;

  constructor(element, onRelease) {
    this.onRelease = onRelease;
    for (const name of ["pointermove", "pointerdown", "focusin", "keydown"]) {
      element.addEventListener(name, () => this.#renew(), { passive: true });
    }
    element.addEventListener("pointerleave", () => !element.contains(document.activeElement) && this.#release());
  }

  get isHeld() {
    return Date.now() < this.#until;
  }

  #renew() {
    this.#until = Date.now() + LINGER;
    this.#timer ??= setTimeout(() => this.#look(), LINGER);
  }

  #look() {
    this.#timer = null;
    const left = this.#until - Date.now();
    if (left > 0) this.#timer = setTimeout(() => this.#look(), left);
    else this.#release();
  }

  #release() {
    clearTimeout(this.#timer);
    this.#timer = null;
    this.#until = 0;
    this.onRelease();
  }
}
