/** The bench of one article: the text with its caret, the selected entry, the list, and what commands ask of them. */

import { takeAs } from "./actions.js";
import { Adjudication } from "./adjudication_view.js";
import { Caret } from "./caret.js";
import { applicable, commandsOf } from "./commands.js";
import { choose } from "./dialogs.js";
import { button, fill, h } from "./dom.js";
import { links, ownerOf, parts, startOf, summary } from "./entries.js";
import { fieldsOf, shownValue, valueOf } from "./fields.js";
import { showGuide, showHelp } from "./guide_view.js";
import { ItemView } from "./item_view.js";
import { ListView } from "./list_view.js";
import { shownKey } from "./keys.js";
import { Text } from "./offsets.js";
import { Relations } from "./relations.js";
import { TextView } from "./text_view.js";

export class Bench {
  selectedId = null;
  partIndex = 0;
  filter = { state: "all", layer: "", words: "" };
  #hovered = null;

  /** `page` gives what is outside of one article: `told`, `stepArticle`, `switchTheme`. */
  constructor({ choices, mode, page }) {
    Object.assign(this, { choices, mode, page });
    this.commands = commandsOf(mode);
    this.view = new TextView();
    this.caret = new Caret(this.view, () => this.#caretMoved());
    this.relations = new Relations(this.view);
    this.item = new ItemView(this);
    this.list = new ListView(this);
    this.adjudication = mode === "adjudicate" ? new Adjudication(this) : null;
    this.tools = h("div", { class: "tools", role: "toolbar", "aria-label": "Take the selected text as", hidden: true });
    this.sheet = h("div", { class: "paper" }, this.relations.element, this.view.element, this.caret.element, this.tools);
    this.reading = h("main", { class: "reading" }, this.sheet);
    this.element = h("div", { class: "desk" }, this.reading, h("aside", { class: "side", "aria-label": "Selected annotation and list" }, this.adjudication?.element, this.item.element, this.list.element));
    this.#listen();
  }

  /** Show an article. */
  open(store) {
    this.store = store;
    this.view.show(new Text(store.shown.text), store.shown);
    this.list.show();
    this.adjudication?.show();
    const first = this.adjudication?.first() ?? store.shown.order.find((id) => !store.shown.checked[id]) ?? null;
    this.select(first);
    this.view.element.focus({ preventScroll: true });
  }

  /** Paint what changed; everything for null. */
  refresh(ids) {
    const whole = ids === null || this.shown.text !== this.view.text.text;
    if (whole) this.view.show(new Text(this.shown.text), this.shown);
    else if (ids.size) this.view.update(this.shown, ids);
    if (whole || ids.size) this.list.show(whole ? null : ids);
    this.adjudication?.show();
    if (!this.entry) this.selectedId = this.shown.entries[this.selectedId] ? this.selectedId : null;
    this.partIndex = Math.min(this.partIndex, Math.max(0, this.parts().length - 1));
    if (whole || ids.size) this.caret.draw();
    this.#paintSelected();
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

  parts() {
    return this.entry ? parts(this.entry) : [];
  }

  entriesOf(layer) {
    return this.shown.order.map((id) => this.shown.entries[id]).filter((entry) => entry?.layer === layer);
  }

  told(message, wrong = false) {
    this.page.told(message, wrong);
  }

  set(id, fields) {
    this.store.perform([id ? { op: "set", id, fields } : { op: "document", fields }]);
  }

  /** Select an entry, or a mention's; the caret goes to its start unless it is to be kept. */
  select(id, { part = 0, keep = false } = {}) {
    const owner = id ? ownerOf(this.shown.entries, id) : null;
    this.selectedId = owner?.id ?? null;
    const own = owner && owner.id !== id ? parts(owner).findIndex((each) => each.id === id) : part;
    this.partIndex = Math.max(0, own);
    if (owner && !keep) {
      this.caret.anchor = this.caret.focus = this.part.span.start;
      this.caret.draw();
      this.tools.hidden = true;
    }
    this.list.mark();
    this.#paintSelected();
    this.#reveal();
  }

  #paintSelected() {
    const { entry } = this;
    this.view.mark("on", new Set(entry ? [entry.id] : []));
    this.relations.show(this.shown.entries[this.#hovered] ?? entry, this.shown.entries);
    this.item.show();
    this.#highlight("part", entry?.layer !== "segment" && this.part ? [this.part.span] : []);
    this.#highlight("other", this.adjudication?.otherSpans() ?? []);
  }

  /** Mark spans that are no places of the text's entries, where the browser can. */
  #highlight(name, spans) {
    if (!globalThis.CSS?.highlights) return;
    CSS.highlights.set(name, new Highlight(...spans.map(({ start, end }) => this.view.range(start, end)).filter(Boolean)));
  }

  #reveal() {
    const boxes = this.part ? this.view.boxes(this.part.span.start, Math.min(this.part.span.end, this.part.span.start + 200)) : [];
    if (!boxes.length) return;
    const outer = this.reading.getBoundingClientRect();
    const [top, bottom] = [boxes[0].top - 40, boxes.at(-1).bottom + 40];
    if (top < outer.top || bottom > outer.bottom) this.reading.scrollTop += boxes[0].top - outer.top - outer.height / 3;
  }

  hover(id) {
    if (id === this.#hovered) return;
    this.#hovered = id;
    this.view.mark("hot", new Set(id ? [id] : []));
    this.relations.show(this.shown.entries[id] ?? this.entry, this.shown.entries);
  }

  /** The ids in order of the text that pass the filter. */
  visible() {
    const { state, layer, words } = this.filter;
    const faulty = new Set(this.shown.findings.map(({ id }) => id));
    const wanted = words.toLowerCase();
    return this.shown.order.filter((id) => {
      const entry = this.shown.entries[id];
      if (!entry || (layer && entry.layer !== layer)) return false;
      if (state === "not checked" && this.shown.checked[id]) return false;
      if (state === "with findings" && !faulty.has(id)) return false;
      return !wanted || `${id} ${summary(entry)}`.toLowerCase().includes(wanted);
    });
  }

  /** The next entry in one direction that passes the filter and `fits`, null at the end. */
  neighbour(step, fits = () => true) {
    const ids = this.shown.order;
    const visible = new Set(this.visible());
    const here = ids.indexOf(this.selectedId);
    const rest = step > 0 ? ids.slice(here + 1) : ids.slice(0, Math.max(here, 0)).reverse();
    return rest.find((id) => visible.has(id) && fits(this.shown.entries[id])) ?? null;
  }

  step(step, onlyOpen = false) {
    const next = this.neighbour(step, ({ id }) => !onlyOpen || !this.shown.checked[id]);
    if (next) this.select(next);
    else this.told(onlyOpen ? "Nothing unchecked in this direction." : "That was the last one in this direction.");
  }

  /** To the next that is not checked, from the start again after the end; else say that all is done. */
  goOn() {
    const isOpen = (id) => this.shown.entries[id] && !this.shown.checked[id];
    const { order } = this.shown;
    const here = order.indexOf(this.selectedId);
    const next = this.neighbour(1, ({ id }) => isOpen(id)) ?? [...order.slice(here + 1), ...order].find(isOpen);
    if (next) this.select(next);
    else this.told("All is checked. G sets the status, N opens the next article.");
  }

  nextPart(step) {
    const count = this.parts().length;
    if (count) this.select(this.selectedId, { part: (this.partIndex + step + count) % count });
  }

  async goToLink() {
    const found = this.entry ? links(this.entry, this.shown.entries) : [];
    if (!found.length) return this.told("It is linked to nothing.");
    const options = found.map(([what, id]) => ({ label: `${what}: ${this.shown.entries[id] ? summary(this.shown.entries[id]) : ""}`, note: id, value: id }));
    const id = found.length === 1 ? found[0][1] : await choose("Go to", options);
    if (id) this.select(id);
    return undefined;
  }

  /** The block of the selected entry, or of the caret. */
  block() {
    const point = this.entry ? startOf(this.entry) : this.caret.focus;
    return point === null ? null : this.view.blockAt(point);
  }

  stepBlock(step) {
    const { blocks } = this.view;
    const block = blocks[blocks.indexOf(this.block()) + step];
    const id = block && this.shown.order.find((each) => this.shown.entries[each] && startOf(this.shown.entries[each]) >= block.start);
    if (id) this.select(id);
  }

  stepArticle(step) {
    this.page.stepArticle(step);
  }

  filterBy(change) {
    Object.assign(this.filter, change);
    this.list.show(new Set());
  }

  search() {
    this.list.search.focus();
    this.list.search.select();
  }

  switchTheme() {
    this.page.switchTheme();
  }

  moveCaret(step, size, extend) {
    if (this.caret.focus === null) this.caret.put(this.part?.span.start ?? this.view.blocks[0]?.start ?? null);
    if (this.caret.focus !== null) this.caret.move(step, size, extend);
  }

  growSelection() {
    if (this.caret.focus === null) this.moveCaret(1, "character", false);
    if (this.caret.focus === null) return;
    const sentences = this.entriesOf("segment").flatMap((segment) => segment.sentences);
    this.caret.grow(sentences);
  }

  drop() {
    if (this.caret.selecting) this.caret.put(this.caret.focus);
    else this.caret.clear();
  }

  /** The selected spans; says why there are none, or (unless `several` are fine) why there are too many. */
  selection(several = false) {
    const spans = this.caret.spans();
    if (!spans.length) this.told("Select text first: the mouse, or arrows with Shift, or w.");
    else if (spans.length > 1 && !several) this.told("The selection crosses the border of a segment: only a quote's content may, as one span a segment.", true);
    else return spans;
    return null;
  }

  #caretMoved() {
    const spans = this.caret.spans();
    this.tools.hidden = !spans.length;
    if (!spans.length) return;
    if (spans.length > 1) this.told(`The selection crosses the border of a segment: it is ${spans.length} spans, one a segment.`);
    const offered = applicable(this.commands, this.entry?.layer).filter(({ tool }) => tool);
    fill(this.tools, offered.map((each) => button(each.tool, () => each.run(this), { key: shownKey(each.keys[0]), class: "small" })));
    const last = this.view.boxes(spans[0].start, spans.at(-1).end).at(-1);
    if (!last) return;
    const origin = this.sheet.getBoundingClientRect();
    const left = Math.max(0, Math.min(last.right - origin.left - 60, origin.width - this.tools.offsetWidth));
    this.tools.style.transform = `translate(${Math.round(left)}px, ${Math.round(last.bottom - origin.top + 10)}px)`;
  }

  takeAs(role) {
    takeAs(this, role);
  }

  /** Do the command that a key is bound to, for the selected entry. */
  run(key) {
    applicable(this.commands, this.entry?.layer).find(({ keys }) => keys.includes(key))?.run(this);
  }

  /** Edit a field of the selected entry (or of the article), chosen by a key. */
  async editField() {
    const layer = this.entry?.layer ?? "document";
    const holder = this.entry ?? this.shown.document;
    const fields = fieldsOf(this.choices, layer);
    const options = fields.map((field) => ({ label: field.name, note: shownValue(valueOf(holder, field.name)), value: field }));
    const field = options.length === 1 ? fields[0] : await choose(`Edit ${this.selectedId ?? "the article"}`, options);
    if (!field) return;
    const value = valueOf(holder, field.name);
    if (field.type === "boolean") this.set(this.selectedId, { [field.name]: !value });
    else if (field.enum) {
      const chosen = await choose(field.name, field.enum.map((each) => ({ label: each === "" ? "–" : String(each), value: each, current: each === value })));
      if (chosen !== null) this.set(this.selectedId, { [field.name]: chosen });
    } else {
      const input = this.item.element.querySelector(`input[data-field="${CSS.escape(field.name)}"]`);
      input?.focus();
      input?.select();
    }
  }

  explain(topic = this.entry?.layer ?? "document") {
    return showGuide(topic);
  }

  help() {
    showHelp(this.commands);
  }

  difference() {
    return this.adjudication?.current() ?? null;
  }

  nextDifference(key, step = 1) {
    this.adjudication?.next(key, step);
  }

  #listen() {
    let pressed = false;
    this.view.element.addEventListener("pointerdown", () => { pressed = true; });
    document.addEventListener("pointerup", (event) => {
      if (!pressed || !this.element.isConnected) return;
      pressed = false;
      setTimeout(() => this.#pointed(event)); // the browser settles a click on a selection after this event
    });
    this.view.element.addEventListener("pointerover", (event) => {
      const run = event.target.closest(".run, .chip");
      const id = run?.dataset.id ?? (run ? this.view.placesAt(this.view.pointAt(run.firstChild, 0))[0]?.id : null);
      this.hover(id ?? null);
    });
    this.view.element.addEventListener("pointerleave", () => this.hover(null));
    this.element.addEventListener("click", (event) => {
      const typing = event.target.closest("input, select, textarea");
      if (event.detail > 0 && !typing) this.view.element.focus({ preventScroll: true });
    });
    new ResizeObserver(() => this.store && (this.caret.draw(), this.relations.show(this.entry, this.shown.entries))).observe(this.sheet);
  }

  /** A click selects what is under it, from the innermost outwards; a drag selects text. */
  #pointed(event) {
    const chip = event.target.closest?.("[data-id]");
    if (chip && this.view.element.contains(chip)) return this.select(chip.dataset.id, { keep: true });
    if (!this.caret.fromMouse()) return undefined;
    if (this.caret.selecting) return this.caret.fit();
    const over = this.view.placesAt(this.caret.focus);
    if (!over.length) return undefined;
    const here = over.findIndex(({ id }) => id === this.selectedId);
    const place = over[(here + 1) % over.length];
    const index = parts(this.shown.entries[place.id]).findIndex(({ span }) => span.start <= this.caret.focus && this.caret.focus < span.end);
    return this.select(place.id, { part: Math.max(index, 0), keep: true });
  }
}
