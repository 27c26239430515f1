/** The selected entry at the side: its parts, fields, links, and what is wrong with it; the article where none is selected. */

import { button, fill, h, pair } from "./dom.js";
import { links, summary } from "./entries.js";
import { control, fieldsOf, isDirty, valueOf } from "./fields.js";
import { findingsList } from "./findings_view.js";
import { guideButton } from "./guide_view.js";
import { setParent, setSpeaker } from "./linking.js";
import { mentionsList, rolesList } from "./parts_view.js";
import { stateOf } from "./painting.js";

const ACTIONS = [
  ["Accept", "Space", "␣"],
  ["Reject", "x"],
  ["Retype", "y"],
  ["Split", "v"],
  ["Join", "V"],
];

export class ItemView {
  constructor(bench) {
    this.bench = bench;
    this.element = h("section", { class: "item", "aria-labelledby": "item-title" });
  }

  /** Paint the selected entry; not while something is typed: that would be lost. */
  show() {
    const { entry } = this.bench;
    const { dataset, isTyped } = this.#focused();
    if (isTyped && dataset.owner === (entry?.id ?? "")) return;
    fill(this.element, entry ? this.#entry(entry) : this.#document());
    if (dataset.field) this.#control(dataset.field)?.focus();
  }

  /** The control here that has the focus. */
  #focused() {
    const active = document.activeElement;
    return this.element.contains(active) ? { dataset: active.dataset, isTyped: isDirty(active) } : { dataset: {} };
  }

  /** Put the cursor into the control of a field. */
  edit(name) {
    const input = this.#control(name);
    input?.focus();
    input?.select?.();
  }

  #control(name) {
    return this.element.querySelector(`[data-field="${CSS.escape(name)}"]`);
  }

  #entry(entry) {
    const { bench } = this;
    const sending = (id, field) => this.#sending(id, field);
    return [
      this.#heading(entry),
      findingsList(bench.shown.findings.filter(({ id }) => id === entry.id)),
      entry.layer === "speaker" ? mentionsList(bench, entry, sending) : rolesList(bench, entry),
      this.#fields(entry.layer, entry.id, entry),
      this.#links(entry),
      h(
        "p",
        { class: "buttons" },
        ACTIONS.map(([label, key, shown]) =>
          button(label, () => bench.run(key), { key: shown ?? key, class: key === "Space" ? "primary" : null }),
        ),
      ),
    ];
  }

  #heading({ id, layer }) {
    const { shown } = this.bench;
    const state = stateOf(id, shown);
    const by = shown.checked[id]?.by;
    const words = { open: "not checked", checked: by ? `checked by ${by}` : "checked", wrong: "has findings" };
    const label = h("span", { class: `chip-label ${layer}` }, id);
    const heading = h(
      "h2",
      { id: "item-title" },
      label,
      ` ${layer} `,
      h("span", { class: `state ${state}` }, words[state]),
    );
    return h("header", {}, heading, guideButton(layer));
  }

  #document() {
    const { document: head, findings } = this.bench.shown;
    return [
      h("header", {}, h("h2", { id: "item-title" }, "The article"), guideButton("document")),
      findingsList(findings.filter(({ id }) => !id)),
      this.#fields("document", "", head),
      h("p", { class: "hint" }, "j goes to the first entry, ? shows the keys."),
    ];
  }

  #fields(layer, id, holder) {
    const rows = fieldsOf(this.bench.choices, layer).map((field) => {
      const input = control(field, valueOf(holder, field.name), field.name, this.#sending(id, field));
      input.dataset.owner = id;
      return pair(
        h("span", { title: field.description ?? null }, field.name),
        input,
        guideButton(`${layer}.${field.name}`),
      );
    });
    return h("dl", { class: `fields of-${layer}` }, rows);
  }

  #sending(id, field) {
    return {
      send: (value) => this.bench.set(id, { [field.name]: value }),
      told: (message, wrong) => this.bench.told(message, wrong),
      leave: () => this.bench.focusText(),
    };
  }

  #links(entry) {
    const { bench } = this;
    const { entries } = bench.shown;
    const named = (id) => h("bdi", {}, `${id} ${entries[id] ? summary(entries[id]) : "(missing)"}`);
    const rows = links(entry, entries).map(([what, id]) =>
      pair(
        what,
        button(named(id), () => bench.select(id), { class: "link" }),
      ),
    );
    if (entry.layer === "quote") {
      const speaker = button("Speaker", () => setSpeaker(bench), { key: "f", class: "small" });
      rows.push(
        pair(
          "link",
          speaker,
          button("Inside of", () => setParent(bench), { key: "p", class: "small" }),
        ),
      );
    }
    return rows.length ? h("dl", { class: "links", "aria-label": "Links" }, rows) : null;
  }
}
