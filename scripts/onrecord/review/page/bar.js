/** The bar over the article: where one is, how far, and whether all is saved. */

import { button, h } from "./dom.js";

export class Bar {
  constructor(run) {
    this.saved = h("span", { class: "save", role: "status", "aria-live": "polite" });
    this.progress = h("progress", { "aria-label": "Checked" });
    this.count = h("span", { class: "count" });
    this.faults = h("button", {
      type: "button",
      class: "faults",
      title: "List what was found (2)",
      onclick: () => run("2"),
    });
    this.title = h(
      "button",
      { type: "button", class: "title", title: "The article's own fields", onclick: () => run("document") },
      h("bdi"),
    );
    this.status = button("", () => run("G"), { class: "status" });
    this.undo = button("↶", () => run("z"), { "aria-label": "Undo" });
    this.redo = button("↷", () => run("Z"), { "aria-label": "Redo" });
    this.retry = button("Send now", () => run("retry"), { hidden: true, class: "primary" });
    this.element = h(
      "header",
      { class: "bar" },
      h("a", { href: "#/", title: "List of the articles (B)" }, "Articles"),
      h("h1", {}, this.title),
      this.status,
      this.progress,
      this.count,
      h("span", { "aria-live": "polite" }, this.faults),
      h("span", { class: "space" }),
      this.saved,
      this.retry,
      this.undo,
      this.redo,
      button("◐", () => run("D"), { "aria-label": "Light or dark", title: "Light or dark (D)" }),
      button("Keys", () => run("?"), { key: "?" }),
    );
  }

  show({ shown, saving, waiting, savedAt }) {
    const { document: head, order, checked, findings, undo, redo } = shown;
    const done = order.filter((id) => checked[id]).length;
    write(this.title.firstChild, head.title || head.id);
    write(this.status, head.annotation.status);
    this.status.className = `status ${head.annotation.status}`;
    this.status.title = "Status of the article (G)";
    this.progress.max = Math.max(order.length, 1);
    this.progress.value = done;
    write(this.count, `${done}/${order.length}`);
    const errors = findings.filter(({ level }) => level !== "check").length;
    this.faults.hidden = !findings.length;
    this.faults.className = errors ? "faults error" : "faults";
    write(this.faults, errors ? `! ${errors} to mend` : `? ${findings.length} to look at`);
    label(this.undo, "Undo", undo, "z");
    label(this.redo, "Redo", redo, "Z");
    this.retry.hidden = saving !== "gone";
    const said = SAID[saving](shown, waiting, savedAt);
    write(this.saved, said);
    this.saved.className = `save ${saving}${shown.saved?.error || shown.conflict ? " trouble" : ""}`;
  }
}

const steps = (count) => `${count} step${count === 1 ? "" : "s"}`;

const SAID = {
  saved: ({ conflict, readonly, saved }, _, at) => {
    if (readonly) return readonly;
    if (saved?.error) return `only in the journal: ${saved.error}`;
    return conflict ? "not written: conflict" : `saved ${at?.toLocaleTimeString("en-GB") ?? ""}`;
  },
  saving: () => "saving …",
  gone: (_, waiting) => `not saved: server gone, ${steps(waiting)} kept here`,
  session: (_, waiting) => `not saved: new link needed, ${steps(waiting)} kept here`,
};

/** Write a text where it is another one: what is announced or being clicked is left alone. */
function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function label(element, name, step, key) {
  element.disabled = !step;
  element.title = step ? `${name}: ${step} (${key})` : `Nothing to ${name.toLowerCase()}`;
}
