/** Requests to the server, and what their answers mean for the tablet. */
import type { Text } from "../policy/index.ts";
import type { Person } from "./model.ts";

/** No answer: no network, or none within its time. */
export class Unreachable extends Error {
  override readonly name = "Unreachable";
}

/** An answer that is not this server's, or that says it is in trouble: nothing is known of what was sent. */
export class Unclear extends Error {
  override readonly name = "Unclear";
}

/** Nobody is logged in. */
export class LogInFirst extends Error {
  override readonly name = "LogInFirst";
}

/** Somebody else is logged in than the inspector whose work it is. */
export class OtherPerson extends Error {
  override readonly name = "OtherPerson";
}

/** The server cannot take what was sent; it says why. */
export interface Refused {
  readonly status: number;
  readonly code: string;
  readonly text: Text;
}

export interface Reply {
  readonly status: number;
  /** Undefined where it is no JSON. */
  readonly body: unknown;
  readonly etag: string | null;
}

export interface Session {
  readonly person: Person;
  readonly csrf: string;
  /** The server's clock minus the tablet's, in seconds. */
  readonly clockOffset: number;
}

/** What a `PUT` is answered: it is held, or it is refused. */
export type Outcome = { readonly held: true } | { readonly refused: Refused };

// Milliseconds, and bytes in a millisecond on the slowest network that is worth waiting for.
const PATIENCE = 30_000;
const SLOWEST = 4;
/** More of them make nobody wait longer: others wait behind the file. */
const MOST_FAILURES = 3;
const REFUSALS = [404, 409, 413, 422];
const ROOT = "/tablet";

/** Raises Unreachable, Unclear, LogInFirst. */
export async function openSession(): Promise<Session> {
  const asked = Date.now();
  const { status, body } = await request("GET", `${ROOT}/session`, {});
  const answered = Date.now();
  if (status !== 200 || !isSession(body)) throw new Unclear(`the session: ${status}`);
  const clockOffset = (Date.parse(body.now) - (asked + answered) / 2) / 1000;
  return { person: body.person, csrf: body.csrf, clockOffset };
}

/** Requests in the name of one person. Every method raises Unreachable, Unclear, LogInFirst and OtherPerson. */
export class Link {
  readonly #headers: Readonly<Record<string, string>>;
  readonly #csrf: string;

  constructor({ person, csrf }: Session) {
    this.#headers = { "X-Person": String(person.id) };
    this.#csrf = csrf;
  }

  /** `unchanged` where it is what `etag` names, `gone` where the server says that it is not (any more) this person's. */
  async get(path: string, etag?: string): Promise<Reply | "unchanged" | "gone"> {
    const reply = await request("GET", ROOT + path, { ...this.#headers, ...(etag ? { "If-None-Match": etag } : {}) });
    if (reply.status === 304 && etag) return "unchanged";
    if (reply.status === 404 && refusalIn(reply)) return "gone";
    if (reply.status !== 200 || !isObject(reply.body)) throw new Unclear(`${path}: ${reply.status}`);
    return reply;
  }

  /** `held` is what the server has to name so that what was sent counts as held. */
  async put(path: string, held: string, body: unknown): Promise<Outcome> {
    const headers = { ...this.#writing(), "Content-Type": "application/json" };
    return outcome(await request("PUT", ROOT + path, headers, JSON.stringify(body)), path, held);
  }

  /**
   * The bytes of a file with its description beside it; `onSent` is told how many bytes are on their way. A network that
   * was too slow for it is given longer with every of its `failures`.
   */
  async putFile(
    path: string,
    held: string,
    form: FormData,
    size: number,
    failures: number,
    onSent: (bytes: number) => void,
  ): Promise<Outcome> {
    const send = typeof XMLHttpRequest === "undefined" ? request : upload(size, onSent);
    return outcome(await send("PUT", ROOT + path, this.#writing(), form, patience(size * (1 + Math.min(failures, MOST_FAILURES)))), path, held);
  }

  #writing(): Record<string, string> {
    return { ...this.#headers, "X-CSRFToken": this.#csrf };
  }
}

type Headers = Readonly<Record<string, string>>;

async function request(method: string, path: string, headers: Headers, body?: BodyInit, most = PATIENCE): Promise<Reply> {
  const signal = AbortSignal.timeout(most);
  const init: RequestInit = { method, headers, signal, cache: "no-store", redirect: "error" };
  const [answer, text] = await reached(path, async () => {
    const answer = await fetch(path, body === undefined ? init : { ...init, body });
    return [answer, await answer.text()] as const;
  });
  return understood(answer.status, text, answer.headers.get("ETag"));
}

async function reached<T>(path: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw new Unreachable(path, { cause: error });
  }
}

/** `request` for browsers, whose `fetch` does not tell how far a file has come. */
function upload(size: number, onSent: (bytes: number) => void) {
  return async (method: string, path: string, headers: Headers, body: FormData, most: number): Promise<Reply> => {
    const sending = new XMLHttpRequest();
    sending.open(method, path);
    for (const [name, value] of Object.entries(headers)) sending.setRequestHeader(name, value);
    sending.timeout = most;
    sending.upload.onprogress = ({ loaded }) => onSent(Math.min(loaded, size));
    await new Promise<void>((resolve, reject) => {
      sending.onload = () => resolve();
      sending.onerror = sending.ontimeout = sending.onabort = () => reject(new Unreachable(path));
      sending.send(body);
    });
    return understood(sending.status, sending.responseText, null);
  };
}

/** Milliseconds for so many bytes. */
function patience(size: number): number {
  return PATIENCE + Math.ceil(size / SLOWEST);
}

/** Raises LogInFirst and OtherPerson. */
function understood(status: number, text: string, etag: string | null): Reply {
  const body = parsed(text);
  if ((status === 401 || status === 403) && isObject(body) && isObject(body["error"])) {
    const { code } = body["error"];
    if (code === "log_in") throw new LogInFirst("log in first");
    if (code === "other_person" || code === "no_inspector") throw new OtherPerson(`${code} is logged in`);
  }
  return { status, body, etag };
}

/** What is between us and the server, such as the log-in page of a café, may answer for it: only its own words count. */
function outcome(reply: Reply, path: string, held: string): Outcome {
  const { status, body } = reply;
  if (status === 200 && isObject(body) && (body["held"] === held || body["rival"] === held)) return { held: true };
  const refused = REFUSALS.includes(status) ? refusalIn(reply) : null;
  if (!refused) throw new Unclear(`${path}: ${status}`);
  return { refused };
}

function refusalIn({ status, body }: Reply): Refused | null {
  const said = isObject(body) ? body["refused"] : null;
  if (!isObject(said)) return null;
  const { code, zh, en } = said;
  if (typeof code !== "string" || typeof zh !== "string" || typeof en !== "string") return null;
  return { status, code, text: { zh, en } };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isSession(body: unknown): body is { person: Person; csrf: string; now: string } {
  return (
    isObject(body) &&
    isObject(body["person"]) &&
    typeof body["person"]["id"] === "number" &&
    typeof body["csrf"] === "string" &&
    !Number.isNaN(Date.parse(String(body["now"])))
  );
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
