/**
 * Everything that can be done, once: the keys, what the help sheet and the buttons say, and the action.
 *
 * `tool`: offered beside selected text. `on`: the layers of the selected entry to which it applies (all where it is not given).
 */

import * as check from "./checking.js";
import { showGuide, showHelp } from "./guide_view.js";
import { editField, setParent, setSpeaker } from "./linking.js";
import * as go from "./navigation.js";
import * as place from "./placing.js";

const command = (group, keys, name, run, more = {}) => ({ group, keys: keys.split(" "), name, run, ...more });

const CHECK = [
  command("Check", "Space Enter", "accept, go on to the next unchecked", check.accept),
  command("Check", "Shift+Enter", "accept all of this paragraph", check.acceptParagraph),
  command("Check", "Ctrl+Enter", "accept all up to here", check.acceptUpToHere),
  command("Check", "Alt+Enter", "accept all of this layer", check.acceptLayer),
  command("Check", "Ctrl+Shift+Enter", "accept all of the article", (bench) =>
    check.acceptRun(bench, () => true, "the article"),
  ),
  command("Check", "x Delete Backspace", "reject", check.reject),
  command("Check", "U", "not checked any more", check.uncheck),
  command("Check", "z Ctrl+z", "undo", (bench) => check.turn(bench, "undo")),
  command("Check", "Z Ctrl+Shift+z Ctrl+y", "redo", (bench) => check.turn(bench, "redo")),
];

const GO = [
  command("Go", "j", "next", (bench) => go.stepEntry(bench, 1)),
  command("Go", "k", "previous", (bench) => go.stepEntry(bench, -1)),
  command("Go", "J", "next unchecked", (bench) => go.stepEntry(bench, 1, true)),
  command("Go", "K", "previous unchecked", (bench) => go.stepEntry(bench, -1, true)),
  command("Go", "r", "next part of it (content, cue, source …)", (bench) => go.stepPart(bench, 1)),
  command("Go", "R", "previous part", (bench) => go.stepPart(bench, -1)),
  command("Go", "g", "go to what it is linked to", go.goToLink),
  command("Go", "]", "next paragraph", (bench) => go.stepBlock(bench, 1)),
  command("Go", "[", "previous paragraph", (bench) => go.stepBlock(bench, -1)),
  command("Go", "N", "next article", (bench) => bench.page.stepArticle(1)),
  command("Go", "P", "previous article", (bench) => bench.page.stepArticle(-1)),
  command("Go", "B", "list of the articles", () => {
    location.hash = "#/";
  }),
];

const caret = (keys, name, step, size) => [
  command("Text", keys, name, (bench) => bench.moveCaret(step, size, false)),
  command(
    "Text",
    keys
      .split(" ")
      .map((key) => key.replace(/(Arrow|Home|End)/, "Shift+$1"))
      .join(" "),
    "",
    (bench) => bench.moveCaret(step, size, true),
  ),
];

const TEXT = [
  ...caret("ArrowRight", "caret by a character; with Shift: select", 1, "character"),
  ...caret("ArrowLeft", "", -1, "character"),
  ...caret("Ctrl+ArrowRight Alt+ArrowRight", "by a word", 1, "word"),
  ...caret("Ctrl+ArrowLeft Alt+ArrowLeft", "", -1, "word"),
  ...caret("ArrowDown", "by a line", 1, "line"),
  ...caret("ArrowUp", "", -1, "line"),
  ...caret("End", "to the end of the segment", 1, "block"),
  ...caret("Home", "to its start", -1, "block"),
  ...caret("Ctrl+End", "to the end of the text", 1, "text"),
  ...caret("Ctrl+Home", "to its start", -1, "text"),
  command("Text", "w", "select the word, its sentence, its segment", (bench) => bench.growSelection()),
  command("Text", "Escape", "drop the selected text, the caret, the entry (then the side shows the article)", (bench) =>
    bench.drop(),
  ),
];

const role = (key, name, layers, title = name) => [
  command("Annotate", key, `selected text is ${title}`, (bench) => place.takeAs(bench, name), {
    tool: title,
    on: layers,
  }),
  command("Annotate", key.toUpperCase(), `… is the only ${title}`, (bench) => place.takeAs(bench, name, true), {
    on: layers,
  }),
];

