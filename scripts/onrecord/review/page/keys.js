/** From a press of a key to the command that the table binds to it. */

import { isOpen } from "./dialogs.js";

/** The name of a press as the table has it: `a`, `A`, `Space`, `Shift+Enter`, `Ctrl+z`, `Alt+Shift+h`. */
export function pressed(event) {
  const held = { Ctrl: event.ctrlKey || event.metaKey, Alt: event.altKey };
  const modifiers = Object.keys(held).filter((name) => held[name]);
  const key = letter(event) ?? (event.key === " " ? "Space" : event.key);
  if (key.length > 1 || modifiers.length) {
    if (event.shiftKey) modifiers.push("Shift");
    return [...modifiers, key.length > 1 ? key : key.toLowerCase()].join("+");
  }
  return key;
}

/** The letter on the place of a key, where the press gives no Latin one: another alphabet, or Alt on a Mac. */
function letter({ key, code, shiftKey, altKey }) {
  if (!/^Key[A-Z]$/.test(code ?? "") || (/^[ -~]$/.test(key) && !altKey)) return null;
  const place = code.at(-1);
  return shiftKey ? place : place.toLowerCase();
}

/** Call `run(command)` for presses that `commands()` binds, but not where something is typed or a dialog is open. */
export function listen(commands, run) {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || isOpen() || isTyping(event.target)) return;
    const name = pressed(event);
    if ((name === "Space" || name === "Enter") && event.target.closest?.("button, a, summary")) return;
    const command = commands().find(({ keys }) => keys.includes(name));
    if (!command) return;
    event.preventDefault();
    run(command);
  });
}

function isTyping(target) {
  return target instanceof Element && target.closest("input, textarea, select") !== null;
}

/** How the help sheet and the buttons write a key. */
export function shownKey(name) {
  const signs = {
    Space: "␣",
    ArrowLeft: "←",
    ArrowRight: "→",
    ArrowUp: "↑",
    ArrowDown: "↓",
    Enter: "↵",
    Delete: "Del",
    Backspace: "⌫",
    Escape: "Esc",
  };
  return name
    .split("+")
    .map((part) => signs[part] ?? part)
    .join("+")
    .replace("++", "+");
}
