// What an agent types into a record while others may change it. No DOM.

const PARTS = ["customer", "service"];

/**
 * The record as it was last heard of, and over it what is typed here and not saved yet. What somebody else changed
 * meanwhile is taken where nothing was typed; where something was, both are kept until somebody decides.
 */
export class RecordDraft {
  #base = { customer: {}, service: {} };
  #edits = { customer: {}, service: {} };
  /** {customer: {field: their value}, service: {…}}: changed by somebody else after it was typed here. */
  conflicts = { customer: {}, service: {} };
  revision = 0;

  /** The record from the engine; older revisions are left alone. Whether something typed here is in conflict. */
  learn({ revision, customer = {}, service = {} }) {
    if (revision < this.revision) return false;
    const heard = { customer, service };
    let isConflict = false;
    for (const part of PARTS) {
      for (const [field, mine] of Object.entries(this.#edits[part])) {
        const theirs = heard[part][field] ?? "";
        if (theirs === mine) {
          delete this.#edits[part][field];
          delete this.conflicts[part][field];
        } else if (theirs !== (this.#base[part][field] ?? "")) {
          this.conflicts[part][field] = theirs;
          isConflict = true;
        }
      }
    }
    this.#base = heard;
    this.revision = revision;
    return isConflict;
  }

  /** What a field shows. */
  value(part, field) {
    return this.#edits[part][field] ?? this.#base[part][field] ?? "";
  }

  /** Somebody typed. What is again as it was is no edit. */
  edit(part, field, value) {
    if (value === (this.#base[part][field] ?? "")) delete this.#edits[part][field];
    else this.#edits[part][field] = value;
    delete this.conflicts[part][field];
  }

  /** Gives up what was typed in favour of what somebody else wrote. */
  take(part, field) {
    delete this.#edits[part][field];
    delete this.conflicts[part][field];
  }

  get isChanged() {
    return PARTS.some((part) => Object.keys(this.#edits[part]).length > 0);
  }

  /** {revision, customer, service} of a save: whole objects, what is not shown included, empty texts left out. */
  get saving() {
    const whole = (part) => Object.fromEntries(
      Object.entries({ ...this.#base[part], ...this.#edits[part] }).filter(([, value]) => value !== ""));
    return { revision: this.revision, customer: whole("customer"), service: whole("service") };
  }

  /** The fields of a part that are not among `known`, as they are. */
  others(part, known) {
    return Object.entries(this.#base[part]).filter(([field]) => !known.includes(field));
  }

  /** What has to survive a reload. */
  get stored() {
    return { edits: this.#edits };
  }

  restore(stored) {
    this.#edits = { customer: { ...stored?.edits?.customer }, service: { ...stored?.edits?.service } };
  }
}
