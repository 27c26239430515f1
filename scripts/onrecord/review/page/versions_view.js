/** Two versions of an entry side by side, what differs marked. */

import { h } from "./dom.js";
import { ROLES, ROLE_NAMES, spansOf } from "./entries.js";
import { shownValue, valueOf } from "./fields.js";

const LEFT_OUT = new Set(["layer", "id", "start", "end", "text", "sentences", "mentions", "anchor"]);

/**
 * A table with a column for each of two versions (an entry, or null where there is none).
 * What differs comes first, with `brief` nothing else.
 */
export function versionsTable(versions, names, { brief = false } = {}) {
  const fields = [...new Set(versions.filter(Boolean).flatMap(fieldNames))];
  const cells = fields.map((name) => [name, versions.map((entry) => (entry ? words(entry, name) : null))]);
  const differs = ([, [first, second]]) => first !== second;
  const rows = [...cells.filter(differs), ...(brief ? [] : cells.filter((each) => !differs(each)))].map(
    ([name, values]) => row(name, values),
  );
  const head = h(
    "tr",
    {},
    h("td", {}),
    names.map((name) => h("th", { scope: "col" }, h("bdi", {}, name))),
  );
  return h("table", { class: "versions" }, h("thead", {}, head), h("tbody", {}, rows));
}

function fieldNames(entry) {
  const roles = Object.keys(ROLES[entry.layer] ?? {});
  if (entry.layer === "speaker") return ["name", "kind", "role", "affiliation", "mentions"];
  const plain = Object.keys(entry).filter((name) => !LEFT_OUT.has(name) && !roles.includes(name) && name !== "marks");
  return [...roles, ...plain, ...(entry.anchor ? ["anchor.basis", "anchor.value", "anchor.dates"] : [])];
}

function words(entry, name) {
  if (name === "mentions") return entry.mentions.map(place).join(" · ");
  if (name in (ROLES[entry.layer] ?? {})) return spansOf(entry, name).map(place).join(" … ");
  return shownValue(valueOf(entry, name));
}

function place({ start, end, text }) {
  return `${text} (${start}–${end})`;
}

function row(name, cells) {
  const differs = cells[0] !== cells[1];
  return h(
    "tr",
    { class: differs ? "differs" : null },
    h("th", { scope: "row" }, ROLE_NAMES[name] ?? name, differs ? h("span", { class: "sign" }, " ≠") : null),
    cells.map((cell) => h("td", { dir: "auto" }, cell === null ? h("em", {}, "not there") : cell || "–")),
  );
}
