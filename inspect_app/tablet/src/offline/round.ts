/**
 * One round with the server: what waits is sent, visit by visit, and what the server knows is fetched.
 *
 * An entry that is refused, or that gets no answer, holds no other up. Entries are removed by the receipt alone.
 */
import type { Text } from "../policy/index.ts";
import { bodyOf, momentOf } from "./bodies.ts";
import { digest } from "./bytes.ts";
import { GONE, isGone, isPast } from "./gone.ts";
import { isObject, type Link, type Outcome, Unclear, Unreachable } from "./link.ts";
import type { Entry, Packet, PhotographEntry, SignatureEntry } from "./model.ts";
import { isHeld } from "./receipts.ts";
import { StorageFull, type Store } from "./store.ts";

const ORDER: readonly Entry["kind"][] = ["answer", "photograph", "drawing", "withdrawal", "signature", "end"];
/** One that fails may be to blame itself, two in a row are not. */
const FAILURES_IN_A_ROW = 2;
/** Refusals that say that the bytes were damaged on their way. */
const DAMAGED_ON_THE_WAY = ["sha256", "no_file"];
const OPEN = ["scheduled", "under_way"];

export const DAMAGED: Text = {
  zh: "保存在本机的文件已损坏，无法上传。请重新拍摄或重新签名，然后删除这一份。",
  en: "The file on this tablet is damaged and cannot be sent. Take the photograph or sign again, then remove this one.",
};

export interface Watch {
  /** After every step, with the bytes of the present file that are on their way. */
  readonly onStep: (bytesSent: number) => void;
  /** Raises where the round has to stop. */
  readonly goOn: () => void;
}

/** Entries by what they are now: changed, the same entry is another one. */
export function ident(entry: Entry): string {
  return `${entry.key} ${"revision" in entry ? entry.revision : entry.at}`;
}

export class Round {
  /** What the server has said it holds; it is removed by the receipt. */
  readonly acknowledged = new Set<string>();
  /** What was looked at, sent or not. */
  readonly seen = new Set<string>();
  /** Whether the server has said what it holds of any visit. */
  heard = false;
  /** Whether anything is on the server now of which this was not known before. */
  gotOn = false;
  readonly #store: Store;
  readonly #link: Link;
  readonly #clockOffset: number;
  readonly #watch: Watch;
  /** How often each key has failed, round after round. */
  readonly #failures: Map<string, number>;
  #inARow = 0;
  #failure: Error | null = null;

  constructor(store: Store, link: Link, clockOffset: number, failures: Map<string, number>, watch: Watch) {
    this.#store = store;
    this.#link = link;
    this.#clockOffset = clockOffset;
    this.#failures = failures;
    this.#watch = watch;
  }

