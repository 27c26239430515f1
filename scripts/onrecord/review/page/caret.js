/**
 * The caret and the selection in the text, for mouse and keyboard: two code points, `anchor` and `focus`.
 *
 * The browser has no caret in text that cannot be typed into, so this one is drawn; what is selected is the browser's own selection.
 */

import { h } from "./dom.js";

export class Caret {
  anchor = null;
  focus = null;
  #column = null; // where the caret would like to be on the lines above and below

  constructor(view, changed) {
    this.view = view;
    this.changed = changed;
    this.element = h("div", { class: "caret", hidden: true, "aria-hidden": "true" });
  }

  put(anchor, focus = anchor) {
    this.anchor = anchor;
    this.focus = focus;
    this.#column = null;
    this.draw();
    this.changed();
  }

  clear() {
    this.put(null, null);
  }

  get selecting() {
    return this.anchor !== null && this.anchor !== this.focus;
  }

  /** The spans that the selection means, one in each segment that it touches. */
  spans() {
    if (!this.selecting) return [];
    const [start, end] = this.#edges();
    return this.view.blocks
      .filter((block) => start < block.end && end > block.start)
      .map((block) => this.view.text.fitted(Math.max(start, block.start), Math.min(end, block.end), block))
      .filter(Boolean);
  }

  /** Take over what the mouse selected; false where that is no text. */
  fromMouse() {
    const { anchorNode, anchorOffset, focusNode, focusOffset } = getSelection();
    const anchor = anchorNode && this.view.pointAt(anchorNode, anchorOffset);
    const focus = focusNode && this.view.pointAt(focusNode, focusOffset);
    if (anchor === null || focus === null || anchorNode === null) return false;
    this.put(anchor, focus);
    return true;
  }

  /** Make the selection what its spans are: whole graphemes, no white space at the edges. */
  fit() {
    const spans = this.spans();
    if (!spans.length) return;
    const [start, end] = [spans[0].start, spans.at(-1).end];
    if (this.anchor <= this.focus) this.put(start, end);
    else this.put(end, start);
  }

  /** Move by a `character`, `word`, `line`, `block` or `text`; `step` is 1 or -1; `extend` keeps the anchor. */
  move(step, size, extend) {
    const column = this.#column ?? this.#box()?.left ?? 0;
    const focus = size === "line" ? this.#line(step, column) : this.#stop(step, size, extend);
    if (focus === null) return;
    this.put(extend ? this.anchor : focus, focus);
    if (size === "line") this.#column = column;
    this.element.scrollIntoView({ block: "nearest" });
  }

  #stop(step, size, extend) {
    if (size === "text") return this.view.blocks.at(step > 0 ? -1 : 0)[step > 0 ? "end" : "start"];
    if (this.selecting && !extend && size === "character") return this.#edges()[step > 0 ? 1 : 0];
    const index = this.view.blocks.findIndex(({ end }) => this.focus <= end);
    const block = this.view.blocks[index];
    if (size === "block") return step > 0 ? block.end : block.start;
    return this.#stopIn(block, step > 0, size) ?? this.#edgeOf(index + step, step) ?? null;
  }

  /** The edge of a block at which a caret comes into it. */
  #edgeOf(index, step) {
    return this.view.blocks[index]?.[step > 0 ? "start" : "end"];
  }

  /** The next place in a block at which a caret may stand: after a word or character going on, before one going back. */
  #stopIn(block, forwards, size) {
    const stops = this.view.text.stops(block, size);
    return forwards
      ? stops.find(([, end]) => end > this.focus)?.[1]
      : stops.findLast(([start]) => start < this.focus)?.[0];
  }

  #edges() {
    return [Math.min(this.anchor, this.focus), Math.max(this.anchor, this.focus)];
  }

  #line(step, column) {
    const box = this.#box();
    if (!box) return null;
    const here = this.focus;
    for (let down = 1; down <= 6; down += 1) {
      const y = step > 0 ? box.bottom + down * 10 : box.top - down * 10;
      const point = pointOnScreen(this.view, column, y);
      if (point !== null && (step > 0 ? point > here : point < here) && this.#boxOf(point).top !== box.top)
        return point;
    }
    return step > 0 ? this.#stop(1, "block") : this.#stop(-1, "block");
  }

  /** Grow the selection: to the word, its sentence, its segment. */
  grow(sentences) {
    const [start, end] = this.#edges();
    const block = this.view.blockAt(start);
    const words = this.view.text.stops(block, "word").map(([from, to]) => ({ start: from, end: to }));
    const larger = [...words, ...sentences, block].find(
      (span) => span.start <= start && span.end >= end && span.end - span.start > end - start,
    );
    if (larger) this.put(larger.start, larger.end);
  }

  #box() {
    return this.focus === null ? null : this.#boxOf(this.focus);
  }

  #boxOf(point) {
    const place = this.view.domAt(point);
    const range = document.createRange();
    range.setStart(...place);
    return range.getClientRects()[0] ?? place[0].parentElement.getBoundingClientRect();
  }

  /** Draw again, after a change or after the text was painted. */
  draw() {
    this.element.hidden = this.focus === null;
    const selection = getSelection();
    if (this.focus === null) {
      if (this.view.element.contains(selection.anchorNode)) selection.removeAllRanges();
      return;
    }
    const box = this.#box();
    const origin = this.element.offsetParent?.getBoundingClientRect() ?? { left: 0, top: 0 };
    this.element.style.transform = `translate(${box.left - origin.left}px, ${box.top - origin.top}px)`;
    this.element.style.height = `${Math.min(box.height, 28)}px`;
    if (this.selecting) {
      const forwards = this.anchor < this.focus;
      selection.setBaseAndExtent(...this.view.domAt(this.anchor, !forwards), ...this.view.domAt(this.focus, forwards));
    } else if (this.view.element.contains(selection.anchorNode)) selection.removeAllRanges();
  }
}

function pointOnScreen(view, x, y) {
  const place = document.caretPositionFromPoint?.(x, y);
  if (place) return view.pointAt(place.offsetNode, place.offset);
  const range = document.caretPositionFromPoint ? null : document.caretRangeFromPoint?.(x, y);
  return range ? view.pointAt(range.startContainer, range.startOffset) : null;
}
