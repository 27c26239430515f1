/** What says how far the work is: accept and reject, undo and redo, the status, the decision of a difference. */

import { choose } from "./dialogs.js";
import { ownerOf, startOf } from "./entries.js";
import { blockOf, goOn, neighbour } from "./navigation.js";

function errorsOf(bench, id) {
  return bench.shown.findings.filter((finding) => finding.id === id && finding.level !== "check");
}

/** Check the selected entry and go to the next that is not checked. */
export function accept(bench) {
  const entry = bench.selected();
  if (!entry) return;
  const [error] = errorsOf(bench, entry.id);
  if (error) return bench.told(`${entry.id} has a finding: ${error.found}. ${error.mend}`, true);
  if (!bench.shown.checked[entry.id]) bench.store.perform([{ op: "accept", ids: [entry.id] }]);
  return goOn(bench);
}

export function uncheck(bench) {
  const entry = bench.selected();
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
  const entry = bench.selected();
  if (entry) acceptRun(bench, ({ layer }) => layer === entry.layer, `every ${entry.layer}`);
}

export function acceptUpToHere(bench) {
  const entry = bench.selected();
  const { order } = bench.shown;
  if (entry) acceptRun(bench, ({ id }) => order.indexOf(id) <= order.indexOf(entry.id), "all up to here");
}

/** Take the selected entry away. */
export function reject(bench) {
  const entry = bench.selected();
  if (!entry) return;
  const next = neighbour(bench, 1) ?? neighbour(bench, -1);
  bench.store.perform([{ op: "reject", ids: [entry.id] }]);
  bench.told(`${entry.id} rejected (z brings it back).`);
  bench.select(next);
}

/** Take the last step back (`undo`), or do it again (`redo`), and show what it changed. */
export function turn(bench, way) {
  const label = bench.shown[way];
  if (!label && !bench.store.waiting) return bench.told(`There is nothing to ${way}.`);
  return bench.store.turn(way, (change) => {
    if (!change) return;
    bench.told(`${way === "undo" ? "Undone" : "Done again"}: ${label || "the last step"}`);
    const shown = change.touched.find((id) => ownerOf(bench.shown.entries, id));
    if (shown) bench.select(shown);
  });
}

/** Change the status of the article. */
export async function setStatus(bench) {
  const now = bench.shown.document.annotation.status;
  const options = ["draft", "reviewed", "gold"].map((value) => ({
    label: value,
    value,
    key: value[0],
    current: value === now,
  }));
  const status = await choose(`The article is ${now}. It is to be …`, options);
  if (status && status !== now) bench.store.setStatus(status);
}

/** Say which version of a file is kept that others changed. */
export async function settle(bench) {
  const { conflict } = bench.shown;
  if (!conflict) return bench.told("There is no conflict: the file is as it was written.");
  const choices = ["mine", conflict.error ? "" : "theirs", conflict.mergeable ? "merge" : ""].filter(Boolean);
  const choice = await choose(
    "Which version is kept?",
    choices.map((value) => ({ label: value, value })),
  );
  if (choice) await bench.store.resolve(choice);
  return undefined;
}

/** Decide a difference between two annotators. */
export function take(bench, choice) {
  const difference = bench.adjudication?.current();
  if (!difference) return bench.told("Select a difference first.");
  bench.store.perform([{ op: "take", key: difference.key, choice }]);
  return bench.adjudication.next(difference.key);
}
