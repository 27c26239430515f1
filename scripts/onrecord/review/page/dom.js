/** Elements made of a name, safe attributes and text. Nothing on the page reads HTML: what comes from files is text. */

const NAMES =
  "id class type role title for name tabindex dir lang rows placeholder spellcheck autocomplete inputmode colspan scope max";
const SAFE = new RegExp(`^(aria-[a-z]+|data-[a-z-]+|${NAMES.replaceAll(" ", "|")})$`);
const PROPERTIES = new Set(["value", "checked", "disabled", "selected", "hidden", "open", "readOnly"]);
const SVG = "http://www.w3.org/2000/svg";

/** An element with attributes, properties and `onEVENT` listeners; children are nodes, text, lists of them, or nothing. */
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) set(element, key, value);
  element.append(...present(children));
  return element;
}

/** Put children in place of what an element holds. */
export function fill(element, ...children) {
  element.replaceChildren(...present(children));
}

function present(children) {
  return children.flat(3).filter((child) => child !== null && child !== undefined && child !== false);
}

function set(element, key, value) {
  if (value === null || value === undefined) return;
  if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
  else if (PROPERTIES.has(key)) element[key] = value;
  else if (key === "href" && /^#\/[0-9]*$/.test(value)) element.setAttribute("href", value);
  else if (SAFE.test(key)) element.setAttribute(key, value);
  else throw new Error(`attribute that the page does not set: ${key}`);
}

/** A row of a description list. */
export function pair(term, ...description) {
  return h("div", { class: "row" }, h("dt", {}, term), h("dd", {}, description));
}

/** An element of SVG with numbers and classes for attributes. */
export function svg(name, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** A button: what it says, what it does, and the key that does the same. */
export function button(label, onclick, { key = "", title = "", ...attributes } = {}) {
  const shown = key ? [label, " ", h("kbd", { "aria-hidden": "true" }, key)] : [label];
  const described = key
    ? { "aria-keyshortcuts": spelled(key), title: title || `${label} (${key})` }
    : { title: title || null };
  return h("button", { type: "button", onclick, ...described, ...attributes }, shown);
}

function spelled(key) {
  return key.replace("Ctrl", "Control").replace("␣", "Space");
}
