/** What comes over the page: choices by key, sheets to read, and what is told in a line. */

import { button, h } from "./dom.js";

const KEYS = "1234567890abcdefghijklmnopqrstuvwxyz";

/**
 * Ask for one of `options`: `{label, value, key?, note?, current?}`. A key chooses at once; null when it is left.
 * What comes from files is in `label` and `note` only.
 */
export function choose(title, options) {
  const keys = keysOf(options);
  return new Promise((resolve) => {
    const pick = (index) => {
      dialog.close();
      resolve(options[index].value);
    };
    const rows = options.map((option, index) =>
      h(
        "li",
        {},
        optionButton(option, keys[index], () => pick(index)),
      ),
    );
    const dialog = open(title, [h("ol", { class: "options" }, rows)], "choice");
    dialog.addEventListener("keydown", (event) => chooseByKey(event, dialog, keys, pick));
    dialog.addEventListener("close", () => resolve(null)); // does nothing where one was picked
    (dialog.querySelector(".current") ?? dialog.querySelector(".option"))?.focus();
  });
}

function optionButton({ label, note, current }, key, onclick) {
  const words = [h("bdi", { class: "label" }, label), note ? h("bdi", { class: "note" }, note) : null];
  const attributes = { class: current ? "option current" : "option", "aria-current": current ? "true" : null };
  return button([h("kbd", {}, key ?? "·"), words], onclick, { ...attributes, "aria-keyshortcuts": key });
}

function chooseByKey(event, dialog, keys, pick) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const index = keys.indexOf(event.key);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (index < 0 && !step) return;
  event.preventDefault();
  if (index >= 0) return pick(index);
  const buttons = [...dialog.querySelectorAll(".option")];
  return buttons.at((buttons.indexOf(document.activeElement) + step) % buttons.length)?.focus();
}

function keysOf(options) {
  const taken = new Set(options.map(({ key }) => key).filter(Boolean));
  const free = [...KEYS].filter((key) => !taken.has(key));
  return options.map(({ key }) => key ?? free.shift());
}

/** Show a sheet until it is closed. */
export function open(title, content, className = "sheet") {
  const heading = h("h2", { id: "dialog-title" }, title);
  const close = h(
    "button",
    { type: "button", class: "close", "aria-label": "Close", title: "Close (Escape)", onclick: () => dialog.close() },
    "×",
  );
  const dialog = h(
    "dialog",
    { class: className, "aria-labelledby": "dialog-title" },
    h("header", {}, heading, close),
    h("div", { class: "body", tabindex: "0" }, content),
  );
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.getElementById("dialogs").replaceChildren(dialog);
  dialog.showModal();
  dialog.querySelector(".body").focus();
  return dialog;
}

export function isOpen() {
  return document.querySelector("dialog[open]") !== null;
}

let timer = 0;

/** Tell something in a line that goes by itself; what is wrong stays longer. */
export function tell(message, wrong = false) {
  const place = document.getElementById("told");
  place.textContent = message;
  place.className = wrong ? "wrong" : "";
  clearTimeout(timer);
  timer = setTimeout(
    () => {
      place.textContent = "";
    },
    wrong ? 12000 : 4000,
  );
}
