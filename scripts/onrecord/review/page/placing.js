/** What changes where things lie in the text: take selected text as something, move edges, split, join, retype. */

import { choose } from "./dialogs.js";
import { LAYERS, ROLES, ownerOf, parts } from "./entries.js";
import { chooseSpeaker } from "./linking.js";
import { neighbour } from "./navigation.js";

/** Take the chosen part away: a mention, or a span of a role. */
export function removePart(bench, part = bench.part) {
  const entry = bench.selected();
  if (!entry || !part) return;
  if (entry.layer === "speaker") {
    if (entry.mentions.length === 1) return bench.told("The only mention: x rejects the speaker.");
    return bench.store.perform([{ op: "reject", ids: [part.id] }]);
  }
  if (part.role === "span" || (part.role === "content" && part.spans.length === 1))
    return bench.told(`${entry.id} cannot be without it: x rejects all of it.`);
  return spansOp(
    bench,
    part,
    part.spans.filter((_, index) => index !== part.index),
  );
}

function spansOp(bench, { id, role }, spans, done = null) {
  bench.store.perform([{ op: "spans", id, role, spans }], done);
}

/** Move an edge of the chosen part to the next or previous edge of a word or character. */
export function moveEdge(bench, edge, step, size) {
  const entry = bench.selected();
  const { part } = bench;
  if (!entry || !part) return;
  const { text } = bench.view;
  const block = entry.layer === "segment" ? { start: 0, end: text.length } : bench.view.blockAt(part.span.start);
  const stops = text.stops(block, size).map((stop) => stop[edge === "start" ? 0 : 1]);
  const beyond =
    step > 0
      ? stops.filter((point) => point > part.span[edge])
      : stops.filter((point) => point < part.span[edge]).reverse();
  const spans = beyond
    .map((point) => ({ ...part.span, [edge]: point }))
    .filter(({ start, end }) => start < end)
    .map(({ start, end }) => text.fitted(start, end, block));
  const span = spans.find((each) => each && each[edge] !== part.span[edge]); // white space is passed over
  if (span)
    spansOp(
      bench,
      part,
      part.spans.map((other, index) => (index === part.index ? span : other)),
    );
  else bench.told("It can go no further: X takes the part away.");
}

/** Take the selected text as a role of the selected entry: in addition, or (`instead`) in place of what was there. */
export function takeAs(bench, role, instead = false) {
  const layers = LAYERS.filter((layer) => role in ROLES[layer]);
  const entry = bench.selected(...layers);
  const spans = entry && bench.selection(role === "content");
  if (!spans) return;
  const own = role === "span" ? bench.part : { id: entry.id, role };
  const kept =
    instead || role === "span"
      ? []
      : (entry[role] ?? []).filter((old) => spans.every((span) => old.end <= span.start || old.start >= span.end));
  const all = [...kept.map(({ start, end, text }) => ({ start, end, text })), ...spans].sort(
    (a, b) => a.start - b.start,
  );
  spansOp(bench, own, all);
  const index = parts(bench.entry).findIndex((part) => part.role === role && part.span.start === spans[0].start);
  bench.select(entry.id, { part: Math.max(index, 0), keep: true });
  bench.caret.clear();
}

/** Make a new entry of the selected text. */
export function add(bench, layer, fields = undefined) {
  const spans = bench.selection(layer === "quote");
  if (!spans) return;
  const operation = { op: "add", layer, spans: layer === "quote" ? { content: spans } : { span: spans } };
  if (fields) operation.fields = fields;
  bench.store.perform([operation], (change) => {
    if (bench.making !== operation) return;
    bench.making = null;
    const made = change?.touched.find((id) => ownerOf(bench.shown.entries, id));
    if (made) bench.select(made, { keep: true });
  });
  bench.making = operation;
  bench.caret.clear();
}

/** Make a mention of the selected text: of the selected speaker, or of one that is asked for. */
export async function addMention(bench) {
  if (!bench.selection()) return;
  const speaker =
    bench.entry?.layer === "speaker"
      ? bench.entry.id
      : await chooseSpeaker(bench, "Mention of whom?", [{ label: "a new speaker", value: "new", key: "n" }]);
  if (speaker === "new") add(bench, "speaker");
  else if (speaker) add(bench, "mention", { speaker });
}

/** Make another kind of thing of the selected entry, or of its chosen part. */
export async function retype(bench) {
  const entry = bench.selected("date", "number", "quote");
  if (!entry) return;
  if (entry.layer !== "quote") {
    const layer = entry.layer === "date" ? "number" : "date";
    return bench.store.perform(
      [{ op: "retype", id: entry.id, layer }],
      (change) => change && bench.select(change.touched[0] ?? null, { keep: true }),
    );
  }
  const { part } = bench;
  const roles = Object.keys(ROLES.quote)
    .filter((role) => role !== part.role)
    .map((role) => ({ label: role, value: role, key: keyOf(role) }));
  const role = await choose(`Make what of the ${part.role} “${part.span.text}”?`, roles);
  if (role)
    bench.store.perform([
      { op: "retype", id: entry.id, from_role: part.role, to_role: role, span: part.spans[part.index] },
    ]);
  return undefined;
}

function keyOf(role) {
  return role === "content" ? "t" : role[0];
}

/** Split at the caret, or around the selected text: the part of the selected entry that is there, or else the segment. */
export function split(bench) {
  const { focus, selecting } = bench.caret;
  if (focus === null) return bench.told("Put the caret where to split: arrows, or a click.");
  const span = selecting ? bench.selection()?.[0] : { start: focus, end: focus };
  if (!span) return undefined;
  const part = bench.parts().find((other) => other.span.start <= span.start && other.span.end >= span.end);
  const { id, role } = part ?? { id: bench.view.blockAt(focus)?.id, role: "span" };
  if (!id) return bench.told("There is nothing to split here.");
  return bench.store.perform([{ op: "split", id, role, ...(selecting ? { span } : { at: focus }) }]);
}

/** Join the spans of the chosen part's role, or else the selected entry with the next one of its layer. */
export async function join(bench) {
  const entry = bench.selected();
  if (!entry) return;
  const { part } = bench;
  if (entry.layer !== "speaker" && part.spans.length > 1)
    return bench.store.perform([{ op: "join", id: entry.id, role: part.role }]);
  let other = neighbour(bench, 1, ({ layer }) => layer === entry.layer);
  if (entry.layer === "speaker") {
    const speakers = bench.entriesOf("speaker").filter(({ id }) => id !== entry.id);
    other = await choose(
      `Who is the same as ${entry.name}?`,
      speakers.map(({ id, name }) => ({ label: name, note: id, value: id })),
    );
  }
  if (other)
    return bench.store.perform(
      [{ op: "join", ids: [entry.id, other] }],
      (change) => change && bench.select(change.touched[0] ?? entry.id, { keep: true }),
    );
  return bench.told(`There is no other ${entry.layer} to join it with.`);
}
