/** What the mouse means on the text: a click selects what is under it, a drag selects text, resting shows what belongs together. */

import { parts } from "./entries.js";

export function followPointer(bench) {
  const { view } = bench;
  let onText = false;
  let settle = null; // what the last release means, not yet done
  const settled = () => {
    settle?.();
    settle = null;
  };
  document.addEventListener(
    "pointerdown",
    ({ target, button }) => {
      settled(); // where timers are late, a click's must not take over the drag that follows
      onText = button === 0 && view.element.contains(target);
      bench.screen.press();
    },
    { capture: true },
  );
  document.addEventListener("pointercancel", () => bench.screen.release());
  // The browser settles a click, also on a selection, after this event.
  document.addEventListener("pointerup", ({ target }) => {
    settle = () => {
      if (onText && bench.element.isConnected) released(bench, target);
      onText = false;
      bench.screen.release();
    };
    setTimeout(settled);
  });
  const seen = { x: -1, y: -1 }; // where the mouse was: what the page moves under a mouse at rest is not pointed at
  bench.element.addEventListener("pointerover", ({ target, clientX: x, clientY: y }) => {
    if (x !== seen.x || y !== seen.y) bench.screen.hover(under(view, target));
    Object.assign(seen, { x, y });
  });
  bench.element.addEventListener("pointermove", ({ clientX: x, clientY: y }) => Object.assign(seen, { x, y }));
  bench.element.addEventListener("pointerleave", () => bench.screen.hover(null));
  bench.element.addEventListener("click", ({ target, detail }) => {
    if (detail > 0 && !target.closest("input, select, textarea")) bench.focusText();
  });
}

/** The entry that a chip, row or margin stands for, or the innermost one under a run of text. */
function under(view, target) {
  const named = target.closest("[data-id]");
  if (named) return named.dataset.id;
  const run = target.closest(".run");
  return run ? (view.placesAt(view.pointAt(run.firstChild, 0))[0]?.id ?? null) : null;
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
