/** Adjudication: the differences of two annotators, the current one side by side, and what both agree on folded away. */

import { take } from "./checking.js";
import { button, fill, h } from "./dom.js";
import { summary } from "./entries.js";
import { versionsTable } from "./versions_view.js";

const CHOICES = [
  ["first", "1"],
  ["second", "2"],
  ["both", "3"],
  ["neither", "0"],
];

export class Adjudication {
  #key = null;

  constructor(bench) {
    this.bench = bench;
    this.element = h("section", { class: "adjudication", "aria-label": "Differences" });
  }

  get #all() {
    return this.bench.shown.adjudication?.differences ?? [];
  }

  /** The entry of the first difference that is not decided. */
  first() {
    const difference = this.#all.find(({ decided }) => !decided) ?? this.#all[0];
    if (!difference) return null;
    this.#key = difference.key;
    return difference.id;
  }

  current() {
    return this.#all.find(({ key }) => key === this.#key) ?? null;
  }

  /** Where the version that the text does not show has its places. */
  otherSpans() {
    const versions = this.current()?.versions.filter(Boolean) ?? [];
    return versions.flatMap((entry) => entry.content ?? entry.mentions ?? (entry.layer === "segment" ? [] : [entry]));
  }

  /** To the next difference after one: after a decision, to the next that is not decided. */
  next(decided = undefined, step = 1) {
    const all = this.#all;
    const here = all.findIndex(({ key }) => key === (decided ?? this.#key));
    const after =
      step > 0
        ? [...all.slice(here + 1), ...all.slice(0, here)]
        : [...all.slice(0, here).reverse(), ...all.slice(here + 1).reverse()];
    const difference = decided === undefined ? after[0] : after.find((each) => !each.decided && each.key !== decided);
    if (difference) this.#go(difference);
    else if (decided !== undefined) this.bench.told("Every difference is decided. G sets the status.");
  }

  #go(difference) {
    this.#key = difference.key;
    this.bench.select(this.bench.shown.entries[difference.id] ? difference.id : null);
    this.show();
  }

  show() {
    const { adjudication } = this.bench.shown;
    if (!adjudication) return;
    const left = this.#all.filter(({ decided }) => !decided).length;
    const difference = this.current();
    fill(
      this.element,
      h("h2", {}, left ? `${left} of ${this.#all.length} differences left` : "All differences are decided"),
      difference ? this.#difference(difference, adjudication.names) : null,
      h(
        "ol",
        { class: "differences" },
        this.#all.map((each) => this.#row(each)),
      ),
      this.#agreed(adjudication.agreed),
    );
  }

  #difference(difference, names) {
    const buttons = CHOICES.map(([choice, key]) =>
      button(choice === "first" ? names[0] : choice === "second" ? names[1] : choice, () => take(this.bench, choice), {
        key,
        class: difference.decided === choice ? "chosen" : "",
        "aria-pressed": String(difference.decided === choice),
      }),
    );
    return [
      h("p", { class: "buttons", role: "group", "aria-label": "Which is right" }, buttons),
      versionsTable(difference.versions, names),
    ];
  }

  #row(difference) {
    const entry = difference.versions.find(Boolean);
    const on = difference.key === this.#key;
    return h(
      "li",
      { class: on ? "entry on" : "entry" },
      h(
        "button",
        { type: "button", "aria-current": on ? "true" : null, onclick: () => this.#go(difference) },
        h("span", { class: `chip-label ${difference.layer}` }, difference.id),
        h("bdi", { class: "words" }, entry ? summary(entry) : ""),
        h("bdi", { class: "note" }, difference.fields.length ? difference.fields.join(", ") : difference.kind),
        h("span", { class: "sign" }, difference.decided || "·"),
      ),
    );
  }

  #agreed(ids) {
    const { entries } = this.bench.shown;
    const rows = ids
      .filter((id) => entries[id])
      .map((id) =>
        h(
          "li",
          {},
          button(h("bdi", {}, `${id} ${summary(entries[id])}`), () => this.bench.select(id), { class: "link" }),
        ),
      );
    const open = this.element.querySelector("details")?.open ?? false;
    return h("details", { open }, h("summary", {}, `${rows.length} agreed`), h("ul", {}, rows));
  }
}
