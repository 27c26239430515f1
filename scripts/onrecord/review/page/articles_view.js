/** The list of the articles, with how far each is. */

import { fill, h } from "./dom.js";
import { queuePlace } from "./store.js";

export class ArticlesView {
  constructor() {
    this.element = h("main", { class: "articles" });
  }

  show(articles) {
    const left = articles.filter(isLeft).length;
    const focused = [...this.element.querySelectorAll("a")].indexOf(document.activeElement);
    const head = ["Article", "Status", "Checked", "Findings"].map((name) => h("th", { scope: "col" }, name));
    fill(
      this.element,
      h("h1", {}, "Articles"),
      h("p", { class: "hint" }, `${left} of ${articles.length} left. j and k move, Enter opens.`),
      h(
        "table",
        {},
        h("thead", {}, h("tr", {}, head)),
        h(
          "tbody",
          {},
          articles.map((article) => row(article)),
        ),
      ),
    );
    const links = this.element.querySelectorAll("a");
    (links[focused] ?? this.element.querySelector("tr.open a") ?? links[0])?.focus();
  }

  /** Move the focus among the links. */
  step(step) {
    const all = [...this.element.querySelectorAll("a")];
    all[Math.max(0, Math.min(all.length - 1, all.indexOf(document.activeElement) + step))]?.focus();
  }
}

/** Whether something is to be checked in an article; gold is the end of the way. */
function isLeft({ status, items, checked, error, pending }) {
  return !error && status !== "gold" && (pending || checked < items);
}

function row({ n, id, title, status, items, checked, findings, file, error, pending }) {
  const name = h("bdi", {}, title || id);
  const progress = h("progress", {
    max: Math.max(items, 1),
    value: checked,
    "aria-label": `${checked} of ${items} checked`,
  });
  const waiting = sessionStorage.getItem(queuePlace(n, id)) !== null;
  return h(
    "tr",
    { class: isLeft({ status, items, checked, error, pending }) ? "open" : null },
    h(
      "td",
      {},
      error ? name : h("a", { href: `#/${n}` }, name),
      h(
        "div",
        { class: "file" },
        h("bdi", {}, file),
        waiting ? h("strong", {}, " has unsent steps: open it to send them") : null,
      ),
    ),
    error
      ? h("td", { colspan: 3, class: "error" }, h("bdi", {}, error))
      : [
          h("td", {}, h("span", { class: `status ${status}` }, status)),
          h("td", { class: "number" }, progress, pending ? " …" : ` ${checked}/${items}`),
          h("td", { class: "number" }, pending ? "…" : String(findings)),
        ],
  );
}
