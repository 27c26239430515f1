/** What is shown where there is no article to show: a message, and a place for the link that the command prints. */

import { button, h } from "./dom.js";

/** A message with something to try again. */
export function messageView(message, again) {
  return main(h("p", {}, message), h("p", {}, button("Try again", again)));
}

/** Ask for a link; `enter(token)` is called with its token. `waiting` steps are kept until then. */
export function linkView(why, waiting, enter) {
  const label = { "aria-label": "Link", placeholder: "http://127.0.0.1:…/#…" };
  const input = h("input", { type: "text", autocomplete: "off", spellcheck: "false", ...label });
  const onsubmit = (event) => {
    event.preventDefault();
    const token = input.value.trim().split("#").at(-1);
    if (token) enter(token);
  };
  const kept = waiting ? h("p", { class: "wrong" }, `${waiting} unsent steps are kept in this tab.`) : null;
  return main(h("p", {}, why), kept, h("form", { onsubmit }, input, " ", h("button", { type: "submit" }, "Go on")));
}

function main(...content) {
  return h("main", { class: "message" }, h("h1", {}, "onrecord review"), content);
}
