/** What validate and check found, and how to mend it. */

import { h } from "./dom.js";

/** A list of findings, null for none. */
export function findingsList(findings) {
  return findings.length ? h("ul", { class: "findings", "aria-label": "Findings" }, findings.map(finding)) : null;
}

function finding({ level, found, expected, mend, rule, test }) {
  const suspicion = level === "check";
  return h(
    "li",
    { class: suspicion ? "suspicion" : "error" },
    h("strong", {}, suspicion ? "? " : "! "),
    h("bdi", {}, found),
    expected ? h("div", {}, "expected: ", h("bdi", {}, expected)) : null,
    mend ? h("div", { class: "mend" }, h("bdi", {}, mend)) : null,
    h("small", {}, [suspicion ? "check" : `level ${level}`, test, rule].filter(Boolean).join(" · ")),
  );
}
