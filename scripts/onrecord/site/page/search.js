"use strict";

/** The search page: what is asked stands in the form and in the address, so that a search is a link. */

const SIZE = 20; // results on a page
const PAUSE = 150; // milliseconds after which what is being typed is searched for
const NAMES = "what q speaker affiliation cue kind class type number status split publisher year page".split(" ");

const form = document.getElementById("search");
const filters = document.getElementById("filters");
const told = document.getElementById("told");
const results = document.getElementById("results");
const pages = document.getElementById("pages");
let turn = 0;
let timer = 0;

/** What the address asks for. */
function fromAddress() {
  const given = new URLSearchParams(location.hash.slice(1));
  const asked = Object.fromEntries(NAMES.map((name) => [name, given.get(name) ?? ""]).filter(([, value]) => value));
  if (!Object.hasOwn(SHOWN, asked.what ?? "")) asked.what = "quotes";
  return asked;
}

/** What the form asks for: only fields that belong to what is looked for. */
function fromForm() {
  const asked = {};
  for (const field of form.elements) {
    const isOn = field.name && field.value && !field.closest("[hidden]") && (field.type !== "radio" || field.checked);
    if (isOn) asked[field.name] = field.value;
  }
  return asked;
}

function address(asked) {
  return `#${new URLSearchParams(asked)}`;
}

function fillForm(asked) {
  for (const field of form.elements) {
    if (field.type === "radio") field.checked = asked[field.name] === field.value;
    else if (field.name && field.value !== (asked[field.name] ?? "")) setValue(field, asked[field.name] ?? "");
  }
  showFields(asked.what);
}

/** Set a field; a choice that a link names and the corpus does not have is added, so that it shows. */
function setValue(field, value) {
  const isMissing = field.tagName === "SELECT" && ![...field.options].some((option) => option.value === value);
  if (isMissing) field.append(new Option(value, value));
  field.value = value;
}

/** Show the fields that belong to what is looked for. */
function showFields(what) {
  for (const field of form.querySelectorAll("[data-for]")) field.hidden = !field.dataset.for.split(" ").includes(what);
}

/** Search for what the address asks, and show the page of results that it names. */
async function answer() {
  const mine = (turn += 1);
  const asked = fromAddress();
  try {
    const found = await find(asked);
    const last = Math.max(1, Math.ceil(found.length / SIZE));
    const page = Math.min(Math.max(1, Math.trunc(Number(asked.page)) || 1), last);
    const shown = await shownOf(asked.what, found.slice((page - 1) * SIZE, page * SIZE));
    if (mine !== turn) return;
    const words = wanted(asked.q ?? "");
    results.start = (page - 1) * SIZE + 1;
    results.replaceChildren(...shown.map((item) => resultOf(asked.what, item, words)));
    pages.replaceChildren(...links(asked, page, last));
    told.textContent = summary(asked.what, found.length, page, last);
  } catch (error) {
    if (mine !== turn) return;
    told.textContent = `${error.message}. Load the page again; if the site was moved, all of its files must move along.`;
  }
  results.dataset.turn = String(mine);
}

function summary(what, count, page, last) {
  if (!count) return `No ${what} found. Try fewer words or filters.`;
  return plural(String(count), what.slice(0, -1)) + (last > 1 ? `, page ${page} of ${last.toLocaleString("en")}` : "");
}

function links(asked, page, last) {
  const link = (label, to, rel) => h("a", { href: address({ ...asked, page: String(to) }), rel }, label);
  return [
    page > 1 ? link("← Previous", page - 1, "prev") : null,
    page < last ? link("Next →", page + 1, "next") : null,
  ].filter(Boolean);
}

/** Ask for what the form says; a step in the history for each search that is over, none for each letter. */
function ask({ isStep }) {
  clearTimeout(timer);
  const next = address(fromForm());
  if (next === location.hash) return;
  if (isStep) history.pushState(null, "", next);
  else history.replaceState(null, "", next);
  answer();
}

async function suggest() {
  const { suggestions, values } = await onrecord.load("head");
  const offered = { ...suggestions, publisher: values.publisher.slice(0, 200) };
  for (const [name, names] of Object.entries(offered)) {
    const list = document.getElementById(`${name}-names`);
    list.replaceChildren(...names.filter(Boolean).map((value) => h("option", { value })));
  }
}

form.addEventListener("input", (event) => {
  clearTimeout(timer);
  if (event.target.matches("select, [type=radio]")) return;
  timer = setTimeout(ask, PAUSE, { isStep: false });
});
form.addEventListener("change", (event) => {
  if (event.target.name === "what") showFields(event.target.value);
  ask({ isStep: true });
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask({ isStep: true });
});
form.addEventListener("reset", (event) => {
  event.preventDefault();
  fillForm({ what: fromForm().what });
  ask({ isStep: true });
  form.elements.q.focus();
});
window.addEventListener("popstate", () => {
  fillForm(fromAddress());
  answer();
});
pages.addEventListener("click", () => window.scrollTo(0, 0));
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.target.closest("input, select, textarea")) return;
  event.preventDefault();
  form.elements.q.select();
});

form.hidden = false;
fillForm(fromAddress());
const areFiltersSet = [...filters.querySelectorAll("input, select")].some((field) => field.value);
filters.open = areFiltersSet || window.matchMedia("(width >= 48rem)").matches;
answer();
suggest().catch(() => {}); // answer() has told what is missing
