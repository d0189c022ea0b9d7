/**
 * What a visit comes to on the tablet: verdicts, score, what is still open, and what is not on the server yet.
 *
 * Worked out anew after every tap, from the packet and the entries alone.
 */
import {
  type CompiledStandard, counts, FactError, type FactJson, type FactsJson, type Item, type Outcome,
  type Standard, type Text, type Verdict,
} from "../policy/index.ts";
import { type Dispute, disputesOf } from "./disputes.ts";
import { gapsOf } from "./gaps.ts";
import { isGone, isPast } from "./gone.ts";
import type { EndEntry, Entry, Grade, KeptSignature, Packet, Person, SignatureEntry } from "./model.ts";
import {
  type Answered, answersOf, type Content, factsOf, ofKind, photographsOf, type PhotographState, statedOf, UNANSWERED,
} from "./overlay.ts";
import { isHeld } from "./receipts.ts";
import { sha256OfText } from "./sha256.ts";
import { statementOf } from "./statement.ts";

export type { Dispute } from "./disputes.ts";
export type { PhotographState } from "./overlay.ts";

export interface FactState {
  readonly declared: FactJson;
  /** As this visit found it, else as declared; null where nobody states it. */
  readonly value: FactJson;
  /** Whether this visit has stated it. */
  readonly stated: boolean;
  readonly differs: boolean;
}

/** An answer of somebody who did not know the one that stands; the lead chooses. */
export interface Rival {
  readonly revision: string;
  readonly by: Person;
  readonly at: string;
}

export interface ItemState {
  readonly id: string;
  readonly item: Item;
  /** Graded where it is judged, else looked at. */
  readonly done: boolean;
  readonly verdict: Verdict;
  readonly explanation: Text;
  /** Not met; what is only encouraged cannot fail. */
  readonly failed: boolean;
  readonly lacksNote: boolean;
  readonly grade: Grade | null;
  readonly note: string;
  readonly checked: boolean;
  readonly why: string;
  readonly by: Person | null;
  readonly at: string | null;
  /** By name, in the item's order; a judged item has none. */
  readonly facts: Readonly<Record<string, FactState>>;
  readonly photographs: readonly PhotographState[];
  readonly rival: Rival | null;
  readonly dispute: Dispute | null;
  /** Why the server did not take the answer. */
  readonly refusal: Text | null;
  /** Whether the answer is not on the server yet. */
  readonly waiting: boolean;
  readonly revision: string | null;
}

export type Show = "open" | "no-note" | "failed" | "no-photograph";

export interface Totals {
  readonly score: number;
  readonly outcome: Outcome;
  readonly pointsOpen: number;
  readonly done: number;
  readonly total: number;
  readonly counts: Readonly<Record<Show, number>>;
}

/** Something still to be done, of an item or of the whole visit; `blocks` says whether the visit cannot end without it. */
export interface Gap {
  readonly item: string | null;
  readonly text: Text;
  readonly blocks: boolean;
}

export interface SignatureState extends Pick<KeptSignature, "id" | "role" | "name" | "at"> {
  /** Whether what was signed is what stands now. */
  readonly fits: boolean;
  readonly entry: SignatureEntry | null;
}

/** What is not on the server yet; `refused` is counted apart from the others. */
export interface Unsent {
  readonly answers: number;
  readonly photographs: number;
  readonly signatures: number;
  readonly bytes: number;
  readonly refused: number;
  /** Of what is refused, how much the end of the visit waits for. */
  readonly holding: number;
  readonly others: number;
}

export interface VisitState {
  readonly packet: Packet;
  readonly compiled: CompiledStandard;
  /** Those to look at, in the standard's order. */
  readonly items: readonly ItemState[];
  /** By item, of all items of the standard. */
  readonly verdicts: Readonly<Record<string, Verdict>>;
  readonly totals: Totals;
  readonly gaps: readonly Gap[];
  readonly signatures: readonly SignatureState[];
  /** What is signed. */
  readonly statement: string;
  readonly unsent: Unsent;
  /** The inspector's word that the visit is done, while it is not on the server yet. */
  readonly end: EndEntry | null;
  /** Whether the server has said that the visit is not this person's any more. */
  readonly isGone: boolean;
}

