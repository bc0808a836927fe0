// What changed from one revision of a record to the next. Plain values.

/** `{ a: { b: 1 } }` as [[["a", "b"], 1]]: each value that is no object, with the way to it; empty ones left out. */
export function leaves(value, path = []) {
  if (value === null || value === undefined || value === "") return [];
  if (typeof value !== "object") return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]));
}

/**
 * [{path, kind: "added" | "changed" | "removed", before?, after?}], in the order of `after`, then what is gone.
 */
export function differences(before, after) {
  const key = (path) => JSON.stringify(path);
  const old = new Map(leaves(before).map(([path, value]) => [key(path), { path, value }]));
  const changes = [];
  for (const [path, value] of leaves(after)) {
    const one = old.get(key(path));
    old.delete(key(path));
    if (!one) changes.push({ path, kind: "added", after: value });
    else if (one.value !== value) changes.push({ path, kind: "changed", before: one.value, after: value });
  }
  for (const { path, value } of old.values()) changes.push({ path, kind: "removed", before: value });
  return changes;
}

/**
 * The revisions of a document, the newest first, each with its changes: [{...revision, changes, isWhole}]. `isWhole`
 * says that the one before is not known (the document gives the latest only), so that `changes` are all of its values.
 */
export function history(revisions) {
  return revisions.map((revision, index) => {
    const before = revisions[index - 1];
    const part = (name) => differences(before?.[name] ?? {}, revision[name])
      .map((change) => ({ area: name, ...change }));
    return {
      ...revision, changes: [...part("customer"), ...part("service")],
      isWhole: before === undefined && revision.revision > 2,
    };
  }).reverse();
}
