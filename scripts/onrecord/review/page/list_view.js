/** The entries in order of the text, filtered by state, layer and words; rows are painted again only where they changed. */

import { fill, h } from "./dom.js";
import { LAYERS, remark, summary } from "./entries.js";
import { visible } from "./navigation.js";
import { stateOf } from "./painting.js";

const STATES = ["all", "not checked", "with findings"];
const SIGNS = { open: "", checked: "✓", wrong: "!" };

export class ListView {
  #rows = new Map();

  constructor(bench) {
    this.bench = bench;
    this.list = h("ol", { class: "entries", "aria-label": "Annotations in order of the text" });
    this.states = h("div", { class: "filters", role: "group", "aria-label": "Filter by state" });
    this.layers = h("div", { class: "filters", role: "group", "aria-label": "Filter by layer" });
    this.search = h("input", {
      type: "search",
      placeholder: "search /",
      "aria-label": "Search the annotations",
      autocomplete: "off",
      oninput: () => bench.filterBy({ words: this.search.value }),
      onkeydown: (event) => (event.key === "Escape" || event.key === "Enter") && bench.focusText(),
    });
    this.element = h(
      "section",
      { class: "list", "aria-label": "Annotations" },
      h("div", { class: "filterbar" }, h("div", { class: "first" }, this.states, this.search), this.layers),
      this.list,
    );
  }

  /** Paint the filters and rows; `changed`, if given, are the entries that changed. */
  show(changed = null) {
    const { bench } = this;
    if (changed === null) this.#rows.clear();
    else for (const id of changed) this.#rows.delete(id);
    this.#filters();
    const ids = visible(bench);
    this.#arrange(
      ids.length ? ids.map((id) => this.#row(id)) : [h("li", { class: "hint" }, "Nothing here with this filter.")],
    );
  }

  /** Make the list these rows, and touch none that is in its place. */
  #arrange(rows) {
    const wanted = new Set(rows);
    for (const old of [...this.list.children]) if (!wanted.has(old)) old.remove();
    let next = this.list.firstChild;
    for (const row of rows) {
      if (row === next) next = next.nextSibling;
      else this.list.insertBefore(row, next);
    }
  }

  /** Mark the selected row and bring it into sight. */
  mark() {
    const before = this.list.querySelector(".on");
    before?.classList.remove("on");
    before?.firstChild.removeAttribute("aria-current");
    const row = this.#rows.get(this.bench.selectedId);
    if (!row?.isConnected) return;
    row.classList.add("on");
    row.firstChild.setAttribute("aria-current", "true");
    const [outer, inner] = [this.list.getBoundingClientRect(), row.getBoundingClientRect()];
    if (inner.top < outer.top || inner.bottom > outer.bottom)
      this.list.scrollTop += inner.top - outer.top - outer.height / 3;
  }

  #filters() {
    const { filter, shown } = this.bench;
    const entries = Object.values(shown.entries);
    const open = entries.filter(({ id }) => !shown.checked[id]);
    const faulty = new Set(shown.findings.map(({ id }) => id));
    const counts = {
      all: entries.length,
      "not checked": open.length,
      "with findings": entries.filter(({ id }) => faulty.has(id)).length,
    };
    fill(
      this.states,
      STATES.map((state) => this.#toggle(`${state} `, counts[state], filter.state === state, { state })),
    );
    fill(
      this.layers,
      LAYERS.map((layer) => {
        const left = open.filter((entry) => entry.layer === layer).length;
        return this.#toggle(`${layer}s `, left, filter.layer === layer, { layer: filter.layer === layer ? "" : layer });
      }),
    );
  }

  #toggle(label, count, pressed, change) {
    return h(
      "button",
      {
        type: "button",
        "aria-pressed": String(pressed),
        class: pressed ? "filter on" : "filter",
        onclick: () => this.bench.filterBy(change),
      },
      label,
      h("small", {}, String(count)),
    );
  }

  #row(id) {
    const known = this.#rows.get(id);
    if (known) return known;
    const { shown } = this.bench;
    const entry = shown.entries[id];
    const state = stateOf(id, shown);
    const suspected = state !== "wrong" && shown.findings.some((finding) => finding.id === id);
    const row = h(
      "li",
      { class: `entry ${state}`, "data-id": id },
      h(
        "button",
        {
          type: "button",
          onclick: () => this.bench.select(id),
        },
        h("span", { class: `chip-label ${entry.layer}` }, id),
        h("bdi", { class: "words" }, summary(entry)),
        h("bdi", { class: "note" }, remark(entry, shown.entries)),
        h(
          "span",
          { class: "sign", role: "img", "aria-label": suspected ? `${state}, suspected` : state },
          SIGNS[state] || (suspected ? "?" : "·"),
        ),
      ),
    );
    this.#rows.set(id, row);
    return row;
  }
}
