/** The bench of one article: what is selected and filtered, the caret in the text, and what commands ask of them. */

import { Adjudication } from "./adjudication_view.js";
import { Caret } from "./caret.js";
import { applicable, commandsOf } from "./commands.js";
import { ownerOf, parts } from "./entries.js";
import { ItemView } from "./item_view.js";
import { ListView } from "./list_view.js";
import { followPointer } from "./pointing.js";
import { Screen } from "./screen.js";
import { TextView } from "./text_view.js";
import { Tools } from "./tools.js";

const BORDER = "The selection crosses the border of a segment";

export class Bench {
  selectedId = null;
  partIndex = 0;
  making = null; // the operation that makes an entry, until it is there: what is done next is meant for the new one
  filter = { state: "all", layer: "", words: "" };

  /** `page` is what is outside of one article: `told`, `stepArticle`, `switchTheme`. */
  constructor({ choices, mode, page }) {
    Object.assign(this, { choices, page, commands: commandsOf(mode) });
    this.view = new TextView();
    this.caret = new Caret(this.view, () => this.#caretMoved());
    this.tools = new Tools(this);
    this.item = new ItemView(this);
    this.list = new ListView(this);
    this.adjudication = mode === "adjudicate" ? new Adjudication(this) : null;
    this.screen = new Screen(this);
    followPointer(this);
  }

  get element() {
    return this.screen.element;
  }

  /** Show an article. */
  open(store) {
    this.store = store;
    this.caret.anchor = this.caret.focus = null;
    const open = this.shown.order.find((id) => !this.shown.checked[id]) ?? null;
    this.selectedId = null;
    this.screen.open();
    this.select(this.adjudication?.first() ?? open);
    this.focusText();
  }

  focusText() {
    this.view.element.focus({ preventScroll: true });
  }

  /** These entries changed; everything for null. */
  refresh(ids) {
    if (!this.entry) this.selectedId = null;
    this.partIndex = Math.max(0, Math.min(this.partIndex, this.parts().length - 1));
    this.screen.changed(ids);
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

  /** The selected entry; says what is missing and is null where there is none, or none of these layers. */
  selected(...layers) {
    const { entry } = this;
    const fits = entry && (!layers.length || layers.includes(entry.layer));
    if (fits && !this.making) return entry;
    if (this.making) this.told("What you made is not there yet: once more, please.");
    else if (layers.length) this.told(`Select a ${layers.join(" or ")} first.`);
    else this.told("Select something first: j, or a click.");
    return null;
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
    this.making = null;
    const owner = ownerOf(this.shown.entries, id);
    this.selectedId = owner && owner.id;
    const mention = this.parts().findIndex((each) => each.id === id && id !== this.selectedId);
    this.partIndex = mention < 0 ? part : mention;
    if (owner && !keep) this.#putCaret(this.part.span.start);
    this.screen.selected();
  }

  #putCaret(point) {
    this.caret.anchor = this.caret.focus = point;
    this.tools.hide();
  }

  filterBy(change) {
    Object.assign(this.filter, change);
    this.list.show(new Set());
  }

  /** The caret; where there is none, one at the start of what is selected. */
  #withCaret() {
    if (this.caret.focus === null) this.caret.put(this.part?.span.start ?? this.view.blocks[0]?.start ?? null);
    return this.caret.focus === null ? null : this.caret;
  }

  moveCaret(step, size, extend) {
    this.#withCaret()?.move(step, size, extend);
  }

  growSelection() {
    this.#withCaret()?.grow(this.entriesOf("segment").flatMap(({ sentences }) => sentences));
  }

  /** Drop the selected text, then the caret, then the selected entry. */
  drop() {
    if (this.caret.selecting) this.caret.put(this.caret.focus);
    else if (this.caret.focus !== null) this.caret.clear();
    else this.select(null);
  }

  /** The selected spans; says why there are none, or (unless `several` are fine) why there are too many. */
  selection(several = false) {
    const spans = this.caret.spans();
    if (spans.length === 1 || (spans.length > 1 && several)) return spans;
    if (spans.length) this.told(`${BORDER}: only a quote's content may, as one span a segment.`, true);
    else this.told("Select text first: the mouse, or arrows with Shift, or w.");
    return null;
  }

  /** Do the command that a key is bound to, for the selected entry. */
  run(key) {
    const bound = applicable(this.commands, this.entry?.layer);
    bound.find(({ keys }) => keys.includes(key))?.run(this);
  }

  #caretMoved() {
    const spans = this.caret.spans();
    if (spans.length > 1) this.told(`${BORDER}: it is ${spans.length} spans, one a segment.`);
    this.tools.show(spans);
  }
}
