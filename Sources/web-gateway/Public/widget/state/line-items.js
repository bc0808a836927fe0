// The lines of a talk as they are shown: those of the transcript, then the customer's own that are on their way.

/**
 * One item per line: {key, side: "own" | "other" | "system", kind, name, isSameSpeaker, text, at, attachments, state,
 * error}. A line on its way keeps its key when the real one comes, so that it is shown once.
 */
export function lineItems(lines, pending) {
  const spoken = lines.map((line, index) => spokenItem(line, lines[index - 1]));
  const keys = new Set(spoken.map(({ key }) => key));
  return [...spoken, ...pending.filter(({ id }) => !keys.has(id)).map(pendingItem)];
}

const sideOf = { customer: "own", system: "system" };

function spokenItem({ line, text = "", at, from, messageId, attachments = [] }, before) {
  return {
    key: messageId ?? `line-${line}`, line, text, at, attachments,
    side: sideOf[from.kind] ?? "other", kind: from.kind, name: from.name ?? null,
    isSameSpeaker: before?.from.kind === from.kind && before.from.id === from.id,
    state: from.kind === "customer" ? "sent" : null,
  };
}

function pendingItem({ id, text, state, error }) {
  return {
    key: id, line: null, text, at: null, attachments: [],
    side: "own", kind: "customer", name: null, isSameSpeaker: false,
    state: state === "failed" ? "failed" : "sending", error: error?.code ?? null,
  };
}
