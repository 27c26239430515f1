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
    if (!conflict) return fill(this.element);
    const { differences, mergeable, text_differs: textDiffers } = conflict;
    const keep = (label, choice, title) => button(label, () => store.resolve(choice), { title });
    return fill(this.element,
      h("h2", {}, "The file was changed by somebody else"),
      h("p", {}, textDiffers ? "Its text is another one. " : "", "Your work is in the journal and nothing was written over the file. Which is to be kept?"),
      h("p", { class: "buttons" },
        keep("Mine", "mine", "Write what is here; the other version is kept beside the file"),
        keep("Theirs", "theirs", "Take what is in the file; your steps stay in the journal"),
        mergeable ? keep("Merge both", "merge", "Take the changes of both: they do not touch the same fields") : h("span", { class: "hint" }, "They cannot be merged: the same fields were changed.")),
      h("div", { class: "compared" }, differences.map((difference) => h("section", {},
        h("h3", {}, h("bdi", {}, `${difference.layer} ${difference.id}`)),
        difference.mine || difference.theirs ? versionsTable([difference.mine, difference.theirs], ["mine", "theirs"]) : null,
        changes(difference)))));
  }
}

/** What differs by its path, for what is no entry (the document). */
function changes({ mine, theirs, changes: list }) {
  if (mine && theirs && mine.layer !== "document") return null;
  return h("ul", {}, (list ?? []).map(({ path, mine: own, theirs: other }) =>
    h("li", {}, h("bdi", {}, path), ": ", h("bdi", {}, JSON.stringify(own) ?? "–"), " / ", h("bdi", {}, JSON.stringify(other) ?? "–"))));
}