/** `entries` are in the order they were made; those of other visits are left out. */
export function visitState(
  packet: Packet,
  standard: Standard,
  compiled: CompiledStandard,
  entries: readonly Entry[],
): VisitState {
  const made = entries.filter((entry) => entry.visit === packet.id && !isHeld(entry, packet.receipt));
  const wanted = new Map(itemsOf(packet, standard).map((item) => [item.id, item]));
  // What was said of an item that the visit does not have any more counts for nothing; the server refuses it by name.
  const answers = ofKind(made, "answer").filter(({ item }) => wanted.has(item)).map((answer) => fitting(answer, wanted.get(answer.item)!, compiled));
  const answered = answersOf(packet, answers);
  const photographs = photographsOf(packet, made);
  const assessment = compiled.assess(factsOf(packet, answers), packet.rulings);
  const { score, outcome } = assessment;
  const shared = {
    packet,
    stated: statedOf(packet, answers),
    disputes: disputesOf(packet, standard, answers),
    results: assessment.items,
  };
  const items = [...wanted.values()].map((item) =>
    itemState(shared, item, answered.get(item.id), photographs.filter((each) => each.item === item.id)),
  );
  const statement = (): string =>
    statementOf(packet, {
      answers: Object.fromEntries([...answered].map(([item, { revision }]) => [item, revision])),
      photographs: Object.fromEntries(photographs.map(({ id, sha256 }) => [id, sha256])),
      outcome,
      score,
    });
  const signatures = (): SignatureState[] => signaturesOf(packet, ofKind(made, "signature"), statement());
  return {
    packet,
    compiled,
    items,
    verdicts: Object.fromEntries(Object.entries(assessment.items).map(([item, { verdict }]) => [item, verdict])),
    totals: { score, outcome, pointsOpen: assessment.points_open, ...progress(items) },
    // Asked for only before the inspectors leave, and not at every tap.
    get gaps() {
      return gapsOf(items, signatures());
    },
    get signatures() {
      return signatures();
    },
    get statement() {
      return statement();
    },
    unsent: unsentOf(made, packet.items),
    end: ofKind(made, "end").at(-1) ?? null,
    isGone: made.some(isGone),
  };
}

/**
 * What an answer says of the item as it is now. Given before the visit moved to another edition, what the item does not
 * take any more is as if it had not been said: nobody has looked yet.
 */
export function fitting<A extends Content>(answer: A, item: Item, { checkFact }: CompiledStandard): A {
  const { grade, facts } = answer;
  const takes = ([name, value]: [string, FactJson]): boolean => item.facts.includes(name) && isTaken(() => value !== null && checkFact(name, value));
  const isFit = item.mode === "judged" ? !Object.keys(facts).length : grade === null && Object.entries(facts).every(takes);
  return isFit ? answer : { ...answer, grade: null, checked: false, facts: {} };
}

function isTaken(check: () => unknown): boolean {
  try {
    check();
    return true;
  } catch (error) {
    if (error instanceof FactError) return false;
    throw error;
  }
}

interface Shared {
  readonly packet: Packet;
  readonly stated: ReadonlyMap<string, FactJson>;
  readonly disputes: ReadonlyMap<string, Dispute>;
  readonly results: Readonly<Record<string, { readonly verdict: Verdict; readonly explanation: Text }>>;
}

function itemsOf(packet: Packet, { sections }: Standard): Item[] {
  const wanted = new Set(packet.items);
  return sections.flatMap(({ items }) => items.filter(({ id }) => wanted.has(id)));
}

