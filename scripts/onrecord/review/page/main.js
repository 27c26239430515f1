/** The page: session, addresses (`#TOKEN` once, `#/` the list, `#/3` an article), and the keys. */

import { SessionLost, hasSession, openSession, request } from "./api.js";
import { ArticlesView } from "./articles_view.js";
import { Bar } from "./bar.js";
import { Bench } from "./bench.js";
import { applicable } from "./commands.js";
import { ConflictView } from "./conflict_view.js";
import { tell } from "./dialogs.js";
import { fill, h } from "./dom.js";
import { isDirty } from "./fields.js";
import { listen } from "./keys.js";
import { Store } from "./store.js";
import { applyTheme, switchTheme } from "./theme.js";

const LIST_COMMANDS = [
  { keys: ["j", "ArrowDown"], run: () => list.step(1) },
  { keys: ["k", "ArrowUp"], run: () => list.step(-1) },
  { keys: ["D"], run: switchTheme },
];

const place = document.getElementById("bench");
const list = new ArticlesView();
const bar = new Bar(runKey);
const conflict = new ConflictView();
let bench = null;
let store = null;
let articles = [];

async function start() {
  applyTheme();
  listen(
    () => (store ? applicable(bench.commands, bench.entry?.layer) : LIST_COMMANDS),
    (command) => command.run(bench),
  );
  addEventListener("hashchange", go);
  addEventListener(
    "beforeunload",
    (event) => (store?.waiting || isDirty(document.activeElement)) && event.preventDefault(),
  );
  addEventListener("online", () => store?.retry());
  document.addEventListener("visibilitychange", () => document.hidden || !store || store.waiting || store.reload());
  await go();
}

/** Follow the address. */
async function go() {
  const address = location.hash.slice(1);
  try {
    if (address && !address.startsWith("/")) return await enter(address);
    if (store && !(await store.settled())) return stay();
    if (!hasSession()) return askForLink("Open the link that the command prints.");
    return await (address.length > 1 ? openArticle(Number(address.slice(1))) : openList());
  } catch (error) {
    if (error instanceof SessionLost)
      return askForLink("This link was used, or the server was started again: paste the new link.");
    tell(error.message, true);
    if (!store)
      fill(
        place,
        h(
          "main",
          { class: "message" },
          h("h1", {}, "onrecord review"),
          h("p", {}, error.message),
          h("p", {}, h("button", { type: "button", onclick: go }, "Try again")),
        ),
      );
    return undefined;
  }
}

/** Steps that were not sent belong to the article that is open. */
function stay() {
  history.replaceState(null, "", `#/${store.n}`);
  tell(`${store.waiting} steps are not saved yet: the article stays open.`, true);
}

/** Exchange a token; an open article goes on where it was. */
async function enter(token) {
  const known = store ? `#/${store.n}` : "#/";
  history.replaceState(null, "", known);
  try {
    const { mode } = await openSession(token);
    sessionStorage.setItem("onrecord-mode", mode);
  } catch (error) {
    return askForLink(error.message);
  }
  if (!store) {
    articles = (await request("GET", "articles")).articles;
    if (articles.length === 1 && !articles[0].error) history.replaceState(null, "", "#/0");
    return go();
  }
  showDesk();
  return store.retry();
}

function askForLink(why) {
  const input = h("input", {
    type: "text",
    "aria-label": "Link",
    autocomplete: "off",
    spellcheck: "false",
    placeholder: "http://127.0.0.1:…/#…",
  });
  const kept = store?.waiting
    ? h("p", { class: "wrong" }, `${store.waiting} unsent steps are kept in this tab.`)
    : null;
  const form = h(
    "form",
    {
      onsubmit: (event) => {
        event.preventDefault();
        const token = input.value.trim().split("#").at(-1);
        if (token) enter(token);
      },
    },
    input,
    " ",
    h("button", { type: "submit" }, "Go on"),
  );
  fill(place, h("main", { class: "message" }, h("h1", {}, "onrecord review"), h("p", {}, why), kept, form));
  input.focus();
}

async function openList() {
  close();
  articles = (await request("GET", "articles")).articles;
  document.title = "onrecord review";
  list.show(articles);
  fill(place, list.element);
  list.show(articles);
}

async function openArticle(n) {
  const [state, choices] = await Promise.all([
    request("GET", `articles/${n}`),
    bench ? bench.choices : request("GET", "choices"),
  ]);
  close();
  store = new Store(n, state, { shown: (ids) => refresh(ids), saving, told: tell });
  bench ??= new Bench({
    choices,
    mode: sessionStorage.getItem("onrecord-mode"),
    page: { told: tell, stepArticle, switchTheme },
  });
  document.title = `${state.document.title || state.document.id} · onrecord`;
  showDesk();
  bench.open(store);
  conflict.show(store);
  store.retry();
}

function close() {
  store?.close();
  store = null;
}

function showDesk() {
  fill(place, bar.element, conflict.element, bench.element);
  bar.show(store);
}

function refresh(ids) {
  bench.refresh(ids);
  conflict.show(store);
  bar.show(store);
}

function saving() {
  bar.show(store);
  if (store.saving === "session")
    askForLink("The server was started again: open its new link in this tab, or paste it here.");
}

async function stepArticle(step) {
  articles = articles.length ? articles : (await request("GET", "articles")).articles;
  const next = articles
    .slice()
    .sort((a, b) => (a.n - b.n) * step)
    .find(({ n, error }) => (n - store.n) * step > 0 && !error);
  if (next) location.hash = `#/${next.n}`;
  else tell("There is no other article in this direction.");
}

function runKey(key) {
  if (key === "document") bench.select(null);
  else if (key === "retry") store.retry();
  else bench.run(key);
}

start();
