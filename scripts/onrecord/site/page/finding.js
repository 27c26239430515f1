"use strict";

/** From what is asked to the numbers of the items that answer it, in their order. */

const SIGNS = { speaker: "s", affiliation: "a", cue: "c", kind: "k", class: "t", type: "d", number: "n" };
const BY_WORDS = ["speaker", "affiliation", "cue"];

/** The place of the script that holds `key`: the last whose first key is not beyond it. */
function placeOf(firsts, key) {
  let low = 0;
  let high = firsts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (firsts[middle] <= key) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** All that is asked of the items themselves, as terms of the index. */
function termsOf(asked) {
  const terms = wanted(asked.q ?? "");
  for (const [name, sign] of Object.entries(SIGNS)) {
    const value = asked[name] ?? "";
    if (!value) continue;
    if (BY_WORDS.includes(name)) {
      for (const { word, isBeginning } of wanted(value)) terms.push({ word: `${sign}:${word}`, isBeginning });
    } else terms.push({ word: `${sign}:${value}`, isBeginning: false });
  }
  return terms;
}

/** The numbers of the items that hold a term, or any that begins with it. */
async function itemsWith(kind, firsts, term) {
  const last = term.isBeginning ? placeOf(firsts, `${term.word}\uffff`) : placeOf(firsts, term.word);
  const first = Math.max(placeOf(firsts, term.word), 0);
  const names = [];
  for (let place = first; place <= last; place += 1) names.push(`${kind}/terms-${place}`);
  const lists = [];
  for (const { terms, items } of await Promise.all(names.map(onrecord.load))) {
    for (let place = Math.max(placeOf(terms, term.word), 0); place < terms.length; place += 1) {
      if (isWanted(terms[place], term)) lists.push(summed(items[place]));
      else if (terms[place] > term.word) break;
    }
  }
  return lists.length === 1 ? lists[0] : [...new Set(lists.flat())].sort((a, b) => a - b);
}

/** Numbers from a first one and steps. */
function summed(steps) {
  let number = 0;
  return steps.map((step) => (number += step));
}

/** What is in both of two lists in order. */
function shared(one, other) {
  const held = new Set(other);
  return one.filter((number) => held.has(number));
}

/** A test of the numbers of articles, or `null` where nothing is asked of articles. */
async function articleTest(asked, values) {
  if (!["status", "split", "publisher", "year"].some((name) => asked[name])) return null;
  const columns = await onrecord.load("articles");
  const tests = [];
  for (const name of ["status", "split"]) {
    const place = values[name].indexOf(asked[name]);
    if (asked[name]) tests.push((article) => columns[name][article] === place);
  }
  if (asked.publisher) {
    const meant = publishersWith(asked.publisher, values.publisher);
    tests.push((article) => meant.has(columns.publisher[article]));
  }
  if (asked.year) {
    const year = Number(asked.year);
    tests.push((article) => columns.first[article] <= year && year <= columns.last[article]);
  }
  return (article) => tests.every((test) => test(article));
}

/** The numbers of the publishers whose names hold the words. */
function publishersWith(text, publishers) {
  const asked = wanted(text);
  const found = new Set();
  publishers.forEach((name, number) => {
    const words = wordsOf(name);
    if (asked.every((one) => words.some((word) => isWanted(word, one)))) found.add(number);
  });
  return found;
}

/** The article of each item of a kind. */
async function articlesOf(kind) {
  const { counts } = await onrecord.load("articles");
  return counts[kind].flatMap((count, article) => Array(count).fill(article));
}

/** The numbers of all items of `asked.what` that fit, the newest first among those that fit as well. */
async function find(asked) {
  const head = await onrecord.load("head");
  const { count, terms: firsts } = head.kinds[asked.what];
  const lists = await Promise.all(termsOf(asked).map((term) => itemsWith(asked.what, firsts, term)));
  lists.sort((one, other) => one.length - other.length);
  let found = lists.length ? lists.reduce(shared) : Array.from({ length: count }, (_, number) => number);
  const fits = await articleTest(asked, head.values);
  if (fits) {
    const articles = await articlesOf(asked.what);
    found = found.filter((number) => fits(articles[number]));
  }
  return ownFirst(found, wanted(asked.q ?? ""), asked.what, firsts);
}

/** The same numbers, those of dates and numbers first that hold most of the words themselves, not in the text around. */
async function ownFirst(numbers, words, kind, firsts) {
  if (!["dates", "numbers"].includes(kind) || !words.length) return numbers;
  const own = words.map(({ word, isBeginning }) => itemsWith(kind, firsts, { word: `e:${word}`, isBeginning }));
  const held = new Map();
  for (const number of (await Promise.all(own)).flat()) held.set(number, (held.get(number) ?? 0) + 1);
  return [...numbers].sort((one, other) => (held.get(other) ?? 0) - (held.get(one) ?? 0));
}

/** What is shown of items: their values, with what a list shows of their article. */
async function shownOf(kind, numbers) {
  const { items: firsts } = (await onrecord.load("head")).kinds[kind];
  return Promise.all(
    numbers.map(async (number) => {
      const place = placeOf(firsts, number);
      const { articles, items } = await onrecord.load(`${kind}/items-${place}`);
      const [article, ...values] = items[number - firsts[place]];
      return { values, article: articles[article] };
    }),
  );
}
