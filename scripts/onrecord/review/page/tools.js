/** The bar beside selected text: what it can be taken as. */

import { applicable } from "./commands.js";
import { button, fill, h } from "./dom.js";
import { shownKey } from "./keys.js";

export class Tools {
  constructor(bench) {
    this.bench = bench;
    this.element = h("div", {
      class: "tools",
      role: "toolbar",
      "aria-label": "Take the selected text as",
      hidden: true,
    });
  }

  hide() {
    this.element.hidden = true;
  }

  /** Show the tools at the end of the selected spans, none where nothing is selected. */
  show(spans) {
    const { bench, element } = this;
    element.hidden = !spans.length;
    if (!spans.length) return;
    const offered = applicable(bench.commands, bench.entry?.layer).filter(({ tool }) => tool);
    fill(
      element,
      offered.map((each) => button(each.tool, () => each.run(bench), { key: shownKey(each.keys[0]), class: "small" })),
    );
    const last = bench.view.boxes(spans[0].start, spans.at(-1).end).at(-1);
    if (!last) return;
    const origin = element.offsetParent.getBoundingClientRect();
    const left = Math.max(0, Math.min(last.right - origin.left - 60, origin.width - element.offsetWidth));
    element.style.transform = `translate(${Math.round(left)}px, ${Math.round(last.bottom - origin.top + 10)}px)`;
  }
}
