/** The elements of a block of the text: its margin, runs, lines under them and chips over them. */

import { h } from "./dom.js";

const LANE = 4; // pixels from lane to lane
const LETTER = 7; // pixels that a letter is wide, about: chips that start close to each other must not lie on each other

/** How an entry stands: wrong (a finding of a level), checked, or open. */
export function stateOf(id, shown) {
  if (shown.findings.some((finding) => finding.id === id && finding.level !== "check")) return "wrong";
  return shown.checked[id] ? "checked" : "open";
}

/** What stands beside a block: its kind, and whether it is checked; a button that selects the segment. */
export function margin(block, shown) {
  if (!block.id) return h("span", { class: "margin" }, h("span", { class: "kind" }, "no segment"));
  const state = stateOf(block.id, shown);
  const label = `${block.kind} ${block.id}, ${state === "open" ? "not checked" : state}`;
  return h(
    "button",
    {
      class: `margin ${state}`,
      type: "button",
      tabindex: "-1",
      "data-id": block.id,
      "aria-label": label,
      title: label,
    },
    h("span", { class: "kind" }, block.kind === "paragraph" ? "¶" : block.kind),
    h("span", { class: "tick", "aria-hidden": "true" }),
  );
}

/** The runs of a block as one flow of text; `run.element` is set to the element of each. */
export function lines(block, lanes, shown) {
  const flow = h("div", { class: `lines lanes-${Math.min(lanes, 6)}`, dir: "auto" });
  let taken = 0; // pixels that the chips so far reach beyond the text so far
  for (const run of block.runs) {
    const shift = Math.max(0, taken);
    run.element = runElement(run, lanes);
    if (run.opening.length) {
      flow.append(chips(run.opening, shown, shift));
      taken = shift + chipsWidth(run.opening);
    }
    flow.append(run.element);
    taken -= run.text.length * LETTER;
  }
  return flow;
}

function runElement(run, lanes) {
  const kinds = new Set(run.places.map(({ kind }) => `in-${kind}`));
  const element = h("span", { class: ["run", ...kinds].join(" ") }, run.text);
  if (run.control) {
    element.classList.add("control");
    element.setAttribute("data-name", run.control);
  }
  if (run.places.length) underline(element, run.places, lanes);
  return element;
}

function chipsWidth(opening) {
  return opening.reduce((width, { chip }) => width + chip.length * 5.5 + 4, 3);
}

/** The chips over the start of a run, `shift` pixels on where those before need the room. */
function chips(opening, shown, shift) {
  const row = opening.map((place) =>
    h("i", {
      class: `chip ${place.kind} ${stateOf(place.id, shown)}`,
      "data-id": place.id,
      "data-label": place.chip,
      "aria-hidden": "true",
    }),
  );
  const line = h("span", { class: "over" }, row);
  if (shift) line.style.insetInlineStart = `${Math.ceil(shift)}px`;
  return h("span", { class: "chips" }, line);
}

/** A line for each place, in its lane; the images are the style sheet's, so that a theme is no repainting. */
function underline(element, over, lanes) {
  const lined = over.filter(({ lane }) => lane !== undefined);
  const style = element.style;
  style.paddingBottom = `${lanes * LANE}px`;
  style.backgroundImage = lined.map(({ kind }) => `var(--line-${kind})`).join(", ");
  style.backgroundPosition = lined.map(({ lane }) => `0 calc(100% - ${(lanes - 1 - lane) * LANE}px)`).join(", ");
  const depth = lined.filter(({ kind }) => kind === "content").length;
  if (depth) element.classList.add(`depth-${Math.min(depth, 3)}`);
}
