/**
 * Lines between what belongs together: from a quote's cue to its content, source and addressee and to its parent, along a
 * speaker's mentions, from a number to what it counts, from a date to its anchors.
 */

import { fill, svg } from "./dom.js";

export class Relations {
  constructor(view) {
    this.view = view;
    this.element = svg("svg", { class: "relations", "aria-hidden": "true" });
  }

  /** Draw the lines of an entry; none for null. */
  show(entry, entries) {
    const origin = this.element.getBoundingClientRect();
    const lines = entry ? pairs(entry, entries).map(([from, to, kind]) => this.#line(from, to, kind, origin)) : [];
    fill(this.element, lines);
  }

  #line(from, to, kind, origin) {
    const [a, b] = [this.#middle(from, origin), this.#middle(to, origin)];
    if (!a || !b) return null;
    const lift = a.top === b.top ? 16 : 10;
    const top = Math.min(a.top, b.top);
    const bend =
      a.top === b.top
        ? `C ${a.x} ${top - lift}, ${b.x} ${top - lift}, ${b.x} ${b.top}`
        : `C ${a.x} ${(a.top + b.top) / 2}, ${b.x} ${(a.top + b.top) / 2}, ${b.x} ${b.top}`;
    return [
      svg("path", { d: `M ${a.x} ${a.top} ${bend}`, class: `relation ${kind}` }),
      svg("circle", { cx: b.x, cy: b.top, r: 2.5, class: `relation-end ${kind}` }),
    ];
  }

  /** The middle of the upper edge of a span's first box. */
  #middle(span, origin) {
    const [box] = this.view.boxes(span.start, span.end);
    return box
      ? { x: Math.round(box.left - origin.left + Math.min(box.width / 2, 40)), top: Math.round(box.top - origin.top) }
      : null;
  }
}

function pairs(entry, entries) {
  if (entry.layer === "speaker")
    return entry.mentions.slice(1).map((mention, index) => [entry.mentions[index], mention, "mention"]);
  if (entry.layer === "number")
    return [
      ...entry.counted.map((span) => [entry, span, "counted"]),
      ...entry.modifier_spans.map((span) => [entry, span, "modifier"]),
    ];
  if (entry.layer === "date")
    return entry.anchor.dates.filter((id) => entries[id]).map((id) => [entry, entries[id], "date"]);
  if (entry.layer !== "quote") return [];
  const [hub] = entry.cue.length ? entry.cue : entry.content;
  const roles = ["content", "cue", "source", "addressee"].flatMap((role) =>
    entry[role].filter((span) => span !== hub).map((span) => [hub, span, role]),
  );
  const parent = entries[entry.parent];
  return parent ? [...roles, [hub, parent.cue[0] ?? parent.content[0], "parent"]] : roles;
}
