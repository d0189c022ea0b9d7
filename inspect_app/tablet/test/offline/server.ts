/** The server's side of docs/synchronisation.md in memory, reached over a network that can be made to fail. */
import { digest } from "../../src/offline/bytes.ts";
import type { KeptAnswer, Packet, Person } from "../../src/offline/model.ts";
import { NOTHING_HELD, packetOf, STANDARD, VISIT } from "./fixtures.ts";

/** What becomes of a request; `cut` takes half of a file away. */
export type Fault = "never arrives" | "reply is lost" | "trouble" | "portal" | "cut" | "logged out";
export type Request = { readonly method: string; readonly path: string; readonly body: unknown; readonly person: Person | null };

interface Held {
  readonly revision: string;
  readonly base: string | null;
  readonly at: string;
  readonly by: Person;
  standing: "standing" | "superseded" | "rival";
  readonly content: Omit<KeptAnswer, "revision" | "by" | "at">;
}

class Refusal extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string) {
    super(code);
    [this.status, this.code] = [status, code];
  }
}

export class Server {
  person: Person | null;
  readonly requests: Request[] = [];
  /** What becomes of the next requests. */
  fault: (request: Request) => Fault | null | Promise<Fault | null> = () => null;
  /** Codes by which entries are refused, by what stands in their path. */
  readonly refusing = new Map<string, string>();
  packet: Packet | null;
  readonly answers = new Map<string, Held[]>();
  readonly files = new Map<string, { bytes: ArrayBuffer; sha256: string; kind: string; times: number }>();
  readonly withdrawn = new Set<string>();
  readonly drawings = new Map<string, string>();
  readonly signatures = new Map<string, string>();
  end: string | null = null;
  offset = 0;

  constructor(person: Person, packet: Partial<Packet> = {}) {
    this.person = person;
    this.packet = packetOf(packet);
  }

  /** Stands in for `fetch`. */
  readonly fetch = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const request = { method: init.method ?? "GET", path, body: await this.#body(init.body), person: this.person };
    const fault = await this.fault(request);
    this.requests.push(request);
    if (fault === "never arrives") throw new TypeError("fetch failed");
    if (fault === "trouble") return new Response("<h1>502</h1>", { status: 502 });
    if (fault === "portal") return new Response("<h1>Please pay</h1>", { status: 200 });
    if (fault === "logged out") this.person = null;
    const reply = await this.#answer(request, new Headers(init.headers), fault === "cut");
    if (fault === "reply is lost") throw new TypeError("network lost");
    return reply;
  };

  standing(item: string): Held | undefined {
    return this.answers.get(item)?.find(({ standing }) => standing === "standing");
  }

  sent(method: string): string[] {
    return this.requests.filter((each) => each.method === method).map(({ path }) => path.replace(`/tablet/visits/${VISIT}/`, ""));
  }

