// The public interface, as the pages call it. Nothing here is private to them.

/** What the service refused, as it said it (RFC 9457). */
export class Problem extends Error {
  constructor(status, body) {
    super(body.detail ?? body.title ?? `The service answered with status ${status}.`);
    this.status = status;
    /** Each {pointer | parameter | header, code, detail}. */
    this.errors = body.errors ?? [];
    /** The questions that would mend it, if the service asks any. */
    this.questions = body.questions ?? [];
  }
}

/** The service gave no answer. */
export class Unreachable extends Error {
  constructor(cause) {
    super("Rolewright does not answer.", { cause });
  }
}

/**
 * Calls the service. A body is sent as JSON. Throws a Problem, an Unreachable, or an AbortError if signal aborts.
 * The result is the Response, whose status is 2xx.
 */
export async function call(path, { body, accept = "application/json", signal } = {}) {
  let response;
  try {
    response = await fetch(path, {
      method: body === undefined ? "GET" : "POST",
      headers: body === undefined ? { Accept: accept } : { Accept: accept, "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal,
    });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Unreachable(error);
  }
  if (response.ok) return response;
  if (response.headers.get("Content-Type")?.includes("json")) throw new Problem(response.status, await response.json());
  throw response.status >= 500 ? new Unreachable() : new Problem(response.status, {});
}

/** Calls the service and returns what it says in JSON. */
export async function ask(path, options) {
  const response = await call(path, options);
  try {
    return await response.json();
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Unreachable(error);
  }
}

const kept = new Map();

/** A list that does not change while the page is open, asked for once. */
export function once(path) {
  if (!kept.has(path)) {
    const answer = ask(path);
    answer.catch(() => kept.delete(path));
    kept.set(path, answer);
  }
  return kept.get(path);
}

/** One answer at a time: each call aborts the one before it. */
export class Latest {
  #controller;

  /** A signal for the next call. */
  next() {
    this.#controller?.abort();
    this.#controller = new AbortController();
    return this.#controller.signal;
  }
}
