/** The guidelines for a topic, and the sheet of keys. */

import { request } from "./api.js";
import { open, tell } from "./dialogs.js";
import { button, h, pair } from "./dom.js";
import { shownKey } from "./keys.js";

/** Show what the schema and the guidelines say of a topic (`quote`, `quote.kind`); the sheet is there at once. */
export async function showGuide(topic) {
  const sheet = open(topic, h("p", {}, "…"));
  try {
    const { field, passages } = await request("GET", `explain/${encodeURIComponent(topic)}`);
    const sections = passages.map(({ number, title, blocks }) =>
      h("section", {}, h("h3", {}, [number, title].filter(Boolean).join(" ")), grouped(blocks)),
    );
    sheet.querySelector(".body").replaceChildren(...(field ? [h("p", { class: "field" }, field)] : []), ...sections);
  } catch (error) {
    sheet.close();
    tell(error.message, true);
  }
}

/** A button that shows the guidelines for a topic. */
export function guideButton(topic) {
  const label = `Guidelines: ${topic}`;
  return button("?", () => showGuide(topic), { class: "guide", "aria-label": label, title: label });
}

/** Blocks as elements: items that follow each other are a list, rows a table. */
function grouped(blocks) {
  const elements = [];
  for (const block of blocks) {
    const [holder, element] = BLOCKS[block.type](block);
    const last = elements.at(-1);
    if (holder && last?.localName === holder && block.type !== "header") last.append(element);
    else elements.push(holder ? h(holder, { class: block.type }, element) : element);
  }
  return elements;
}

// How a block is shown: what holds it and its likes, and the element.
const BLOCKS = {
  paragraph: ({ text }) => [null, h("p", {}, text)],
  item: ({ marker, text }) => ["ul", h("li", {}, marker ? `${marker} ` : "", text)],
  header: ({ cells }) => [
    "table",
    h(
      "tr",
      {},
      cells.map((cell) => h("th", { scope: "col" }, cell)),
    ),
  ],
  row: ({ cells }) => [
    "table",
    h(
      "tr",
      {},
      cells.map((cell) => h("td", {}, cell)),
    ),
  ],
};

/** Show the keys of the table that binds them. */
export function showHelp(commands) {
  const groups = Map.groupBy(
    commands.filter(({ name, keys }) => name && keys.length),
    ({ group }) => group,
  );
  const sections = [...groups].map(([group, list]) =>
    h("section", { class: "keys" }, h("h3", {}, group), h("dl", {}, list.map(helpRow))),
  );
  open("Keys", sections, "sheet wide");
}

function helpRow({ keys, name, on }) {
  const shown = keys.map((key) => [h("kbd", {}, shownKey(key)), " "]);
  return pair(shown, name, on?.length === 1 ? h("small", {}, ` ${on[0]}`) : null);
}
