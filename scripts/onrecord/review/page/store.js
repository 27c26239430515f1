/**
 * One article: what the server knows, the requests that it has not answered yet, and what follows from both for the page to show.
 *
 * Requests go one after another. They are kept in sessionStorage until they are answered, so that neither a reload nor a server that
 * went away loses one; each has a key, by which the server knows one that comes again.
 */

import { anticipated, changed, differing } from "./anticipation.js";
import { Gone, Refused, SessionLost, request } from "./api.js";

const WAITS = [500, 1000, 2000, 4000, 5000]; // milliseconds before a request is sent again

export class Store {
  #queue = [];
  #sending = false;
  #timer = 0;
  #failures = 0;

  /** `listener` is told `shown(ids)` what is to be painted again (null: all), `saving()` and `told(message, wrong)`. */
  constructor(n, state, listener) {
    this.n = n;
    this.listener = listener;
    this.place = queuePlace(n, state.document.id);
    this.#queue = JSON.parse(sessionStorage.getItem(this.place) ?? "[]");
    this.known = state;
    this.shown = anticipated(state, this.#queue);
    this.savedAt = state.saved?.at ? new Date(state.saved.at) : null;
    this.saving = "saved"; // or "saving", "gone", "session"
  }

  get waiting() {
    return this.#queue.length;
  }

  /** Do operations as one step; `done(change)` is called with the server's answer, null where it refused. */
  perform(operations, done = null) {
    this.#add("operations", { operations }, done);
  }

  /** Take the last step back, or (`redo`) do it again. */
  turn(way, done) {
    this.#add(way, {}, done);
  }

  setStatus(status) {
    this.#add("status", { status });
  }

  async resolve(choice) {
    await this.#asking(async () => this.#adopt(await request("POST", `articles/${this.n}/conflict`, { choice })));
  }

  async reload() {
    await this.#asking(async () => this.#adopt(await request("GET", `articles/${this.n}`)));
  }

  /** Send now what waits: the server may be back. */
  retry() {
    clearTimeout(this.#timer);
    this.#failures = 0;
    this.#send();
  }

  /** Whether all is sent, at the latest after some seconds of waiting for it. */
  async settled(seconds = 3) {
    const until = Date.now() + seconds * 1000;
    while (this.waiting && this.saving === "saving" && Date.now() < until)
      await new Promise((go) => setTimeout(go, 20));
    return !this.waiting;
  }

  close() {
    clearTimeout(this.#timer);
    this.listener = { shown() {}, saving() {}, told() {} };
  }

  async #asking(action) {
    try {
      await action();
    } catch (error) {
      if (error instanceof SessionLost) this.#say("session");
      else this.listener.told(error.message, true);
    }
  }

  #add(kind, body, done) {
    if (this.known.readonly) return this.listener.told(this.known.readonly, true);
    const wait = { kind, body: { ...body, key: crypto.randomUUID() } };
    this.#queue.push(wait);
    Object.defineProperty(wait, "done", { value: done, enumerable: false });
    this.#keep();
    this.#show();
    this.#send();
    return undefined;
  }

  #keep() {
    if (this.#queue.length) sessionStorage.setItem(this.place, JSON.stringify(this.#queue));
    else sessionStorage.removeItem(this.place);
  }

  async #send() {
    if (this.#sending) return;
    this.#sending = true;
    while (this.#queue.length) {
      this.#say(this.#failures ? this.saving : "saving");
      const first = this.#queue[0];
      try {
        const change = await request("POST", `articles/${this.n}/${first.kind}`, {
          ...first.body,
          revision: this.known.revision,
        });
        this.#failures = 0;
        this.savedAt = new Date();
        this.#drop(first);
        this.known = changed(this.known, change);
        this.#show();
        first.done?.(change);
      } catch (error) {
        if (!(await this.#failed(first, error))) break;
      }
    }
    this.#sending = false;
    if (!this.#queue.length) this.#say("saved");
  }

  /** Whether to go on with the queue after an error. */
  async #failed(first, error) {
    if (error instanceof SessionLost)
      this.#say("session"); // until there is a new one
    else if (error instanceof Gone) this.#sendLater();
    else if (error instanceof Refused) return this.#refused(first, error);
    else throw error;
    return false;
  }

  #sendLater() {
    this.#say("gone");
    this.#timer = setTimeout(() => this.#send(), WAITS[Math.min(this.#failures, WAITS.length - 1)]);
    this.#failures += 1;
  }

  async #refused(first, { status, body, message }) {
    if (status === 409 && body.state && stillMeant(first, this.known, body.state)) {
      this.listener.told("The article was changed elsewhere: this is how it is now.");
      this.#adopt(body.state);
      return true;
    }
    this.#drop(first);
    first.done?.(null);
    this.listener.told(`Not done: ${message}`, true);
    if (body.state) this.#adopt(body.state);
    else await this.reload();
    return true;
  }

  #drop(first) {
    this.#queue = this.#queue.filter((wait) => wait !== first);
    this.#keep();
  }

  #adopt(state) {
    this.known = state;
    this.#show(true);
  }

  #show(all = false) {
    const before = this.shown;
    this.shown = anticipated(this.known, this.#queue);
    this.listener.shown(all ? null : differing(before, this.shown), before);
  }

  #say(saving) {
    this.saving = saving;
    this.listener.saving();
  }
}

/** Where the requests of an article are kept until they are answered. */
export function queuePlace(n, id) {
  return `onrecord-queue ${n} ${id}`;
}

/** Whether what a request speaks of is the same in the state that the server has now. */
function stillMeant({ kind, body }, known, state) {
  if (kind !== "operations") return false;
  const ids = body.operations
    .flatMap(({ id, ids: several }) => [id, ...(several ?? [])])
    .filter((id) => known.entries[id]);
  return ids.every((id) => JSON.stringify(known.entries[id]) === JSON.stringify(state.entries[id]));
}
