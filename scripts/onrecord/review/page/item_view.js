/** The selected entry at the side: its parts, fields, links, and what is wrong with it. */

import { removePart, setParent, setSpeaker, takeAs } from "./actions.js";
import { button, fill, h } from "./dom.js";
import { ROLES, ROLE_NAMES, links, parts, summary } from "./entries.js";
import { control, fieldsOf, isDirty, valueOf } from "./fields.js";
import { showGuide } from "./guide_view.js";
import { stateOf } from "./text_view.js";

export class ItemView {
  constructor(bench) {
    this.bench = bench;
    this.element = h("section", { class: "item", "aria-labelledby": "item-title" });
  }

  /** Paint the selected entry; not while something is typed: that would be lost. */
  show() {
    const active = document.activeElement;
    if (this.element.contains(active) && isDirty(active) && active.dataset.owner === this.bench.selectedId) return;
    const field = this.element.contains(active) ? active.dataset.field : null;
    const { entry } = this.bench;
    fill(this.element, entry ? this.#entry(entry) : this.#document());
    if (field) this.element.querySelector(`[data-field="${CSS.escape(field)}"]`)?.focus();
  }

  /** Put the cursor into the control of a field. */
  edit(name) {
    const input = this.element.querySelector(`input[data-field="${CSS.escape(name)}"]`);
    input?.focus();
    input?.select();
  }

  #entry(entry) {
    const { shown } = this.bench;
    const state = stateOf(entry.id, shown);
    const by = shown.checked[entry.id]?.by;
    const words = { open: "not checked", checked: by ? `checked by ${by}` : "checked", wrong: "has findings" };
    const heading = h("h2", { id: "item-title" },
      h("span", { class: `chip-label ${entry.layer}` }, entry.id), ` ${entry.layer} `, h("span", { class: `state ${state}` }, words[state]));
    return [
      h("header", {}, heading, this.#guide(entry.layer)),
      this.#findings(entry),
      entry.layer === "speaker" ? this.#mentions(entry) : this.#roles(entry),
      this.#fields(entry),
      this.#links(entry),
      h("p", { class: "buttons" },
        button("Accept", () => this.bench.run("Space"), { key: "␣", class: "primary" }),
        button("Reject", () => this.bench.run("x"), { key: "x" }),
        button("Retype", () => this.bench.run("y"), { key: "y" }),
        button("Split", () => this.bench.run("v"), { key: "v" }),
        button("Join", () => this.bench.run("V"), { key: "V" })),
    ];
  }

  #findings(entry) {
    const findings = this.bench.shown.findings.filter(({ id }) => id === entry.id);
    if (!findings.length) return null;
    return h("ul", { class: "findings", "aria-label": "Findings" }, findings.map((finding) => findingRow(finding)));
  }

  #roles(entry) {
    const all = parts(entry);
    const rows = Object.keys(ROLES[entry.layer]).map((role) => {
      const own = all.filter((part) => part.role === role);
      const name = ROLE_NAMES[role] ?? role;
      return h("div", { class: "row" }, h("dt", {}, h("span", { class: `sign ${signOf(entry, role)}` }), name),
        h("dd", {}, own.map((part) => this.#part(part, all.indexOf(part))),
          role === "span" ? null : button("+", () => takeAs(this.bench, role), { class: "small", "aria-label": `Take the selected text as ${name}`, title: `Take the selected text as ${name}` }),
          role === "span" ? null : this.#guide(`${entry.layer}.${role}`)));
    });
    return h("dl", { class: "parts" }, rows);
  }

  #part(part, index) {
    const chosen = index === this.bench.partIndex;
    const take = h("button", { type: "button", class: chosen ? "part chosen" : "part", dir: "auto", "aria-pressed": String(chosen), onclick: () => this.bench.select(this.bench.selectedId, { part: index }) }, part.span.text);
    if (part.role === "span" && this.bench.entry.layer !== "speaker") return take;
    return h("span", { class: "held" }, take, h("button", { type: "button", class: "small", "aria-label": `Take away: ${part.span.text}`, title: "Take away (X)", onclick: () => removePart(this.bench, part) }, "×"));
  }

  #mentions(speaker) {
    const form = fieldsOf(this.bench.choices, "mention").find(({ name }) => name === "form");
    const rows = parts(speaker).map((part, index) => h("li", {}, this.#part(part, index),
      form ? control(form, part.span.form, `form of ${part.id}`, this.#sending(part.id, form)) : null));
    return h("div", {}, h("h3", {}, "Mentions", this.#guide("mention")), h("ul", { class: "mentions" }, rows));
  }

  #fields(entry) {
    return h("dl", { class: "fields" }, fieldsOf(this.bench.choices, entry.layer).map((field) => this.#field(entry.layer, entry.id, field, valueOf(entry, field.name))));
  }

  #field(layer, id, field, value) {
    const input = control(field, value, field.name, this.#sending(id, field));
    input.dataset.owner = id;
    return h("div", { class: "row" }, h("dt", { title: field.description ?? null }, field.name), h("dd", {}, input, this.#guide(`${layer}.${field.name}`)));
  }

  #sending(id, field) {
    return {
      send: (value) => this.bench.set(id, { [field.name]: value }),
      told: (message, wrong) => this.bench.told(message, wrong),
      leave: () => this.bench.view.element.focus({ preventScroll: true }),
    };
  }

  #links(entry) {
    const { entries } = this.bench.shown;
    const rows = links(entry, entries).map(([what, id]) => h("div", { class: "row" }, h("dt", {}, what),
      h("dd", {}, button(h("bdi", {}, `${id} ${entries[id] ? summary(entries[id]) : "(missing)"}`), () => this.bench.select(id), { class: "link" }))));
    if (entry.layer === "quote") {
      rows.push(h("div", { class: "row" }, h("dt", {}, "link"), h("dd", {},
        button("Speaker", () => setSpeaker(this.bench), { key: "f", class: "small" }), button("Inside of", () => setParent(this.bench), { key: "p", class: "small" }))));
    }
    return rows.length ? h("dl", { class: "links", "aria-label": "Links" }, rows) : null;
  }

  #guide(topic) {
    return button("?", () => showGuide(topic), { class: "guide", "aria-label": `Guidelines: ${topic}`, title: `Guidelines: ${topic}` });
  }

  #document() {
    const { document: head, findings } = this.bench.shown;
    const fields = fieldsOf(this.bench.choices, "document");
    return [
      h("header", {}, h("h2", { id: "item-title" }, "The article"), this.#guide("document")),
      h("ul", { class: "findings" }, findings.filter(({ id }) => !id).map((finding) => findingRow(finding))),
      h("dl", { class: "fields" }, fields.map((field) => this.#field("document", "", field, valueOf(head, field.name)))),
      h("p", { class: "hint" }, "j goes to the first entry, ? shows the keys."),
    ];
  }
}

export function findingRow({ level, found, expected, mend, rule, test }) {
  const kind = level === "check" ? "check" : `level ${level}`;
  return h("li", { class: level === "check" ? "suspicion" : "error" },
    h("strong", {}, level === "check" ? "? " : "! "), h("bdi", {}, found),
    expected ? h("div", {}, "expected: ", h("bdi", {}, expected)) : null,
    mend ? h("div", { class: "mend" }, h("bdi", {}, mend)) : null,
    h("small", {}, [kind, test, rule].filter(Boolean).join(" · ")));
}

function signOf(entry, role) {
  return role === "span" ? entry.layer : { modifier_spans: "modifier" }[role] ?? role;
}
