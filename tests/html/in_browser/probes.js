/** What the tests ask of a page. */
(() => {
  const CLEAR = "rgba(0, 0, 0, 0)";

  /** Red, green, blue and alpha, from 0 to 1, of a colour as computed: rgb(…) or color(srgb …). */
  function colour(computed) {
    const [r, g, b, a = 1] = computed.match(/[\d.e-]+/g).map(Number);
    return computed.startsWith("color") ? [r, g, b, a] : [r / 255, g / 255, b / 255, a];
  }

  const over = ([r, g, b, a], below) => [r, g, b].map((part, i) => part * a + below[i] * (1 - a));

  /** What is behind the text of an element. */
  function background(element) {
    const below = element.parentElement ? background(element.parentElement) : [1, 1, 1];
    return over(colour(getComputedStyle(element).backgroundColor), below);
  }

  function luminance(rgb) {
    const [r, g, b] = rgb.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }

  function contrast(one, other) {
    const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  }

  const hasWords = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  const isShown = (element) => element.checkVisibility() && element.getClientRects().length > 0;

  return {
    /** The text of the text column. */
    text: () => [...document.querySelectorAll(".text")].map((element) => element.textContent).join(""),

    /** The links that lead to nothing, or to what is not lit when they are followed. */
    unlit() {
      const found = [];
      const links = document.querySelectorAll('a[href^="#"]');
      for (const hash of new Set([...links].map((link) => link.hash))) {
        location.hash = hash;
        const target = document.querySelector(":target");
        if (!target || !isShown(target) || getComputedStyle(target).backgroundColor === CLEAR) found.push(hash);
      }
      return found;
    },

    /** The words of the text that are lit as the note of an annotation is, when a link leads there. */
    lit(id) {
      location.hash = id;
      const as = getComputedStyle(document.getElementById(id)).backgroundColor;
      return [...document.querySelectorAll(".text .run")]
        .filter((run) => getComputedStyle(run).backgroundColor === as)
        .map((run) => run.textContent);
    },

    /** Text that stands out too little from what is behind it (WCAG 2.2, level AA), with its ratio. */
    faint() {
      const found = [];
      for (const element of document.querySelectorAll("body *")) {
        for (const part of [null, "::before"]) {
          const style = getComputedStyle(element, part);
          if (!isShown(element) || (part ? style.content === "none" : !hasWords(element))) continue;
          const behind = background(element);
          const ratio = contrast(over(colour(style.color), behind), behind);
          const size = parseFloat(style.fontSize);
          const least = size >= 24 || (size >= 18.66 && style.fontWeight >= 700) ? 3 : 4.5;
          if (ratio < least) found.push(`${ratio.toFixed(2)} ${element.className} ${element.textContent.slice(0, 30)}`);
        }
      }
      return found;
    },
  };
})()
