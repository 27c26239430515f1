/**
 * The article's text with its places, a block a segment; and where in it offsets, points on the screen and nodes are.
 *
 * Own code on runs of text, not a library. The one candidate, @recogito/text-annotator 4.1, draws either boxes over the text
 * (one underline an annotation, laid out again at every scroll: no lanes for nested spans, no chips, no runs that wrap by themselves) or
 * CSS highlights through a `<style>` element that it makes, which our Content-Security-Policy forbids; it counts UTF-16 units, has no
 * caret for the keyboard, and would be 60 kB to vendor for the tenth of this that it does.
 */

import { h } from "./dom.js";
import { places } from "./entries.js";
import { blocks, inLanes, runs } from "./layout.js";
import { lines, margin } from "./painting.js";

export class TextView {
  #blocks = [];
  #nodes = new WeakMap(); // text node -> the code point at which it starts
  #marked = new Map(); // class -> ids that have it

  constructor() {
    this.element = h("div", { class: "text", tabindex: "0", role: "group", "aria-label": "Text of the article" });
  }

  /** Paint all. */
  show(text, shown) {
    this.text = text;
    this.#blocks = blocks(text, shown.entries);
    for (const block of this.#blocks) block.element = h("section", { class: `block ${block.kind}` });
    const all = this.#places(shown);
    for (const block of this.#blocks) this.#paint(block, shown, all);
    this.element.replaceChildren(...this.#blocks.map(({ element }) => element));
  }

  /** Paint again the blocks in which one of these entries is or was. */
  update(shown, ids) {
    const moved = [...ids].some((id) => id.startsWith("g") && !this.#sameBlock(shown.entries[id], id));
    if (moved) return this.show(this.text, shown);
    const all = this.#places(shown);
    const now = all.filter(({ id }) => ids.has(id));
    for (const block of this.#blocks) {
      const has = (block.id && ids.has(block.id)) || block.places.some(({ id }) => ids.has(id));
      if (has || now.some(({ start, end }) => start < block.end && end > block.start)) this.#paint(block, shown, all);
    }
    return undefined;
  }

  #sameBlock(segment, id) {
    const block = this.#blocks.find((other) => other.id === id);
    return (
      block && segment && block.start === segment.start && block.end === segment.end && block.kind === segment.kind
    );
  }

  #places(shown) {
    return Object.values(shown.entries).flatMap(places);
  }

  #paint(block, shown, all) {
    const laid = inLanes(block, all);
    block.places = laid.places;
    block.runs = runs(this.text, block, laid.places);
    block.element.replaceChildren(margin(block, shown), lines(block, laid.lanes, shown));
    for (const run of block.runs) this.#nodes.set(run.element.firstChild, run.start);
    for (const [name, ids] of this.#marked) this.#mark(block, name, ids);
  }

  /** Give a class to the runs of the entries (or mentions) with these ids, and to no other. */
  mark(name, ids) {
    const before = this.#marked.get(name) ?? new Set();
    if (before.size === 0 && ids.size === 0) return;
    this.#marked.set(name, ids);
    for (const block of this.#blocks) {
      if (
        (block.id && (before.has(block.id) || ids.has(block.id))) ||
        block.places.some(({ id }) => before.has(id) || ids.has(id))
      ) {
        this.#mark(block, name, ids);
      }
    }
  }

  #mark(block, name, ids) {
    for (const run of block.runs)
      run.element.classList.toggle(
        name,
        run.places.some(({ id }) => ids.has(id)),
      );
    for (const chip of block.element.querySelectorAll("[data-id]"))
      chip.classList.toggle(name, ids.has(chip.dataset.id));
    block.element.classList.toggle(name, ids.has(block.id));
  }

  /** The blocks, in order: `{id, kind, start, end}`. */
  get blocks() {
    return this.#blocks;
  }

  blockAt(point) {
    return this.#blocks.find(({ start, end }) => point >= start && point <= end) ?? null;
  }

  /** The entries' places over a code point, the innermost first. */
  placesAt(point) {
    const block = this.#blocks.find(({ start, end }) => point >= start && point < end);
    const over = (block?.places ?? []).filter(
      ({ start, end, kind }) => kind !== "marks" && point >= start && point < end,
    );
    return over.sort((a, b) => (a.lane ?? 0) - (b.lane ?? 0));
  }

  /** The code point that a place in the document means, null outside the text. */
  pointAt(node, offset) {
    if (this.#nodes.has(node)) {
      const start = this.#nodes.get(node);
      return this.text.point(this.text.unit(start) + offset);
    }
    if (!this.element.contains(node)) return null;
    const run = this.#runBeyond(node, offset);
    return run ? run.start : (this.#blocks.at(-1)?.end ?? null);
  }

  /** The first run at or after a place that is in no text (between elements, in a chip). */
  #runBeyond(node, offset) {
    const range = document.createRange();
    range.setStart(node, offset);
    return this.#blocks
      .flatMap((block) => block.runs)
      .find((run) => range.comparePoint(run.element.firstChild, 0) >= 0);
  }

  /** Node and unit of a code point; at the edge of two runs the one that follows, or with `before` the one that ends there. */
  domAt(point, before = false) {
    const block =
      this.#blocks.find(({ start, end }) => (before ? point > start && point <= end : point >= start && point < end)) ??
      this.blockAt(point);
    if (!block) return null;
    const run =
      block.runs.find(({ start, end }) => (before ? point > start && point <= end : point >= start && point < end)) ??
      block.runs.at(before ? 0 : -1);
    return [run.element.firstChild, this.text.unit(point) - this.text.unit(run.start)];
  }

  /** The boxes of a span on the screen. */
  boxes(start, end) {
    const range = this.range(start, end);
    return range ? [...range.getClientRects()].filter(({ width }) => width > 0) : [];
  }

  range(start, end) {
    const from = this.domAt(start);
    const to = this.domAt(end, true);
    if (!from || !to) return null;
    const range = document.createRange();
    range.setStart(...from);
    range.setEnd(...to);
    return range;
  }
}
