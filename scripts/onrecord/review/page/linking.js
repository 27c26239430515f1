/** What changes fields by choosing: the speaker and parent of a quote, the value of a field. */

import { choose } from "./dialogs.js";
import { summary } from "./entries.js";
import { fieldsOf, is, shownValue, valueOf } from "./fields.js";

/** Ask for a speaker, or one of `more`. */
export function chooseSpeaker(bench, title, more, current = null) {
  const speakers = bench
    .entriesOf("speaker")
    .map((speaker) => ({ label: speaker.name, note: speaker.id, value: speaker.id, current: speaker.id === current }));
  return choose(title, [...speakers, ...more]);
}

/** Say whose words the selected quote is. */
export async function setSpeaker(bench) {
  const quote = bench.selected("quote");
  if (!quote) return;
  const source = quote.source.map(({ text }) => text).join(" ");
  const more = [{ label: "nobody who is known", value: "", key: "0", current: quote.speaker === "" }];
  if (source) more.push({ label: `a new speaker: ${source}`, value: `new:${source}`, key: "n" });
  const speaker = await chooseSpeaker(bench, `Who says ${quote.id}?`, more, quote.speaker);
  if (speaker !== null) bench.set(quote.id, { speaker });
}

/** Say which quote the selected one is nested in: one that contains it, the innermost first. */
export async function setParent(bench) {
  const quote = bench.selected("quote");
  if (!quote) return;
  const [start, end] = [quote.content[0].start, quote.content.at(-1).end];
  const holding = bench
    .entriesOf("quote")
    .filter(({ id, content }) => id !== quote.id && content[0].start <= start && content.at(-1).end >= end)
    .sort((a, b) => b.content[0].start - a.content[0].start);
  const options = holding.map((other) => ({
    label: summary(other),
    note: other.id,
    value: other.id,
    current: other.id === quote.parent,
  }));
  const parent = await choose(`What is ${quote.id} inside of?`, [
    ...options,
    { label: "no quote", value: "", key: "0", current: quote.parent === "" },
  ]);
  if (parent !== null) bench.set(quote.id, { parent });
}

/** Edit a field of the selected entry (or of the article), chosen by a key. */
export async function editField(bench) {
  const { entry, selectedId } = bench;
  const holder = entry ?? bench.shown.document;
  const fields = fieldsOf(bench.choices, entry?.layer ?? "document");
  const options = fields.map((each) => ({
    label: each.name,
    note: shownValue(valueOf(holder, each.name)),
    value: each,
  }));
  const field = options.length === 1 ? fields[0] : await choose(`Edit ${selectedId ?? "the article"}`, options);
  if (!field) return;
  const value = valueOf(holder, field.name);
  if (is(field, "boolean")) bench.set(selectedId, { [field.name]: !value });
  else if (field.enum) {
    const chosen = await choose(
      field.name,
      field.enum.map((each) => ({ label: each === "" ? "–" : String(each), value: each, current: each === value })),
    );
    if (chosen !== null) bench.set(selectedId, { [field.name]: chosen });
  } else bench.item.edit(field.name);
}
