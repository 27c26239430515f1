/** Which entry is next: in order of the text, by what is open, by part, link and paragraph. */

import { choose } from "./dialogs.js";
import { links, startOf, summary } from "./entries.js";

/** The ids in order of the text that pass the filter of the list. */
export function visible({ shown, filter }) {
  const { state, layer, words } = filter;
  const faulty = new Set(shown.findings.map(({ id }) => id));
  const wanted = words.toLowerCase();
  return shown.order.filter((id) => {
    const entry = shown.entries[id];
    if (!entry || (layer && entry.layer !== layer)) return false;
    if (state === "not checked" && shown.checked[id]) return false;
    if (state === "with findings" && !faulty.has(id)) return false;
    return !wanted || `${id} ${summary(entry)}`.toLowerCase().includes(wanted);
  });
}

/** The next entry in one direction that passes the filter and `fits`, null at the end. */
export function neighbour(bench, step, fits = () => true) {
  const { order, entries } = bench.shown;
  const passing = new Set(visible(bench));
  const here = order.indexOf(bench.selectedId);
  const rest = step > 0 ? order.slice(here + 1) : order.slice(0, Math.max(here, 0)).reverse();
  return rest.find((id) => passing.has(id) && fits(entries[id])) ?? null;
}

export function stepEntry(bench, step, onlyOpen = false) {
  const next = neighbour(bench, step, ({ id }) => !onlyOpen || !bench.shown.checked[id]);
  if (next) bench.select(next);
  else bench.told(onlyOpen ? "Nothing unchecked in this direction." : "That was the last one in this direction.");
}

/** To the next entry that is not checked, from the start again after the end; else say that all is done. */
export function goOn(bench) {
  const { order, entries, checked } = bench.shown;
  const isOpen = (id) => entries[id] && !checked[id];
  const here = order.indexOf(bench.selectedId);
  const next = neighbour(bench, 1, ({ id }) => isOpen(id)) ?? [...order.slice(here + 1), ...order].find(isOpen);
  if (next) bench.select(next);
  else bench.told("All is checked. G sets the status, N opens the next article.");
}

export function stepPart(bench, step) {
  const count = bench.parts().length;
  if (count) bench.select(bench.selectedId, { part: (bench.partIndex + step + count) % count });
}

export async function goToLink(bench) {
  const { entries } = bench.shown;
  const found = bench.entry ? links(bench.entry, entries) : [];
  if (!found.length) return bench.told("It is linked to nothing.");
  const options = found.map(([what, id]) => ({
    label: `${what}: ${entries[id] ? summary(entries[id]) : ""}`,
    note: id,
    value: id,
  }));
  const id = found.length === 1 ? found[0][1] : await choose("Go to", options);
  return id ? bench.select(id) : undefined;
}

/** The block of the selected entry, or of the caret. */
export function blockOf(bench) {
  const point = bench.entry ? startOf(bench.entry) : bench.caret.focus;
  return point === null ? null : bench.view.blockAt(point);
}

export function stepBlock(bench, step) {
  const { blocks } = bench.view;
  const block = blocks[blocks.indexOf(blockOf(bench)) + step];
  const { order, entries } = bench.shown;
  const id = block && order.find((each) => entries[each] && startOf(entries[each]) >= block.start);
  if (id) bench.select(id);
}
