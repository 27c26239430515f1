/** The file changed on disk: both versions of what differs, and whose is kept. */

import { button, fill, h } from "./dom.js";
import { versionsTable } from "./versions_view.js";

/** A section that shows a conflict while there is one. */
export class ConflictView {
  constructor() {
    this.element = h("section", { class: "conflict", role: "alert", hidden: true });
  }

  show(store) {
    const conflict = store?.shown.conflict ?? null;
    this.element.hidden = conflict === null;
    fill(this.element, conflict ? content(store, conflict) : null);
  }
}

function content(store, { differences, mergeable, text_differs: textDiffers, error }) {
  const keep = (label, choice, title) => button(label, () => store.resolve(choice), { title });
  const told = "Your work is in the journal and nothing was written over the file. Which is to be kept?";
  return [
    h("h2", {}, "The file was changed by somebody else"),
    h("p", {}, error ? h("bdi", {}, `${error}. `) : null, textDiffers ? "Its text is another one. " : null, told),
    h(
      "p",
      { class: "buttons" },
      keep("Mine", "mine", "Write what is here; the other version is kept beside the file"),
      error ? null : keep("Theirs", "theirs", "Take what is in the file; your steps stay in the journal"),
      mergeable
        ? keep("Merge both", "merge", "Take the changes of both: they do not touch the same fields")
        : h("span", { class: "hint" }, "They cannot be merged."),
    ),
    h("div", { class: "compared" }, differences.map(compared)),
  ];
}

function compared(difference) {
  const { layer, id, mine, theirs } = difference;
  const isEntry = layer !== "document";
  const table = isEntry ? versionsTable([mine, theirs], ["mine", "theirs"], { brief: true }) : changes(difference);
  return h("section", {}, h("h3", {}, h("bdi", {}, `${layer} ${id}`)), table);
}

/** What differs by its path, for what is no entry (the document). */
function changes({ changes: list }) {
  const words = (value) => h("bdi", {}, JSON.stringify(value) ?? "–");
  return h(
    "ul",
    {},
    (list ?? []).map(({ path, mine, theirs }) =>
      h("li", {}, h("bdi", {}, path), ": ", words(mine), " / ", words(theirs)),
    ),
  );
}
