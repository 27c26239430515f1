/** What people do to an article: each reads the bench, and sends operations or says why it cannot. */

import { choose } from "./dialogs.js";
import { LAYERS, ROLES, ownerOf, parts, startOf, summary } from "./entries.js";
import { fieldsOf, is, shownValue, valueOf } from "./fields.js";
import { blockOf, goOn, neighbour } from "./navigation.js";

function errorsOf(bench, id) {
  return bench.shown.findings.filter((finding) => finding.id === id && finding.level !== "check");
}

/** The selected entry; says what is missing where there is none, or none of these layers. */
function selected(bench, ...layers) {
  const { entry } = bench;
  if (entry && (!layers.length || layers.includes(entry.layer))) return entry;
  bench.told(layers.length ? `Select a ${layers.join(" or ")} first.` : "Select something first: j, or a click.");
  return null;
}

/** Check the selected entry and go to the next that is not checked. */
export function accept(bench) {
  const entry = selected(bench);
  if (!entry) return;
  const [error] = errorsOf(bench, entry.id);
  if (error) return bench.told(`${entry.id} has a finding: ${error.found}. ${error.mend}`, true);
  if (!bench.shown.checked[entry.id]) bench.store.perform([{ op: "accept", ids: [entry.id] }]);
  return goOn(bench);
}

export function uncheck(bench) {
  const entry = selected(bench);
  if (entry) bench.store.perform([{ op: "uncheck", ids: [entry.id] }]);
}

/** Check every entry of a run that is not checked and has no error: those that `belongs` says. */
export function acceptRun(bench, belongs, name) {
  const open = bench.shown.order.filter((id) => !bench.shown.checked[id] && belongs(bench.shown.entries[id]));
  const ids = open.filter((id) => !errorsOf(bench, id).length);
  const left = open.length - ids.length;
  if (ids.length) bench.store.perform([{ op: "accept", ids }]);
  bench.told(`${ids.length} checked: ${name}.${left ? ` ${left} left out: they have findings.` : ""}`, left > 0);
  goOn(bench);
}

export function acceptParagraph(bench) {
  const block = blockOf(bench);
  if (block) acceptRun(bench, (entry) => startOf(entry) >= block.start && startOf(entry) < block.end, "this paragraph");
}

export function acceptLayer(bench) {
  const entry = selected(bench);
  if (entry) acceptRun(bench, ({ layer }) => layer === entry.layer, `every ${entry.layer}`);
}

export function acceptUpToHere(bench) {
  const entry = selected(bench);
  const { order } = bench.shown;
  if (entry) acceptRun(bench, ({ id }) => order.indexOf(id) <= order.indexOf(entry.id), "all up to here");
}

/** Take the selected entry away. */
export function reject(bench) {
  const entry = selected(bench);
  if (!entry) return;
  const next = neighbour(bench, 1) ?? neighbour(bench, -1);
  bench.store.perform([{ op: "reject", ids: [entry.id] }]);
  bench.told(`${entry.id} rejected (z brings it back).`);
  bench.select(next);
}

/** Take the chosen part away: a mention, or a span of a role. */
export function removePart(bench, part = bench.part) {
  const entry = selected(bench);
  if (!entry || !part) return;
  if (entry.layer === "speaker") {
    if (entry.mentions.length === 1) return bench.told("The only mention: x rejects the speaker.");
    return bench.store.perform([{ op: "reject", ids: [part.id] }]);
  }
  if (part.role === "span" || (part.role === "content" && part.spans.length === 1)) return bench.told(`${entry.id} cannot be without it: x rejects all of it.`);
  return spansOp(bench, part, part.spans.filter((_, index) => index !== part.index));
}

function spansOp(bench, { id, role }, spans, done = null) {
  bench.store.perform([{ op: "spans", id, role, spans }], done);
}

