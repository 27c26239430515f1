/** What the article will look like when the requests that wait are done, as far as the page can tell. Pure; the server decides. */

/** The state with the requests of a queue applied; entries that do not change stay the same objects. */
export function anticipated(state, queue) {
  if (!queue.some(({ body }) => body.operations)) return state;
  const shown = { ...state, entries: { ...state.entries }, checked: { ...state.checked } };
  for (const { body } of queue)
    for (const operation of body.operations ?? []) ANTICIPATE[operation.op]?.(shown, operation);
  return shown;
}

const ANTICIPATE = {
  accept(shown, { ids }) {
    for (const id of ids) if (shown.entries[id]) shown.checked[id] ??= { by: "" };
  },
  uncheck(shown, { ids }) {
    for (const id of ids) delete shown.checked[id];
  },
  reject(shown, { ids }) {
    for (const id of ids) delete shown.entries[id];
    shown.order = shown.order.filter((id) => shown.entries[id]);
  },
  set(shown, { id, fields }) {
    const entry = shown.entries[id];
    if (!entry) return;
    const known = Object.entries(fields).filter(
      ([name, value]) => !name.includes(".") && !String(value).startsWith("new:"),
    );
    shown.entries[id] = { ...entry, ...Object.fromEntries(known) };
  },
  spans(shown, { id, role, spans }) {
    const entry = shown.entries[id];
    if (!entry) return;
    shown.entries[id] = role === "span" ? { ...entry, ...spans[0] } : { ...entry, [role]: spans };
  },
  document(shown, { fields }) {
    shown.document = {
      ...shown.document,
      ...Object.fromEntries(Object.entries(fields).filter(([name]) => !name.includes("."))),
    };
  },
};

/** The state after the server's answer to a request. */
export function changed(state, change) {
  const entries = { ...state.entries, ...change.entries };
  for (const id of change.removed) delete entries[id];
  const { revision, order, checked, findings, document, undo, redo, saved, conflict } = change;
  const adjudication = change.adjudication === undefined ? state.adjudication : change.adjudication;
  return {
    ...state,
    entries,
    revision,
    order,
    checked,
    findings,
    document,
    undo,
    redo,
    saved,
    conflict: conflict ?? null,
    adjudication,
  };
}

/** The ids of entries that are not the same in two states, or are checked or found fault with in one only. */
export function differing(before, after) {
  const ids = new Set([...Object.keys(before.entries), ...Object.keys(after.entries)]);
  const findings = [faults(before), faults(after)];
  return new Set(
    [...ids].filter(
      (id) =>
        before.entries[id] !== after.entries[id] ||
        !before.checked[id] !== !after.checked[id] ||
        findings[0].get(id) !== findings[1].get(id),
    ),
  );
}

function faults({ findings }) {
  const worst = new Map();
  for (const { id, level, found } of findings) worst.set(id, `${worst.get(id) ?? ""}${level}${found}`);
  return worst;
}