  /** Send what waits, and fetch its visits; all visits where `everything` is wanted. Raises what the link raises. */
  async run(everything: boolean): Promise<void> {
    const entries = await this.#store.entries();
    const waiting = unique([...entries].sort((a, b) => this.#failed(a) - this.#failed(b)).map(({ visit }) => visit));
    for (const visit of waiting) await this.#send(visit);
    const others = everything ? await this.#others(waiting) : [];
    for (const visit of others) await this.#attempt(() => this.#fetch(visit));
    if (this.#failure) throw this.#failure;
  }

  /** The person's visits without anything to send, and those that are kept here though they are over. */
  async #others(sent: readonly string[]): Promise<string[]> {
    const reply = await this.#link.get("/visits");
    const visits = typeof reply === "object" && isObject(reply.body) ? reply.body["visits"] : null;
    if (!Array.isArray(visits) || !visits.every((visit) => typeof visit === "string")) throw new Unclear("/visits");
    const kept = (await this.#store.packets()).map(({ id }) => id);
    return unique([...visits, ...kept]).filter((visit) => !sent.includes(visit));
  }

  async #send(visit: string): Promise<void> {
    const left = await this.#store.entries(visit);
    // What may be on the server already is asked for first: no photograph is sent twice because a reply was lost.
    const isUnsure = left.some(({ state }) => state === "sent");
    if (isUnsure && !(await this.#attempt(() => this.#fetch(visit)))) return;
    for (let entry = await this.#next(visit); entry; entry = await this.#next(visit)) await this.#sendOne(entry);
    await this.#attempt(() => this.#fetch(visit));
  }

  /** What is to be sent now: an answer that was given meanwhile does not wait for all the files. */
  async #next(visit: string): Promise<Entry | undefined> {
    const entries = await this.#store.entries(visit);
    const items = (await this.#store.packet(visit))?.items;
    const left = entries.filter((entry) => entry.state === "waiting" && !this.seen.has(ident(entry)));
    const [next] = left.filter((entry) => !this.#hasToWait(entry, entries, items)).sort((a, b) => this.#compare(a, b));
    for (const entry of next ? [next] : left) this.seen.add(ident(entry));
    return next;
  }

  /** In order; but two that fail every time must not keep anything else, of this visit or of others, from being tried. */
  #compare(a: Entry, b: Entry): number {
    return this.#failed(a) - this.#failed(b) || ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind);
  }

  #failed({ key }: Entry): number {
    return this.#failures.get(key) ?? 0;
  }

  /**
   * Drawings wait for their photograph, and the end for everything else of the visit; not for what was refused of an item
   * that the visit does not have any more, which nobody could mend.
   */
  #hasToWait(entry: Entry, entries: readonly Entry[], items?: readonly string[]): boolean {
    const others = entries.filter((each) => each.kind !== "end" && !this.acknowledged.has(ident(each)) && !isPast(each, entries, items));
    if (entry.kind === "end") return others.length > 0;
    return "photograph" in entry && others.some((each) => each.kind === "photograph" && each.id === entry.photograph);
  }

  async #sendOne(entry: Entry): Promise<void> {
    const { key } = entry;
    const failed = () => this.#failures.set(key, this.#failed(entry) + 1);
    if (await this.#attempt(() => this.#deliver(entry), failed)) this.#failures.delete(key);
  }

  async #deliver(entry: Entry): Promise<void> {
    // From here on it may be on the server, whatever becomes of the answer.
    const sent: Entry = { ...entry, state: "sent", ...(entry.kind === "answer" ? { sentAs: momentOf(entry, this.#clockOffset) } : {}) };
    if (!(await this.#mark(entry, sent))) return;
    const outcome = "size" in sent ? await this.#deliverFile(sent) : await this.#deliverBody(sent);
    if ("held" in outcome) {
      this.acknowledged.add(ident(sent));
      this.gotOn = true;
    } else await this.#refuse(sent, outcome.refused.code === "not_yours" ? GONE : outcome.refused.text);
  }

  /** Answers whether the entry is still what was to be sent. A full tablet can mark nothing: sending makes room on it. */
  async #mark(entry: Entry, sent: Entry): Promise<boolean> {
    try {
      return await this.#store.replace(entry, sent);
    } catch (error) {
      if (error instanceof StorageFull) return true;
      throw error;
    }
  }

  #deliverBody(entry: Exclude<Entry, PhotographEntry | SignatureEntry>): Promise<Outcome> {
    return this.#link.put(pathOf(entry), heldOf(entry), bodyOf(entry, this.#clockOffset));
  }

  async #deliverFile(entry: PhotographEntry | SignatureEntry): Promise<Outcome> {
    const bytes = await this.#store.bytes(entry.id);
    if (!bytes) return refusedHere(DAMAGED);
    const outcome = await this.#link.putFile(
      pathOf(entry),
      entry.sha256,
      this.#form(entry, bytes),
      entry.size,
      this.#failed(entry),
      this.#watch.onStep,
    );
    if ("held" in outcome || !DAMAGED_ON_THE_WAY.includes(outcome.refused.code)) return outcome;
    if ((await digest(bytes)) !== entry.sha256) return refusedHere(DAMAGED);
    throw new Unclear(`${entry.key}: damaged on the way`);
  }

  #form(entry: PhotographEntry | SignatureEntry, bytes: ArrayBuffer): FormData {
    const form = new FormData();
    const isPhotograph = entry.kind === "photograph";
    form.set(isPhotograph ? "capture" : "signature", JSON.stringify(bodyOf(entry, this.#clockOffset)));
    const type = isPhotograph ? entry.type : "image/png";
    form.set("file", new Blob([bytes], { type }), entry.id);
    return form;
  }

  async #refuse(entry: Entry, refusal: Text): Promise<void> {
    await this.#store.replace(entry, { ...entry, state: "refused", refusal });
  }

  /** Go on after what concerns one entry or visit alone: `run` raises it in the end. Answers whether all was well. */
  async #attempt(step: () => Promise<void>, onFailure: () => void = () => {}): Promise<boolean> {
    this.#watch.goOn();
    try {
      await step();
      this.#inARow = 0;
      return true;
    } catch (error) {
      if (!(error instanceof Unreachable || error instanceof Unclear)) throw error;
      onFailure();
      this.#failure = error;
      this.#inARow += 1;
      if (this.#inARow >= FAILURES_IN_A_ROW) throw error;
      return false;
    } finally {
      this.#watch.onStep(0);
    }
  }

  /** What the server knows of a visit; what it holds is removed here, and a visit that is over with it. */
  async #fetch(visit: string): Promise<void> {
    const reply = await this.#link.get(`/visits/${visit}`, await this.#store.etag(visit));
    if (reply === "gone") return this.#giveUp(visit);
    if (reply !== "unchanged") await this.#keep(visit, reply.body, reply.etag);
    const packet = await this.#store.packet(visit);
    if (!packet) throw new Unclear(`/visits/${visit}: unchanged, and not here`);
    this.heard = true;
    await this.#settle(packet);
    const isOver = !OPEN.includes(packet.state) && !(await this.#store.entries(visit)).length;
    if (isOver) await this.#store.dropPacket(visit);
  }

  /** A packet is kept once its standard is: without it nothing can be shown. */
  async #keep(visit: string, body: unknown, etag: string | null): Promise<void> {
    if (!isPacket(body) || body.id !== visit) throw new Unclear(`/visits/${visit}: no packet`);
    if (!(await this.#store.standard(body.standard))) {
      const reply = await this.#link.get(`/standards/${body.standard}`);
      const standard = typeof reply === "object" ? reply.body : null;
      if (!isObject(standard) || standard["sha256"] !== body.standard) throw new Unclear(`/standards/${body.standard}`);
      await this.#store.keepStandard(body.standard, standard as never);
    }
    await this.#keepPacket(body, etag ?? "");
  }

  async #keepPacket(packet: Packet, etag: string): Promise<void> {
    try {
      await this.#store.keepPacket(packet, etag);
    } catch (error) {
      if (!(error instanceof StorageFull)) throw error;
      // What the server holds makes room for it.
      await this.#settle(packet);
      await this.#store.keepPacket(packet, etag);
    }
  }

  async #settle({ id, receipt }: Packet): Promise<void> {
    for (const entry of await this.#store.entries(id)) {
      if (isHeld(entry, receipt)) this.gotOn = (await this.#store.replace(entry, null)) || this.gotOn;
      else if (entry.state === "sent") await this.#sendAgain(entry);
      // It was refused because the visit was not the person's; now it is.
      else if (isGone(entry)) await this.#store.replace(entry, waitingAgain(entry));
    }
  }

  async #sendAgain(entry: Entry): Promise<void> {
    await this.#store.replace(entry, waitingAgain(entry));
    if (this.acknowledged.delete(ident(entry))) throw new Unclear(`${entry.key}: said to be held, and on no receipt`);
  }

  async #giveUp(visit: string): Promise<void> {
    const entries = await this.#store.entries(visit);
    for (const entry of entries) if (entry.state !== "refused") await this.#refuse(entry, GONE);
    if (!entries.length) await this.#store.dropPacket(visit);
  }
}

export function waitingAgain(entry: Entry): Entry {
  return { ...entry, state: "waiting", refusal: null };
}

function pathOf(entry: Entry): string {
  const visit = `/visits/${entry.visit}`;
  switch (entry.kind) {
    case "answer":
      return `${visit}/answers/${encodeURIComponent(entry.item)}`;
    case "photograph":
      return `${visit}/photographs/${entry.id}`;
    case "drawing":
    case "withdrawal":
      return `${visit}/photographs/${entry.photograph}/${entry.kind}`;
    case "signature":
      return `${visit}/signatures/${entry.id}`;
    case "end":
      return `${visit}/end`;
  }
}

/** What the server names when it holds the entry. */
function heldOf(entry: Exclude<Entry, PhotographEntry | SignatureEntry>): string {
  if ("revision" in entry) return entry.revision;
  return entry.kind === "withdrawal" ? entry.photograph : entry.id;
}

function refusedHere(text: Text): Outcome {
  return { refused: { status: 422, code: "damaged", text } };
}

function isPacket(body: unknown): body is Packet {
  return (
    isObject(body) &&
    typeof body["standard"] === "string" &&
    Array.isArray(body["inspectors"]) &&
    isObject(body["receipt"]) &&
    isObject(body["answers"])
  );
}

function unique(visits: readonly string[]): string[] {
  return [...new Set(visits)];
}
