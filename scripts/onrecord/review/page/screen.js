/**
 * The elements of the bench, painted at most once a frame: first all that is written, then what has to be measured.
 *
 * While the mouse is down nothing is painted: it would take away what is being selected or clicked.
 */

import { h } from "./dom.js";
import { Text } from "./offsets.js";
import { Relations } from "./relations.js";

export class Screen {
  #pressed = false;
  #hovered = null;
  #changed = new Set(); // ids to paint again; null for everything
  #reveal = false;
  #frame = 0;

  constructor(bench) {
    this.bench = bench;
    const { view, caret, tools, adjudication, item, list } = bench;
    this.relations = new Relations(view);
    const paper = h("div", { class: "paper" }, this.relations.element, view.element, caret.element, tools.element);
    this.reading = h("main", { class: "reading" }, paper);
    const side = [adjudication?.element, item.element, list.element];
    const label = "Selected annotation and list";
    this.element = h("div", { class: "desk" }, this.reading, h("aside", { class: "side", "aria-label": label }, side));
    new ResizeObserver(() => this.#soon()).observe(paper);
  }

  /** Paint an article that was not shown before, at once. */
  open() {
    this.reading.scrollTop = 0;
    this.#changed = null;
    this.#paint();
  }

  /** These entries changed; everything for null. */
  changed(ids) {
    this.#changed = ids && this.#changed ? this.#changed.union(ids) : null;
    this.#soon();
  }

  /** Another part is selected: bring it into sight. */
  selected() {
    this.#reveal = true;
    this.#hovered = null;
    this.#soon();
  }

  /** An entry is pointed at, or none. */
  hover(id) {
    if (id === this.#hovered || this.#pressed) return;
    this.#hovered = id;
    this.#soon();
  }

  press() {
    this.#pressed = true;
  }

  release() {
    this.#pressed = false;
    this.#soon();
  }

  #soon() {
    if (this.#frame) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      if (this.bench.store && !this.#pressed) this.#paint();
    });
  }

  #paint() {
    const { bench } = this;
    const { view, shown } = bench;
    const ids = shown.text === view.text?.text ? this.#changed : null;
    this.#changed = new Set();
    if (ids === null) view.show(new Text(shown.text), shown);
    else if (ids.size) view.update(shown, ids);
    if (!ids || ids.size) bench.list.show(ids);
    view.mark("on", new Set(bench.entry ? [bench.entry.id] : []));
    view.mark("hot", new Set(this.#hovered ? [this.#hovered] : []));
    bench.adjudication?.show();
    bench.item.show();
    this.#measured();
  }

  #measured() {
    const { bench } = this;
    const { entry, part, shown } = bench;
    bench.list.mark();
    if (this.#reveal) this.#bringIntoSight(part);
    this.#reveal = false;
    bench.caret.draw();
    this.relations.show(shown.entries[this.#hovered] ?? entry, shown.entries);
    this.#highlight("part", part && entry.layer !== "segment" ? [part.span] : []);
    this.#highlight("other", bench.adjudication?.otherSpans() ?? []);
  }

  /** Mark spans that are no places of the text's entries, where the browser can. */
  #highlight(name, spans) {
    if (!globalThis.CSS?.highlights) return;
    const ranges = spans.map(({ start, end }) => this.bench.view.range(start, end)).filter(Boolean);
    CSS.highlights.set(name, new Highlight(...ranges));
  }

  #bringIntoSight(part) {
    if (!part) return;
    const { start, end } = part.span;
    const boxes = this.bench.view.boxes(start, Math.min(end, start + 200));
    if (!boxes.length) return;
    const outer = this.reading.getBoundingClientRect();
    const hidden = boxes[0].top - 40 < outer.top || boxes.at(-1).bottom + 40 > outer.bottom;
    if (hidden) this.reading.scrollTop += boxes[0].top - outer.top - outer.height / 3;
  }
}
