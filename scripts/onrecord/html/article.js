/** What is pointed at or has the focus is lit in all its parts, in the text and in the notes. A classic script, for file://. */
(() => {
  "use strict";

  const named = (element) => element?.closest?.(".onrecord [data-of]");

  /** Light every part of the first annotation that an element belongs to, and nothing else. */
  function light(element) {
    for (const lit of document.querySelectorAll(".onrecord .hot")) lit.classList.remove("hot");
    const of = named(element)?.dataset.of.split(" ")[0];
    if (!of) return;
    for (const part of element.closest(".onrecord").querySelectorAll(`[data-of~="${CSS.escape(of)}"]`)) {
      part.classList.add("hot");
    }
  }

  document.addEventListener("pointerover", (event) => light(event.target));
  document.addEventListener("focusin", (event) => light(event.target));
})();
