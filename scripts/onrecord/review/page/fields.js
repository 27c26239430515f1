/** The fields that people edit, by the schema's choices: what they hold, and the controls for them. */

import { h } from "./dom.js";

// Set by other means: places by moving them, links by choosing, ids and the status by the server.
const ELSEWHERE = new Set([
  "id",
  "start",
  "end",
  "text",
  "speaker",
  "parent",
  "annotation.status",
  "source.seed",
  "source.sha256",
  "source.origin",
]);

/** `[{name, type, enum, description, items}]` of what can be edited as it stands: no spans, no links. */
export function fieldsOf(choices, layer) {
  return Object.entries(choices[layer] ?? {})
    .map(([name, choice]) => ({ name, ...choice }))
    .filter((field) => !ELSEWHERE.has(field.name) && !is(field, "object") && !is(field.items, "object"));
}

/** Whether a field (or an item of one) is of a JSON type. */
export function is(field, type) {
  return [field?.type].flat().includes(type);
}

export function valueOf(entry, name) {
  return name.split(".").reduce((holder, key) => holder?.[key], entry);
}

export function shownValue(value) {
  if (value === null || value === undefined) return "";
  return Array.isArray(value) ? value.join(", ") : String(value);
}

/** What a typed text means for a field; throws an Error that says what is wrong. */
export function parsed(field, typed) {
  const text = typed.trim();
  if (is(field, "array")) {
    const items = text.split(/[,\s]+/).filter(Boolean);
    return is(field.items, "number") ? items.map(numberOf) : items;
  }
  if (is(field, "number") || is(field, "integer")) return text === "" ? null : numberOf(text);
  return text;
}

function numberOf(text) {
  const value = Number(text.replace(",", "."));
  if (!/^[-+]?(\d+([.,]\d+)?|[.,]\d+)([eE][-+]?\d+)?$/.test(text))
    throw new Error(`“${text}” is no number: digits, a point, a minus`);
  if (Number.isInteger(value) && !Number.isSafeInteger(value))
    throw new Error(`“${text}” is too large to be kept to the digit here: edit it in the file`);
  return value;
}

/** A control for a field; `send(value)` on change and on blur, `told(message)` where what is typed is not sent, `leave()` by key. */
export function control(field, value, label, { send, told, leave }) {
  if (field.enum) return selection(field, value, label, { send, leave });
  if (is(field, "boolean")) return checkbox(field, value, label, { send, leave });
  return typing(field, value, label, { send, told, leave });
}

function checkbox(field, value, label, actions) {
  const attributes = { type: "checkbox", "aria-label": label, "data-field": field.name };
  const onchange = ({ target }) => chosen(target, target.checked, actions);
  return h("input", { ...attributes, checked: value === true, onchange });
}

function selection(field, value, label, actions) {
  const values = field.enum.includes(value) ? field.enum : [value, ...field.enum];
  const options = values.map((each) => h("option", { selected: each === value }, each === "" ? "–" : String(each)));
  const onchange = ({ target }) => chosen(target, values[target.selectedIndex], actions);
  return h("select", { "aria-label": label, "data-field": field.name, onchange }, options);
}

/** Send what was chosen; by the mouse, the keys are for the text again. */
function chosen(target, value, { send, leave }) {
  const byKey = target.matches(":focus-visible");
  send(value);
  if (!byKey) leave();
}

function typing(field, value, label, { send, told, leave }) {
  const attributes = { type: "text", dir: "auto", "aria-label": label, "data-field": field.name };
  const input = h("input", { ...attributes, autocomplete: "off", spellcheck: "false" });
  input.defaultValue = shownValue(value); // what the article has; the value is what is typed
  let warned = false;
  const giveUp = () => {
    if (isDirty(input) && !warned) {
      warned = true;
      return told(`Not sent: “${input.value}”. Enter sends it, Escape again drops it.`, true);
    }
    input.value = input.defaultValue;
    input.removeAttribute("aria-invalid");
    return leave();
  };
  input.addEventListener("change", () => commit(input, field, send, told));
  input.addEventListener("input", () => {
    warned = false;
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && commit(input, field, send, told)) leave();
    if (event.key === "Escape") {
      event.preventDefault();
      giveUp();
    }
  });
  return input;
}

/** Send what is typed, if it is new; false, and said why, if it means nothing. */
function commit(input, field, send, told) {
  let meant;
  try {
    meant = parsed(field, input.value);
  } catch (error) {
    input.setAttribute("aria-invalid", "true");
    told(error.message, true);
    return false;
  }
  input.removeAttribute("aria-invalid");
  if (isDirty(input)) {
    input.defaultValue = input.value;
    send(meant);
  }
  return true;
}

/** Whether something is typed into a control that was not sent. */
export function isDirty(element) {
  return element instanceof HTMLInputElement && element.type === "text" && element.value !== element.defaultValue;
}
