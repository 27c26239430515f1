/** The bench of one article: the text with its caret, the selected entry, the list, and what commands ask of them. */

import { Adjudication } from "./adjudication_view.js";
import { Caret } from "./caret.js";
import { applicable, commandsOf } from "./commands.js";
import { h } from "./dom.js";
import { ownerOf, parts } from "./entries.js";
import { ItemView } from "./item_view.js";
import { ListView } from "./list_view.js";
import { Text } from "./offsets.js";
import { followPointer } from "./pointing.js";
import { Relations } from "./relations.js";
import { TextView } from "./text_view.js";
import { Tools } from "./tools.js";

export class Bench {
  selectedId = null;
  partIndex = 0;
  filter = { state: "all", layer: "", words: "" };
  pressed = false; // the mouse: painting would take away what is being selected or clicked
  #hovered = null;
  #unpainted = new Set(); // ids that changed while it is; null for everything

  /** `page` is what is outside of one article: `told`, `stepArticle`, `switchTheme`. */
  constructor({ choices, mode, page }) {
    Object.assign(this, { choices, page, commands: commandsOf(mode) });
    this.view = new TextView();
    this.caret = new Caret(this.view, () => this.#caretMoved());
    this.tools = new Tools(this);
    this.relations = new Relations(this.view);
    this.item = new ItemView(this);
    this.list = new ListView(this);
    this.adjudication = mode === "adjudicate" ? new Adjudication(this) : null;
    const paper = h(
      "div",
      { class: "paper" },
      this.relations.element,
      this.view.element,
      this.caret.element,
      this.tools.element,
    );
    this.reading = h("main", { class: "reading" }, paper);
    const side = h(
      "aside",
      { class: "side", "aria-label": "Selected annotation and list" },
      this.adjudication?.element,
      this.item.element,
      this.list.element,
    );
    this.element = h("div", { class: "desk" }, this.reading, side);
    followPointer(this);
    new ResizeObserver(() => this.store && this.#redraw()).observe(paper);
  }

  /** Show an article. */
  open(store) {
    this.store = store;
    this.view.show(new Text(this.shown.text), this.shown);
    this.list.show();
    this.reading.scrollTop = 0;
    const difference = this.adjudication?.first() ?? null;
    this.adjudication?.show();
    this.select(difference ?? this.shown.order.find((id) => !this.shown.checked[id]) ?? null);
    this.view.element.focus({ preventScroll: true });
  }

  /** Paint the entries that changed; everything for null. */
  refresh(ids) {
    if (this.pressed) {
      this.#unpainted = ids && this.#unpainted?.union(ids);
      return;
    }
    this.#paintChanged(this.shown.text === this.view.text.text ? ids : null);
    this.adjudication?.show();
    if (!this.entry) this.selectedId = null;
    this.partIndex = Math.max(0, Math.min(this.partIndex, this.parts().length - 1));
    this.#paintSelected();
  }

  #paintChanged(ids) {
    if (ids?.size === 0) return;
    if (ids === null) this.view.show(new Text(this.shown.text), this.shown);
    else this.view.update(this.shown, ids);
    this.list.show(ids);
  }

  /** The mouse is up: paint what waited for it. */
  released() {
    this.pressed = false;
    const ids = this.#unpainted;
    this.#unpainted = new Set();
    if (!this.store) return;
    if (ids === null || ids.size) this.refresh(ids);
    else this.#redraw();
  }

  get shown() {
    return this.store.shown;
  }

  get entry() {
    return this.shown.entries[this.selectedId] ?? null;
  }

  get part() {
    return this.parts()[this.partIndex] ?? null;
  }

  /** The selected entry; says what is missing where there is none, or none of these layers. */
  selected(...layers) {
    const { entry } = this;
    if (entry && (!layers.length || layers.includes(entry.layer))) return entry;
    this.told(layers.length ? `Select a ${layers.join(" or ")} first.` : "Select something first: j, or a click.");
    return null;
  }

  parts() {
    return this.entry ? parts(this.entry) : [];
  }

  entriesOf(layer) {
    return this.shown.order.map((id) => this.shown.entries[id]).filter((entry) => entry?.layer === layer);
  }

  told(message, wrong = false) {
    this.page.told(message, wrong);
  }

  /** Set fields of an entry or a mention; of the document for "". */
  set(id, fields) {
    this.store.perform([id ? { op: "set", id, fields } : { op: "document", fields }]);
  }

  /** Select an entry, or a mention's; the caret goes to its start unless it is to be kept. */
  select(id, { part = 0, keep = false } = {}) {
    const owner = id ? ownerOf(this.shown.entries, id) : null;
    this.selectedId = owner?.id ?? null;
    this.partIndex = owner && owner.id !== id ? parts(owner).findIndex((each) => each.id === id) : part;
    if (owner && !keep) this.#putCaret(this.part.span.start);
    this.list.mark();
    this.#paintSelected();
    this.#reveal();
  }

  #putCaret(point) {
    this.caret.anchor = this.caret.focus = point;
    this.tools.hide();
  }

