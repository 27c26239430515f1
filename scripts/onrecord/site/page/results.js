"use strict";

/** Results as elements. What comes from articles is only ever text. */

function h(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children.filter((child) => child !== null && child !== ""));
  return element;
}

/** A text of an article, which may run from right to left, with the words marked that were searched for. */
function bdi(text, asked = []) {
  const element = h("bdi", {});
  let end = 0;
  for (const found of asked.length ? text.matchAll(WORD) : []) {
    if (!wordsOf(found[0]).some((word) => asked.some((one) => isWanted(word, one)))) continue;
    element.append(text.slice(end, found.index), h("mark", {}, found[0]));
    end = found.index + found[0].length;
  }
  element.append(text.slice(end));
  return element;
}

const SHOWN = {
  quotes([id, before, content, after, kind, name, about, cue, negated], asked) {
    const by = [
      h("span", { class: "speaker" }, bdi(name || "nobody named", asked)),
      about ? h("span", {}, bdi(about)) : null,
      cue ? h("span", {}, "cue “", bdi(cue, asked), "”") : null,
      h("span", { class: "tag" }, negated ? `${kind}, negated` : kind),
    ];
    return { id, body: [around(before), bdi(content, asked), around(after)], facts: by, sort: kind };
  },
  articles([id, beginning, quotes, dates, numbers, status, split], asked, [, heading]) {
    const counts = [`${plural(quotes, "quote")}, ${plural(dates, "date")}, ${plural(numbers, "number")}`];
    const facts = [bdi(beginning, asked), h("span", {}, ...counts), h("span", { class: "tag" }, status), split];
    return { id, body: [bdi(heading, asked)], facts };
  },
  dates: expression,
  numbers: expression,
};

function expression([id, before, text, after, kind, value], asked) {
  const body = [bdi(before, asked), h("strong", {}, bdi(text, asked)), bdi(after, asked)];
  return { id, body, facts: [h("span", { class: "tag" }, kind), h("span", {}, bdi(value, asked))] };
}

function day(text) {
  return h("span", { class: "day" }, text);
}

/** The text before or after what was found. */
function around(text) {
  return text && h("span", { class: "context" }, bdi(text));
}

function plural(count, noun) {
  return `${Number(count).toLocaleString("en")} ${noun}${count === "1" ? "" : "s"}`;
}

/** A result: it leads to the annotation in its article. */
function resultOf(what, { values, article }, asked) {
  const [page, heading, publisher, published] = article;
  const { id, body, facts, sort = "" } = SHOWN[what](values, asked, article);
  const link = h("a", { href: `articles/${page}.html${id && `#${id}`}` }, ...body);
  const from = [what === "articles" ? null : bdi(heading), publisher ? bdi(publisher) : null, published && day(published)];
  return h(
    "li",
    { class: `result ${what} ${sort}` },
    h("p", { class: "found", dir: "auto" }, link),
    h("p", { class: "facts" }, ...facts.filter(Boolean).flatMap((fact) => [fact, " "])),
    h("p", { class: "from" }, ...from.filter(Boolean).map((part) => h("span", {}, part))),
  );
}
