/** What comes over the page: choices by key, sheets to read, and what is told in a line. */

import { button, h } from "./dom.js";

const KEYS = "1234567890abcdefghijklmnopqrstuvwxyz";

/**
 * Ask for one of `options`: `{label, value, key?, note?, current?}`. Keys choose at once; null when it is left.
 * What comes from files is in `label` and `note` only.
 */
export function choose(title, options) {
  const keys = keysOf(options);
  return new Promise((resolve) => {
    const pick = (index) => {
      dialog.returnValue = String(index);
      dialog.close(String(index));
    };
    const rows = options.map((option, index) =>
      h("li", {}, button([h("kbd", {}, keys[index] ?? "·"), h("bdi", { class: "label" }, option.label), option.note ? h("bdi", { class: "note" }, option.note) : null],
        () => pick(index), { class: option.current ? "option current" : "option", "aria-current": option.current ? "true" : null, "aria-keyshortcuts": keys[index] })));
    const dialog = open(title, [h("ol", { class: "options" }, rows)], "choice");
    dialog.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const index = keys.indexOf(event.key);
      if (index >= 0) {
        event.preventDefault();
        pick(index);
      } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        const buttons = [...dialog.querySelectorAll(".option")];
        const at = buttons.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
        buttons.at(at % buttons.length)?.focus();
      }
    });
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "" ? null : options[Number(dialog.returnValue)].value));
    (dialog.querySelector(".current") ?? dialog.querySelector(".option"))?.focus();
  });
}

function keysOf(options) {
  const taken = new Set(options.map(({ key }) => key).filter(Boolean));
  const free = [...KEYS].filter((key) => !taken.has(key));
  return options.map(({ key }) => key ?? free.shift());
}

/** Show a sheet until it is closed. */
export function open(title, content, className = "sheet") {
  const heading = h("h2", { id: "dialog-title" }, title);
  const close = h("button", { type: "button", class: "close", "aria-label": "Close", title: "Close (Escape)", onclick: () => dialog.close("") }, "×");
  const dialog = h("dialog", { class: className, "aria-labelledby": "dialog-title" }, h("header", {}, heading, close), h("div", { class: "body", tabindex: "0" }, content));
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close(""));
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
  timer = setTimeout(() => { place.textContent = ""; }, wrong ? 12000 : 4000);
}
