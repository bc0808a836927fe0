// What was said in a talk as it is shown: lines and notes, then the agent's own that are on their way. No DOM.

/** {key, side: "own" | "other" | "system", kind, name, isNote, text, at, options, attachments, state, error} each. */
export function saidItems(talk, pending) {
  const said = talk.said.map((line) => spoken(line, talk));
  const keys = new Set(said.map(({ key }) => key));
  return [...said, ...pending.filter(({ id }) => !keys.has(id)).map(underWay)];
}

const sideOf = { agent: "own", system: "system" };

function spoken({ line, text = "", at, from, messageId, attachments = [], isNote = false }, talk) {
  return {
    key: messageId ?? `line-${line}`, line, text, at, attachments, isNote,
    side: sideOf[from.kind] ?? "other", kind: from.kind,
    name: from.name ?? (from.kind === "customer" ? talk.name : null), agentId: from.id ?? null,
    options: line === undefined ? [] : talk.optionsOf(line), state: from.kind === "agent" ? "sent" : null,
  };
}

function underWay({ id, data, state, error }) {
  return {
    key: id, line: null, text: data.text, at: null, attachments: [], isNote: data.visibility === "internal",
    side: "own", kind: "agent", name: null, agentId: null, options: [],
    state: state === "failed" ? "failed" : "sending", error: error?.code ?? null,
  };
}
