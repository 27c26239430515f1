/** What the mouse means on the text: a click selects what is under it, a drag selects text, resting shows what belongs together. */

import { parts } from "./entries.js";

export function followPointer(bench) {
  const { view } = bench;
  let onText = false;
  document.addEventListener(
    "pointerdown",
    ({ target }) => {
      onText = view.element.contains(target);
      bench.screen.press();
    },
    { capture: true },
  );
  document.addEventListener("pointercancel", () => bench.screen.release());
  // The browser settles a click, also on a selection, after this event.
  document.addEventListener("pointerup", ({ target }) =>
    setTimeout(() => {
      if (onText && bench.element.isConnected) released(bench, target);
      onText = false;
      bench.screen.release();
    }),
  );
  view.element.addEventListener("pointerover", ({ target }) => bench.screen.hover(under(view, target)));
  view.element.addEventListener("pointerleave", () => bench.screen.hover(null));
  bench.element.addEventListener("click", ({ target, detail }) => {
    if (detail > 0 && !target.closest("input, select, textarea")) bench.focusText();
  });
}

function under(view, target) {
  const run = target.closest(".run, .chip");
  if (!run) return null;
  return run.dataset.id ?? view.placesAt(view.pointAt(run.firstChild, 0))[0]?.id ?? null;
}

function released(bench, target) {
  const chip = target.closest?.("[data-id]");
  if (chip && bench.view.element.contains(chip)) return bench.select(chip.dataset.id, { keep: true });
  if (!bench.caret.fromMouse()) return undefined;
  if (bench.caret.selecting) return bench.caret.fit();
  return selectUnder(bench, bench.caret.focus);
}

/** Select the innermost entry at a point; where that is selected already, the next outwards. */
function selectUnder(bench, point) {
  const over = bench.view.placesAt(point);
  if (!over.length) return;
  const here = over.findIndex(({ id }) => id === bench.selectedId);
  const { id } = over[(here + 1) % over.length];
  const index = parts(bench.shown.entries[id]).findIndex(({ span }) => span.start <= point && point < span.end);
  bench.select(id, { part: Math.max(index, 0), keep: true });
}
