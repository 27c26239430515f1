/** The parts of the selected entry: its spans by role, or its mentions; each can be chosen and taken away. */

import { h, button, pair } from "./dom.js";
import { ROLES, ROLE_NAMES, parts } from "./entries.js";
import { control, fieldsOf } from "./fields.js";
import { guideButton } from "./guide_view.js";
import { removePart, takeAs } from "./placing.js";

/** A row for each role of an entry. */
export function rolesList(bench, entry) {
  const all = parts(entry);
  const rows = Object.keys(ROLES[entry.layer]).map((role) => {
    const own = all.filter((part) => part.role === role).map((part) => partButton(bench, part, all.indexOf(part)));
    const name = ROLE_NAMES[role] ?? role;
    const more = role === "span" ? null : [takeButton(bench, role, name), guideButton(`${entry.layer}.${role}`)];
    return pair([h("span", { class: `sign ${signOf(entry, role)}` }), name], own, more);
  });
  return h("dl", { class: "parts" }, rows);
}

/** A row for each mention of a speaker, with its form; `sending(id, field)` says what is done with a choice. */
export function mentionsList(bench, speaker, sending) {
  const form = fieldsOf(bench.choices, "mention").find(({ name }) => name === "form");
  const rows = parts(speaker).map((part, index) => {
    const choice = form && control(form, part.span.form, `form of ${part.id}`, sending(part.id, form));
    return h("li", {}, partButton(bench, part, index), choice);
  });
  return h("div", {}, h("h3", {}, "Mentions", guideButton("mention")), h("ul", { class: "mentions" }, rows));
}

function partButton(bench, part, index) {
  const chosen = index === bench.partIndex;
  const choose = () => bench.select(bench.selectedId, { part: index });
  const attributes = { class: chosen ? "part chosen" : "part", dir: "auto", "aria-pressed": String(chosen) };
  const take = button(part.span.text, choose, attributes);
  if (part.role === "span" && bench.entry.layer !== "speaker") return take;
  const label = `Take away: ${part.span.text}`;
  const away = button("×", () => removePart(bench, part), {
    class: "small",
    "aria-label": label,
    title: "Take away (X)",
  });
  return h("span", { class: "held" }, take, away);
}

function takeButton(bench, role, name) {
  const label = `Take the selected text as ${name}`;
  return button("+", () => takeAs(bench, role), { class: "small", "aria-label": label, title: label });
}

function signOf(entry, role) {
  return role === "span" ? entry.layer : ({ modifier_spans: "modifier" }[role] ?? role);
}
