// By which column a table is sorted. No DOM.

const words = new Intl.Collator("pt-BR", { numeric: true });

/** Ascending, then descending, then the table's own order again. */
export class Sorting {
  key = null;
  /** "ascending" or "descending". */
  direction = "ascending";

  turn(key) {
    if (this.key !== key) Object.assign(this, { key, direction: "ascending" });
    else if (this.direction === "ascending") this.direction = "descending";
    else this.key = null;
  }

  /** `rows` by `order(row)`, a text or a number; rows of which it is null or undefined come last either way. */
  apply(rows, order) {
    if (this.key === null || !order) return rows;
    const sign = this.direction === "ascending" ? 1 : -1;
    const known = rows.filter((row) => isKnown(order(row)));
    const unknown = rows.filter((row) => !isKnown(order(row)));
    return [...known.sort((one, other) => sign * compare(order(one), order(other))), ...unknown];
  }
}

function isKnown(value) {
  return value !== null && value !== undefined;
}

function compare(one, other) {
  return typeof one === "number" && typeof other === "number" ? one - other : words.compare(one, other);
}
