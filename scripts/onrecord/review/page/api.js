/** Requests to the server: the session, and what can go wrong with an answer. */

const SESSION = "onrecord-session";

/** The server answered, and did not do it. */
export class Refused extends Error {
  constructor(status, body) {
    super(said(body) || `the server refused (${status})`);
    this.status = status;
    this.body = body ?? {};
  }
}

/** There was no answer: whether it was done is not known. */
export class Gone extends Error {}

/** The session is not the server's (any more): a new link is needed. */
export class SessionLost extends Error {}

export function hasSession() {
  return sessionStorage.getItem(SESSION) !== null;
}

/** Exchange the one-time token of a link for a session. */
export async function openSession(token) {
  const answer = await ask("POST", "session", { token });
  sessionStorage.setItem(SESSION, answer.session);
  sessionStorage.setItem("onrecord-annotator", answer.annotator ?? "");
  return answer;
}

/** The body of the answer; throws Refused, Gone or SessionLost. */
export async function request(method, path, body) {
  try {
    return await ask(method, path, body);
  } catch (error) {
    if (error instanceof Refused && (error.status === 401 || error.status === 403))
      throw new SessionLost(error.message);
    throw error;
  }
}

async function ask(method, path, body) {
  const headers = { "X-Onrecord-Session": sessionStorage.getItem(SESSION) ?? "" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  let answer;
  let content;
  try {
    answer = await fetch(`/api/${path}`, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      cache: "no-store",
      redirect: "error",
      signal: AbortSignal.timeout(20000),
    });
    content = await answer.text();
  } catch {
    throw new Gone("the server does not answer");
  }
  const parsed = parse(content);
  if (!answer.ok)
    throw answer.status >= 500 && !parsed?.error ? new Gone("the server failed") : new Refused(answer.status, parsed);
  return parsed;
}

function parse(content) {
  try {
    return JSON.parse(content);
  } catch {
    return null;
  }
}

/** What an error says, in one line. */
function said(body) {
  const error = body?.error;
  if (!error) return "";
  if (typeof error === "string") return error;
  return [error.found, error.expected && `expected: ${error.expected}`, error.mend].filter(Boolean).join(" · ");
}
