/** From a press of a key to the command that the table binds to it. */

import { isOpen } from "./dialogs.js";

/** The name of a press as the table has it: `a`, `A`, `Shift+Enter`, `Ctrl+z`, `Alt+h`. Layouts without Latin letters go by the place of the key. */
export function pressed(event) {
  const { key, code, shiftKey, altKey } = event;
  const letter = /^Key[A-Z]$/.test(code ?? "") ? code.at(-1) : "";
  const latin = /^[\x20-\x7e]$/.test(key) && !altKey;
  let name = key === " " ? "Space" : key;
  if (letter && !latin) name = shiftKey && !altKey ? letter : letter.toLowerCase();
  const modifiers = [event.ctrlKey || event.metaKey ? "Ctrl" : "", altKey ? "Alt" : ""];
  const shift = shiftKey && (name.length > 1 || event.ctrlKey || event.metaKey || altKey) ? "Shift" : "";
  if (modifiers[0] || altKey) name = name.length === 1 ? name.toLowerCase() : name;
  return [...modifiers, shift, name].filter(Boolean).join("+");
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
  const signs = { Space: "␣", ArrowLeft: "←", ArrowRight: "→", ArrowUp: "↑", ArrowDown: "↓", Enter: "↵", Delete: "Del", Backspace: "⌫", Escape: "Esc" };
  return name.split("+").map((part) => signs[part] ?? part).join("+").replace("++", "+");
}