/** Move an edge of the chosen part to the next or previous edge of a word or character. */
export function moveEdge(bench, edge, step, size) {
  const entry = selected(bench);
  const { part } = bench;
  if (!entry || !part) return;
  const { text } = bench.view;
  const block = entry.layer === "segment" ? { start: 0, end: text.length } : bench.view.blockAt(part.span.start);
  const stops = text.stops(block, size).map((stop) => stop[edge === "start" ? 0 : 1]);
  const beyond = step > 0 ? stops.filter((point) => point > part.span[edge]) : stops.filter((point) => point < part.span[edge]).reverse();
  const spans = beyond.map((point) => ({ ...part.span, [edge]: point })).filter(({ start, end }) => start < end).map(({ start, end }) => text.fitted(start, end, block));
  const span = spans.find((each) => each && each[edge] !== part.span[edge]); // white space is passed over
  if (span) spansOp(bench, part, part.spans.map((other, index) => index === part.index ? span : other));
  else bench.told("It can go no further: X takes the part away.");
}

/** Take the selected text as a role of the selected entry: in addition, or (`instead`) in place of what was there. */
export function takeAs(bench, role, instead = false) {
  const layers = LAYERS.filter((layer) => role in ROLES[layer]);
  const entry = selected(bench, ...layers);
  const spans = entry && bench.selection(role === "content");
  if (!spans) return;
  const own = role === "span" ? bench.part : { id: entry.id, role };
  const kept = instead || role === "span" ? [] : (entry[role] ?? []).filter((old) => spans.every((span) => old.end <= span.start || old.start >= span.end));
  const all = [...kept.map(({ start, end, text }) => ({ start, end, text })), ...spans].sort((a, b) => a.start - b.start);
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
    const made = change.touched?.find((id) => ownerOf(bench.shown.entries, id)) ?? Object.keys(change.entries)[0];
    if (made) bench.select(made, { keep: true });
  });
  bench.caret.clear();
}

/** Make a mention of the selected text: of the selected speaker, or of one that is asked for. */
export async function addMention(bench) {
  if (!bench.selection()) return;
  const speaker = bench.entry?.layer === "speaker" ? bench.entry.id : await chooseSpeaker(bench, "Mention of whom?", [{ label: "a new speaker", value: "new", key: "n" }]);
  if (speaker === "new") add(bench, "speaker");
  else if (speaker) add(bench, "mention", { speaker });
}

function chooseSpeaker(bench, title, more, current = null) {
  const speakers = bench.entriesOf("speaker").map((speaker) => ({ label: speaker.name, note: speaker.id, value: speaker.id, current: speaker.id === current }));
  return choose(title, [...speakers, ...more]);
}

/** Say whose words the selected quote is. */
export async function setSpeaker(bench) {
  const quote = selected(bench, "quote");
  if (!quote) return;
  const source = quote.source.map(({ text }) => text).join(" ");
  const more = [{ label: "nobody who is known", value: "", key: "0", current: quote.speaker === "" }];
  if (source) more.push({ label: `a new speaker: ${source}`, value: `new:${source}`, key: "n" });
  const speaker = await chooseSpeaker(bench, `Who says ${quote.id}?`, more, quote.speaker);
  if (speaker !== null) bench.set(quote.id, { speaker });
}

/** Say which quote the selected one is nested in: one that contains it, the innermost first. */
export async function setParent(bench) {
  const quote = selected(bench, "quote");
  if (!quote) return;
  const [start, end] = [quote.content[0].start, quote.content.at(-1).end];
  const holding = bench.entriesOf("quote")
    .filter(({ id, content }) => id !== quote.id && content[0].start <= start && content.at(-1).end >= end)
    .sort((a, b) => b.content[0].start - a.content[0].start);
  const options = holding.map((other) => ({ label: summary(other), note: other.id, value: other.id, current: other.id === quote.parent }));
  const parent = await choose(`What is ${quote.id} inside of?`, [...options, { label: "no quote", value: "", key: "0", current: quote.parent === "" }]);
  if (parent !== null) bench.set(quote.id, { parent });
}