  hover(id) {
    if (id === this.#hovered || this.pressed) return;
    this.#hovered = id;
    this.view.mark("hot", new Set(id ? [id] : []));
    this.#redraw();
  }

  filterBy(change) {
    Object.assign(this.filter, change);
    this.list.show(new Set());
  }

  moveCaret(step, size, extend) {
    if (this.caret.focus === null) this.caret.put(this.part?.span.start ?? this.view.blocks[0]?.start ?? null);
    if (this.caret.focus !== null) this.caret.move(step, size, extend);
  }

  growSelection() {
    if (this.caret.focus === null) this.caret.put(this.part?.span.start ?? this.view.blocks[0]?.start ?? null);
    if (this.caret.focus !== null) this.caret.grow(this.entriesOf("segment").flatMap(({ sentences }) => sentences));
  }

  /** Drop the selected text, then the caret. */
  drop() {
    if (this.caret.selecting) this.caret.put(this.caret.focus);
    else this.caret.clear();
  }

  /** The selected spans; says why there are none, or (unless `several` are fine) why there are too many. */
  selection(several = false) {
    const spans = this.caret.spans();
    if (!spans.length) this.told("Select text first: the mouse, or arrows with Shift, or w.");
    else if (spans.length > 1 && !several)
      this.told(
        "The selection crosses the border of a segment: only a quote's content may, as one span a segment.",
        true,
      );
    else return spans;
    return null;
  }

  /** Do the command that a key is bound to, for the selected entry. */
  run(key) {
    applicable(this.commands, this.entry?.layer)
      .find(({ keys }) => keys.includes(key))
      ?.run(this);
  }

  #caretMoved() {
    const spans = this.caret.spans();
    if (spans.length > 1)
      this.told(`The selection crosses the border of a segment: it is ${spans.length} spans, one a segment.`);
    this.tools.show(spans);
  }

  #paintSelected() {
    const { entry } = this;
    this.view.mark("on", new Set(entry ? [entry.id] : []));
    this.item.show();
    this.#redraw();
    this.#highlight("part", entry?.layer !== "segment" && this.part ? [this.part.span] : []);
    this.#highlight("other", this.adjudication?.otherSpans() ?? []);
  }

  #redraw() {
    if (!this.pressed) this.caret.draw();
    this.relations.show(this.shown.entries[this.#hovered] ?? this.entry, this.shown.entries);
  }

  /** Mark spans that are no places of the text's entries, where the browser can. */
  #highlight(name, spans) {
    if (!globalThis.CSS?.highlights) return;
    CSS.highlights.set(
      name,
      new Highlight(...spans.map(({ start, end }) => this.view.range(start, end)).filter(Boolean)),
    );
  }

  #reveal() {
    if (!this.part) return;
    const { start, end } = this.part.span;
    const boxes = this.view.boxes(start, Math.min(end, start + 200));
    if (!boxes.length) return;
    const outer = this.reading.getBoundingClientRect();
    const hidden = boxes[0].top - 40 < outer.top || boxes.at(-1).bottom + 40 > outer.bottom;
    if (hidden) this.reading.scrollTop += boxes[0].top - outer.top - outer.height / 3;
  }
}