function itemState(
  { packet, stated, disputes, results }: Shared,
  item: Item,
  answered: Answered | undefined,
  photographs: readonly PhotographState[],
): ItemState {
  const { verdict, explanation } = results[item.id]!;
  const { grade, checked, note, why } = answered ?? UNANSWERED;
  const done = item.mode === "judged" ? grade !== null : checked;
  const failed = counts(item) && verdict === "not_met";
  const entry = answered?.entry ?? null;
  return {
    id: item.id,
    item,
    done,
    verdict,
    explanation,
    failed,
    lacksNote: done && failed && !note,
    grade,
    note,
    checked,
    why,
    by: answered?.by ?? null,
    at: answered?.at ?? null,
    facts: item.mode === "judged" ? {} : factStates(item.facts, packet.declared, stated),
    photographs,
    rival: packet.rivals.find((rival) => rival.item === item.id) ?? null,
    dispute: disputes.get(item.id) ?? null,
    refusal: entry?.refusal ?? null,
    waiting: entry !== null && entry.state !== "refused",
    revision: answered?.revision ?? null,
  };
}

function factStates(
  names: readonly string[],
  declared: FactsJson,
  stated: ReadonlyMap<string, FactJson>,
): Readonly<Record<string, FactState>> {
  return Object.fromEntries(names.map((name) => [name, factState(declared[name] ?? null, stated.get(name))]));
}

function factState(declared: FactJson, found: FactJson | undefined): FactState {
  const value = found === undefined ? declared : found;
  return { declared, value, stated: found !== undefined, differs: !isSame(value, declared) };
}

/** Whether two values as the server writes them are the same; the names of a record come in any order. */
export function isSame(one: FactJson, other: FactJson): boolean {
  if (typeof one !== "object" || typeof other !== "object" || !one || !other) return one === other;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [left, right] = [new Map(Object.entries(one)), new Map(Object.entries(other))];
  return left.size === right.size && [...left].every(([name, value]) => right.has(name) && isSame(value, right.get(name)!));
}

function progress(items: readonly ItemState[]): Pick<Totals, "done" | "total" | "counts"> {
  const count = (matches: (item: ItemState) => boolean) => items.filter(matches).length;
  return {
    done: count(({ done }) => done),
    total: items.length,
    counts: {
      open: count((item) => isShown(item, "open")),
      "no-note": count((item) => isShown(item, "no-note")),
      failed: count((item) => isShown(item, "failed")),
      "no-photograph": count((item) => isShown(item, "no-photograph")),
    },
  };
}

/** Whether something can be recorded still: the visit is the person's and has not ended, here or on the server. */
export function isOpen(state: VisitState): boolean {
  return !state.end && !isClosed(state);
}

/** Whether the server takes nothing more of the visit: it has ended, was cancelled, or is somebody else's. */
export function isClosed({ packet, isGone }: Pick<VisitState, "packet" | "isGone">): boolean {
  return isGone || packet.state === "finished" || packet.state === "cancelled";
}

/** Whether a filter shows the item. */
export function isShown(item: ItemState, show: Show): boolean {
  switch (show) {
    case "open":
      return !item.done;
    case "no-note":
      return item.lacksNote;
    case "failed":
      return item.failed;
    case "no-photograph":
      return item.photographs.length === 0;
  }
}

function signaturesOf(packet: Packet, made: readonly SignatureEntry[], statement: string): SignatureState[] {
  const now = packet.signatures.length ? sha256OfText(statement) : "";
  return [
    ...packet.signatures.map(({ id, role, name, at, statement: signed }) => ({
      id, role, name, at, fits: signed === now, entry: null,
    })),
    ...made.map((entry) => {
      const { id, role, name, at } = entry;
      return { id, role, name, at, fits: entry.statement === statement, entry };
    }),
  ];
}

function unsentOf(made: readonly Entry[], items: readonly string[]): Unsent {
  const refused = made.filter(({ state, kind }) => state === "refused" && kind !== "end");
  const unsent = made.filter(({ state }) => state !== "refused");
  const [answers, photographs] = [ofKind(unsent, "answer").length, ofKind(unsent, "photograph")];
  const signatures = ofKind(unsent, "signature");
  return {
    answers,
    photographs: photographs.length,
    signatures: signatures.length,
    bytes: [...photographs, ...signatures].reduce((sum, { size }) => sum + size, 0),
    refused: made.length - unsent.length,
    holding: refused.filter((entry) => !isPast(entry, made, items)).length,
    others: unsent.length - answers - photographs.length - signatures.length,
  };
}