/** Make another kind of thing of the selected entry, or of its chosen part. */
export async function retype(bench) {
  const entry = selected(bench, "date", "number", "quote");
  if (!entry) return;
  if (entry.layer !== "quote") {
    const layer = entry.layer === "date" ? "number" : "date";
    return bench.store.perform([{ op: "retype", id: entry.id, layer }], (change) => bench.select(change.touched?.[0] ?? null, { keep: true }));
  }
  const { part } = bench;
  const roles = Object.keys(ROLES.quote).filter((role) => role !== part.role).map((role) => ({ label: role, value: role, key: keyOf(role) }));
  const role = await choose(`Make what of the ${part.role} “${part.span.text}”?`, roles);
  if (role) bench.store.perform([{ op: "retype", id: entry.id, from_role: part.role, to_role: role, span: part.spans[part.index] }]);
  return undefined;
}

function keyOf(role) {
  return role === "content" ? "t" : role[0];
}

/** Split at the caret, or around the selected text: the part of the selected entry that is there, or else the segment. */
export function split(bench) {
  const point = bench.caret.focus;
  if (point === null) return bench.told("Put the caret where to split: arrows, or a click.");
  const entry = bench.entry;
  const [span] = bench.caret.selecting ? bench.selection() ?? [] : [{ start: point, end: point }];
  if (!span) return undefined;
  const part = entry && parts(entry).find((other) => other.span.start <= span.start && other.span.end >= span.end);
  const segment = bench.view.blockAt(point)?.id;
  if (!part && !segment) return bench.told("There is nothing to split here.");
  const target = part ? { id: part.id, role: part.role } : { id: segment, role: "span" };
  return bench.store.perform([{ op: "split", ...target, ...(bench.caret.selecting ? { span } : { at: point }) }]);
}

/** Join the spans of the chosen part's role, or else the selected entry with the next one of its layer. */
export async function join(bench) {
  const entry = selected(bench);
  if (!entry) return;
  const { part } = bench;
  if (entry.layer !== "speaker" && part.spans.length > 1) return bench.store.perform([{ op: "join", id: entry.id, role: part.role }]);
  let other = neighbour(bench, 1, ({ layer }) => layer === entry.layer);
  if (entry.layer === "speaker") {
    const speakers = bench.entriesOf("speaker").filter(({ id }) => id !== entry.id);
    other = await choose(`Who is the same as ${entry.name}?`, speakers.map(({ id, name }) => ({ label: name, note: id, value: id })));
  }
  if (other) return bench.store.perform([{ op: "join", ids: [entry.id, other] }], (change) => bench.select(change.touched?.[0] ?? entry.id, { keep: true }));
  return bench.told(`There is no other ${entry.layer} to join it with.`);
}

/** Edit a field of the selected entry (or of the article), chosen by a key. */
export async function editField(bench) {
  const { entry, selectedId } = bench;
  const holder = entry ?? bench.shown.document;
  const fields = fieldsOf(bench.choices, entry?.layer ?? "document");
  const options = fields.map((each) => ({ label: each.name, note: shownValue(valueOf(holder, each.name)), value: each }));
  const field = options.length === 1 ? fields[0] : await choose(`Edit ${selectedId ?? "the article"}`, options);
  if (!field) return;
  const value = valueOf(holder, field.name);
  if (is(field, "boolean")) bench.set(selectedId, { [field.name]: !value });
  else if (field.enum) {
    const chosen = await choose(field.name, field.enum.map((each) => ({ label: each === "" ? "–" : String(each), value: each, current: each === value })));
    if (chosen !== null) bench.set(selectedId, { [field.name]: chosen });
  } else bench.item.edit(field.name);
}

/** Change the status of the article. */
export async function setStatus(bench) {
  const now = bench.shown.document.annotation.status;
  const options = ["draft", "reviewed", "gold"].map((value) => ({ label: value, value, key: value[0], current: value === now }));
  const status = await choose(`The article is ${now}. It is to be …`, options);
  if (status && status !== now) bench.store.setStatus(status);
}

/** Decide a difference between two annotators. */
export function take(bench, choice) {
  const difference = bench.adjudication?.current();
  if (!difference) return bench.told("Select a difference first.");
  bench.store.perform([{ op: "take", key: difference.key, choice }]);
  return bench.adjudication.next(difference.key);
}
