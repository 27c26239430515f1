/** The page: session, addresses (`#TOKEN` once, `#/` the list, `#/3` an article), and the keys. */

import { SessionLost, hasSession, openSession, request } from "./api.js";
import { ArticlesView } from "./articles_view.js";
import { Bar } from "./bar.js";
import { Bench } from "./bench.js";
import { applicable } from "./commands.js";
import { ConflictView } from "./conflict_view.js";
import { tell } from "./dialogs.js";
import { fill } from "./dom.js";
import { isDirty } from "./fields.js";
import { listen } from "./keys.js";
import { linkView, messageView } from "./message_view.js";
import { Store } from "./store.js";
import { applyTheme, switchTheme } from "./theme.js";

const LIST_COMMANDS = [
  { keys: ["j", "ArrowDown"], run: () => list.step(1) },
  { keys: ["k", "ArrowUp"], run: () => list.step(-1) },
  { keys: ["D"], run: switchTheme },
];

const NEW_LINK = "This link was used, or the server was started again: open its new link in this tab";

const place = document.getElementById("bench");
const list = new ArticlesView();
const bar = new Bar(runKey);
const conflict = new ConflictView();
let bench = null;
let store = null;
let articles = [];
let choices = null; // asked for once

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
    if (error instanceof SessionLost) return askForLink(`${NEW_LINK}, or paste it here.`);
    tell(error.message, true);
    if (!store) fill(place, messageView(error.message, go));
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
  history.replaceState(null, "", store ? `#/${store.n}` : "#/");
  try {
    const { mode } = await openSession(token);
    sessionStorage.setItem("onrecord-mode", mode);
    articles = (await request("GET", "articles")).articles;
  } catch (error) {
    return askForLink(error.message);
  }
  if (store) return goOn();
  if (articles.length === 1 && !articles[0].error) history.replaceState(null, "", "#/0");
  return go();
}

/** Go on with the open article on a server that was started again, maybe with other articles. */
function goOn() {
  const { id, title } = store.known.document;
  const same = articles[store.n]?.id === id ? articles[store.n] : articles.find((article) => article.id === id);
  if (!same) return askForLink(`This server was started without “${title || id}”: start it with that article.`);
  store.n = same.n;
  history.replaceState(null, "", `#/${same.n}`);
  showDesk();
  return store.retry();
}

function askForLink(why) {
  fill(place, linkView(why, store?.waiting ?? 0, enter));
  place.querySelector("input").focus();
}

async function openList() {
  close();
  document.title = "onrecord review";
  fill(place, list.element);
  do {
    articles = (await request("GET", "articles")).articles;
    if (list.element.isConnected) list.show(articles);
  } while (list.element.isConnected && articles.some(({ pending }) => pending));
}

async function openArticle(n) {
  choices ??= request("GET", "choices");
  const state = await request("GET", `articles/${n}`);
  const page = { told: tell, stepArticle, switchTheme };
  bench ??= new Bench({ choices: await choices, mode: sessionStorage.getItem("onrecord-mode"), page });
  close();
  store = new Store(n, state, { shown: refresh, saving, told: tell });
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
  if (store.saving === "session") askForLink(`${NEW_LINK}, or paste it here.`);
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