  async #body(body: RequestInit["body"]): Promise<unknown> {
    if (!(body instanceof FormData)) return typeof body === "string" ? JSON.parse(body) : null;
    const file = body.get("file") as File;
    const about = JSON.parse(String(body.get("capture") ?? body.get("signature")));
    return { ...about, bytes: await file.arrayBuffer() };
  }

  async #answer({ method, path, body, person }: Request, headers: Headers, isCut: boolean): Promise<Response> {
    if (!this.person) return json(401, { error: { code: "log_in", zh: "", en: "" } });
    const claimed = headers.get("X-Person");
    if (claimed && claimed !== String(this.person.id)) return json(401, { error: { code: "other_person", zh: "", en: "" } });
    if (method === "PUT" && headers.get("X-CSRFToken") !== `token of ${this.person.id}`) return json(400, {});
    try {
      return method === "PUT" ? json(200, await this.#put(path, body as never, person!, isCut)) : this.#get(path, headers);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return json(error.status, { refused: { code: error.code, zh: `拒绝：${error.code}`, en: `refused: ${error.code}` } });
    }
  }

  #get(path: string, headers: Headers): Response {
    if (path === "/tablet/session") {
      const now = new Date(Date.now() + this.offset * 1000).toISOString();
      return json(200, { person: this.person, csrf: `token of ${this.person!.id}`, now, demo: false, release: "r", photograph_edge_px: 2048 });
    }
    if (path === "/tablet/visits") {
      const isOpen = this.packet && ["scheduled", "under_way"].includes(this.packet.state);
      return json(200, { visits: isOpen ? [VISIT] : [] });
    }
    if (path === `/tablet/standards/${STANDARD.sha256}`) return json(200, STANDARD);
    if (path !== `/tablet/visits/${VISIT}` || !this.packet) throw new Refusal(404, "not_yours");
    const said = JSON.stringify(this.#packet());
    const etag = `W/"${said.length} ${[...said].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) | 0, 0)}"`;
    if (headers.get("If-None-Match") === etag) return new Response(null, { status: 304 });
    return new Response(said, { status: 200, headers: { ETag: etag } });
  }

  async #put(path: string, body: Record<string, string> & { bytes: ArrayBuffer }, by: Person, isCut: boolean): Promise<unknown> {
    if (!this.packet) throw new Refusal(404, "not_yours");
    const [kind, id, part] = path.replace(`/tablet/visits/${VISIT}/`, "").split("/") as [string, string, string?];
    const refusal = this.refusing.get(id ?? kind);
    if (refusal) throw new Refusal(422, refusal);
    const isOver = this.packet.state === "finished";
    if (kind === "answers") return this.#take(id, body as never, by, isOver);
    if (kind === "end") {
      if (isOver && this.end !== body["id"]) throw new Refusal(409, "not_under_way");
      this.end = body["id"]!;
      this.packet = { ...this.packet, state: "finished" };
      return { held: this.end };
    }
    if (part && !this.files.has(id)) throw new Refusal(422, "photograph");
    if (part === "drawing") {
      this.drawings.set(id, body["revision"]!);
      return { held: body["revision"] };
    }
    if (part === "withdrawal") {
      this.withdrawn.add(id);
      return { held: id };
    }
    const all = body.bytes;
    const bytes = isCut ? all.slice(0, all.byteLength / 2) : all;
    if ((await digest(bytes)) !== body["sha256"]) throw new Refusal(422, "sha256");
    const kept = this.files.get(id);
    if (!kept && isOver) throw new Refusal(409, "not_under_way");
    if (kept && kept.sha256 !== body["sha256"]) throw new Refusal(422, "already_done");
    this.files.set(id, { bytes, sha256: body["sha256"]!, kind, times: (kept?.times ?? 0) + 1 });
    if (kind === "signatures") this.signatures.set(id, body["sha256"]!);
    return { held: body["sha256"] };
  }

  #take(item: string, body: KeptAnswer & { base: string | null; clock_offset_s: number }, by: Person, isOver: boolean): unknown {
    const all = this.answers.get(item) ?? [];
    this.answers.set(item, all);
    const told = ({ standing, revision }: Held) => ({ [standing === "rival" ? "rival" : "held"]: revision });
    const before = all.find(({ revision }) => revision === body.revision);
    if (before) return told(before);
    if (isOver) throw new Refusal(409, "not_under_way");
    const { revision, base, at: saidAt, clock_offset_s: offset, ...content } = body;
    const at = new Date(Date.parse(saidAt) + offset * 1000).toISOString();
    const stands = this.standing(item);
    const own = all.filter((each) => each.by.id === by.id && each.standing !== "superseded");
    const held: Held = { revision, base, at, by, content, standing: "standing" };
    if (stands && base !== stands.revision) {
      if (own.some((each) => Date.parse(each.at) > Date.parse(at))) held.standing = "superseded";
      else if (!own.includes(stands)) held.standing = "rival";
    }
    if (held.standing === "standing" && stands) stands.standing = "superseded";
    for (const each of own) if (held.standing === "rival" && each.standing === "rival") each.standing = "superseded";
    all.push(held);
    return told(held);
  }

  #packet(): Packet {
    const stands = [...this.answers.keys()].flatMap((item) => {
      const held = this.standing(item);
      return held ? [[item, held] as const] : [];
    });
    const those = (kind: Held["standing"]) => [...this.answers.values()].flat().filter(({ standing }) => standing === kind);
    const photographs = [...this.files].filter(([, { kind }]) => kind === "photographs");
    return {
      ...this.packet!,
      answers: Object.fromEntries(stands.map(([item, { revision, by, at, content }]) => [item, { ...content, revision, by, at }])),
      receipt: {
        ...NOTHING_HELD,
        answers: Object.fromEntries(stands.map(([item, { revision }]) => [item, revision])),
        superseded: those("superseded").map(({ revision }) => revision),
        rivals: those("rival").map(({ revision }) => revision),
        photographs: Object.fromEntries(photographs.map(([id, { sha256 }]) => [id, sha256])),
        withdrawn: [...this.withdrawn],
        drawings: Object.fromEntries(this.drawings),
        signatures: Object.fromEntries(this.signatures),
        end: this.end,
      },
    };
  }
}

function json(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status });
}
