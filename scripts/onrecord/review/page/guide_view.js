/** The guidelines for a topic, and the sheet of keys. */

import { request } from "./api.js";
import { open, tell } from "./dialogs.js";
import { h } from "./dom.js";
import { shownKey } from "./keys.js";

/** Show what the schema and the guidelines say of a topic (`quote`, `quote.kind`). */
export async function showGuide(topic) {
  try {
    const { field, passages } = await request("GET", `explain/${encodeURIComponent(topic)}`);
    const sections = passages.map(({ number, title, blocks }) => h("section", {}, h("h3", {}, [number, title].filter(Boolean).join(" ")), grouped(blocks)));
    open(topic, [field ? h("p", { class: "field" }, field) : null, sections]);
  } catch (error) {
    tell(error.message, true);
  }
}

/** Blocks as elements: items that follow each other are a list, rows a table. */
function grouped(blocks) {
  const elements = [];
  for (const block of blocks) {
    const last = elements.at(-1);
    if (block.type === "item") {
      const item = h("li", {}, block.marker ? `${block.marker} ` : "", block.text);
      if (last?.tagName === "UL") last.append(item);
      else elements.push(h("ul", { class: "items" }, item));
    } else if (block.type === "row" || block.type === "header") {
      const cells = block.cells.map((cell) => block.type === "header" ? h("th", { scope: "col" }, cell) : h("td", {}, cell));
      if (last?.tagName === "TABLE" && block.type === "row") last.append(h("tr", {}, cells));
      else elements.push(h("table", {}, h("tr", {}, cells)));
    } else elements.push(h("p", {}, block.text ?? ""));
  }
  return elements;
}

/** Show the keys of the table that binds them. */
export function showHelp(commands) {
  const groups = Map.groupBy(commands.filter(({ name, keys }) => name && keys.length), ({ group }) => group);
  open("Keys", [...groups].map(([group, list]) => h("section", { class: "keys" }, h("h3", {}, group),
    h("dl", {}, list.map(({ keys, name, on }) => h("div", { class: "row" },
      h("dt", {}, keys.map((key) => [h("kbd", {}, shownKey(key)), " "])),
      h("dd", {}, name, on?.length === 1 ? h("small", {}, ` ${on[0]}`) : null)))))), "sheet wide");
}
