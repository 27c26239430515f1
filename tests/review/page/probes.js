/** What the tests look at in the page, each a function of one argument; they see the document alone, not the page's modules. */
({
  /** The boxes on the screen of the n-th occurrence of a text, brought into sight. */
  find([wanted, nth]) {
    const inLines = (node) =>
      node.parentElement.closest(".lines") ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT;
    const walker = document.createTreeWalker(document.querySelector(".text"), NodeFilter.SHOW_TEXT, inLines);
    const nodes = [];
    let all = "";
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      nodes.push([all.length, node]);
      all += node.data;
    }
    let at = -1;
    for (let i = 0; i <= nth; i += 1) at = all.indexOf(wanted, at + 1);
    if (at < 0) throw new Error(`not on the page: ${wanted}`);
    const place = (unit) => {
      const [base, node] = nodes.findLast(([from]) => from <= unit);
      return [node, unit - base];
    };
    const range = document.createRange();
    range.setStart(...place(at));
    range.setEnd(...place(at + wanted.length - 1));
    range.setEnd(range.endContainer, range.endOffset + 1);
    range.startContainer.parentElement.scrollIntoView({ block: "center" });
    const boxes = [...range.getClientRects()].filter(({ width }) => width > 0);
    return boxes.map(({ left, right, top, bottom }) => ({ left, right, top, bottom }));
  },

  /** Wait until what the mouse and keys did is painted, and what was painted is laid out and scrolled to. */
  async rest() {
    await new Promise((done) => setTimeout(done)); // after the page's own, that settles a click
    for (const _ of [1, 2]) await new Promise((done) => requestAnimationFrame(done));
  },

  /** Let the page's next timers without a delay wait until the mouse is dragged, as where much else is done. */
  lateness() {
    const { setTimeout } = window;
    const waiting = [];
    window.setTimeout = (done, delay) => (delay ? setTimeout(done, delay) : waiting.push(done));
    const dragged = ({ buttons }) => {
      if (!buttons || getSelection().isCollapsed) return;
      document.removeEventListener("pointermove", dragged);
      window.setTimeout = setTimeout;
      for (const done of waiting) done();
    };
    document.addEventListener("pointermove", dragged);
  },

  /** Whether the server has all, and the page says so. */
  settled() {
    const waits = Object.keys(sessionStorage).some((key) => key.startsWith("onrecord-queue"));
    return !waits && document.querySelector(".save.saved") !== null;
  },

  /** What is painted of the text, but for what is selected and pointed at. */
  painted() {
    const classes = ({ classList }) => [...classList].filter((name) => name !== "on" && name !== "hot").join(" ");
    const run = (each) => ({ text: each.textContent, kinds: classes(each), lanes: each.style.backgroundPosition });
    const chip = (each) => ({ text: "", kinds: classes(each), label: each.dataset.label });
    return [...[...document.querySelectorAll(".run")].map(run), ...[...document.querySelectorAll(".chip")].map(chip)];
  },

  /** The text as it is shown, and the direction of each of its blocks. */
  shown() {
    const lines = [...document.querySelectorAll(".lines")];
    return {
      text: lines.map(({ textContent }) => textContent).join(""),
      leftwards: lines.map((each) => each.matches(":dir(rtl)")),
      controls: [...document.querySelectorAll(".control")].map(({ dataset }) => dataset.name),
    };
  },

  /** The classes of what can be used and has no name. */
  nameless() {
    const used = [...document.querySelectorAll("button, a, input, select, summary")].filter((each) =>
      each.checkVisibility(),
    );
    const named = (each) => each.getAttribute("aria-label") || each.innerText?.trim() || each.labels?.length;
    return used.filter((each) => !named(each)).map(({ className }) => className);
  },

  /** Texts whose contrast is under 4.5, by what they are. */
  pale() {
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const over = (colour, ground) => {
      for (const fill of [`rgb(${ground})`, colour]) {
        canvas.fillStyle = fill;
        canvas.fillRect(0, 0, 1, 1);
      }
      return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
    };
    const linear = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
    const light = (rgb) => rgb.reduce((sum, value, i) => sum + linear(value / 255) * [0.2126, 0.7152, 0.0722][i], 0);
    const ground = (each) =>
      each ? over(getComputedStyle(each).backgroundColor, ground(each.parentElement)) : [255, 255, 255];
    const seen = ".run, .chip-label, .note, .words, dt, small, .kind, .state, .save, .count, .filter, button";
    const found = {};
    for (const each of document.querySelectorAll(seen)) {
      if (!each.checkVisibility() || each.matches(":disabled") || !each.textContent.trim()) continue;
      const under = ground(each);
      const [a, b] = [light(over(getComputedStyle(each).color, under)), light(under)];
      const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      if (ratio < 4.5) found[`${each.tagName}.${each.className}`] = ratio;
    }
    return found;
  },

  /** What the page's own module makes of texts and offsets. */
  async measured(cases) {
    const { Text } = await import("/page/offsets.js");
    return cases.map(([source, start, end]) => {
      const text = new Text(source);
      const fitted = text.fitted(start, end, { start: 0, end: text.length });
      return [text.length, text.point(text.unit(start)), text.slice(start, end), fitted];
    });
  },

  /** How presses are named, by the page's own module. */
  async pressed(events) {
    const { pressed } = await import("/page/keys.js");
    return events.map((event) => pressed(event));
  },

  /** The table of commands of a mode. */
  async commands(mode) {
    const { commandsOf } = await import("/page/commands.js");
    return commandsOf(mode).map(({ keys, on, name }) => ({ keys, on: on ?? null, name }));
  },

  /** Milliseconds to paint the text of the open article anew. */
  async painting() {
    const names = ["text_view", "offsets", "api"];
    const [{ TextView }, { Text }, { request }] = await Promise.all(names.map((name) => import(`/page/${name}.js`)));
    const state = await request("GET", location.hash.replace("#/", "articles/"));
    const view = new TextView();
    document.body.append(view.element);
    const started = performance.now();
    view.show(new Text(state.text), state);
    view.element.getBoundingClientRect();
    const took = performance.now() - started;
    view.element.remove();
    return took;
  },

  /** Milliseconds to the next frame after an accept, and how many blocks were painted again. */
  async accepting() {
    const before = [...document.querySelectorAll(".lines")];
    const started = performance.now();
    document.dispatchEvent(new KeyboardEvent("keydown", { key: " ", code: "Space", bubbles: true }));
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    return [performance.now() - started, before.filter((lines) => !lines.isConnected).length];
  },
});
