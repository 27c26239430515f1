/**
 * All parts of an annotation light up, in the text and in the notes, where it is pointed at, has the focus, or is what a
 * link leads to. A classic script, which pages on a disk can load too.
 */
(() => {
  "use strict";

  /** Give a class to all parts of the annotation `id` in the article around `element`, and to nothing else. */
  function mark(name, element, id) {
    for (const marked of document.querySelectorAll(`.onrecord .${name}`)) marked.classList.remove(name);
    if (!id) return;
    const parts = element.closest(".onrecord").querySelectorAll(`[data-of~="${CSS.escape(id)}"]`);
    for (const part of parts) part.classList.add(name);
  }

  /** What is pointed at: the innermost annotation. */
  function point({ target }) {
    const part = target.closest?.(".onrecord [data-of]");
    mark("hot", part, part?.dataset.of.split(" ")[0]);
  }

  function follow() {
    const target = document.querySelector(".onrecord :target");
    mark("lit", target, target?.dataset.id);
  }

  document.addEventListener("pointerover", point);
  document.addEventListener("focusin", point);
  addEventListener("hashchange", follow);
  addEventListener("load", follow); // before, a page that is opened at an annotation has no target
})();