const ANNOTATE = [
  command("Annotate", "q", "selected text is a new quote", (bench) => place.add(bench, "quote"), { tool: "quote" }),
  command("Annotate", "d", "… a new date", (bench) => place.add(bench, "date"), { tool: "date" }),
  command("Annotate", "n", "… a new number", (bench) => place.add(bench, "number"), { tool: "number" }),
  command("Annotate", "u", "… a new segment, where none is", (bench) => place.add(bench, "segment")),
  command("Annotate", "m", "… a mention of a speaker", place.addMention, { tool: "mention" }),
  command("Annotate", "b", "… the place of what is chosen", (bench) => place.takeAs(bench, "span"), {
    tool: "its place",
    on: ["date", "number", "speaker", "segment"],
  }),
  ...role("t", "content", ["quote"]),
  ...role("c", "cue", ["quote"]),
  ...role("s", "source", ["quote"]),
  ...role("a", "addressee", ["quote"]),
  ...role("c", "counted", ["number"], "what it counts"),
  ...role("o", "modifier_spans", ["number"], "its modifier"),
];

const EDIT = [
  command("Edit", "e", "edit a field", editField),
  command("Edit", "f", "whose words (speaker)", setSpeaker, { on: ["quote"] }),
  command("Edit", "p", "inside of which quote (parent)", setParent, { on: ["quote"] }),
  command("Edit", "y", "make another kind of it", place.retype),
  command("Edit", "l", "end: a word on", (bench) => place.moveEdge(bench, "end", 1, "word")),
  command("Edit", "h", "end: a word back", (bench) => place.moveEdge(bench, "end", -1, "word")),
  command("Edit", "L", "start: a word on", (bench) => place.moveEdge(bench, "start", 1, "word")),
  command("Edit", "H", "start: a word back", (bench) => place.moveEdge(bench, "start", -1, "word")),
  command("Edit", "Alt+l", "end: a character on", (bench) => place.moveEdge(bench, "end", 1, "character")),
  command("Edit", "Alt+h", "end: a character back", (bench) => place.moveEdge(bench, "end", -1, "character")),
  command("Edit", "Alt+Shift+l", "start: a character on", (bench) => place.moveEdge(bench, "start", 1, "character")),
  command("Edit", "Alt+Shift+h", "start: a character back", (bench) => place.moveEdge(bench, "start", -1, "character")),
  command("Edit", "X", "take the chosen part away", (bench) => place.removePart(bench)),
  command("Edit", "v", "split at the caret, or around the selected text", place.split, { tool: "split" }),
  command("Edit", "V", "join its parts, or join with the next", place.join),
];

const VIEW = [
  command("View", "i", "what the guidelines say", (bench) => showGuide(bench.entry?.layer ?? "document")),
  command("View", "?", "keys", (bench) => showHelp(bench.commands)),
  command("View", "/", "search", (bench) => bench.list.search.select()),
  ...[
    ["0", "all"],
    ["1", "not checked"],
    ["2", "with findings"],
  ].map(([key, name]) =>
    command("View", `${key} Alt+${key}`, `list: ${name}`, (bench) => bench.filterBy({ state: name }), { filter: true }),
  ),
  ...["", "quote", "speaker", "date", "number", "segment"].map((layer, index) =>
    command(
      "View",
      `${index + 3} Alt+${index + 3}`,
      layer ? `list: every ${layer}` : "list: every layer",
      (bench) => bench.filterBy({ layer }),
      { filter: true },
    ),
  ),
  command("View", "D", "light or dark", (bench) => bench.page.switchTheme()),
  command("View", "G", "status of the article", check.setStatus),
  command("View", "M", "settle a conflict: mine, theirs, merged", check.settle),
];

const ADJUDICATE = [
  command("Adjudicate", "1", "the first is right", (bench) => check.take(bench, "first")),
  command("Adjudicate", "2", "the second is right", (bench) => check.take(bench, "second")),
  command("Adjudicate", "3", "both", (bench) => check.take(bench, "both")),
  command("Adjudicate", "0", "neither", (bench) => check.take(bench, "neither")),
  command("Adjudicate", ".", "next difference", (bench) => bench.adjudication.next()),
  command("Adjudicate", ",", "previous difference", (bench) => bench.adjudication.next(undefined, -1)),
];

const REVIEW = [...CHECK, ...GO, ...TEXT, ...ANNOTATE, ...EDIT, ...VIEW];

/** The commands of a mode; digits filter the list, but in adjudication they decide, and filter with Alt. */
export function commandsOf(mode) {
  const deciding = mode === "adjudicate";
  const filters = ({ keys }) => keys.filter((key) => key.startsWith("Alt") === deciding);
  return [
    ...(deciding ? ADJUDICATE : []),
    ...REVIEW.map((each) => (each.filter ? { ...each, keys: filters(each) } : each)),
  ];
}

/** The commands that apply to an entry of a layer. */
export function applicable(commands, layer) {
  return commands.filter(({ on }) => !on || on.includes(layer));
}
