/** A visit as it stands on the tablet: the packet with all that was done since laid over it. */
import type { FactJson, FactsJson } from "../policy/index.ts";
import type {
  AnswerEntry, DrawingEntry, Entry, Grade, KeptPhotograph, Packet, Person, PhotographEntry, Shape,
} from "./model.ts";

/** What is said of one item. */
export interface Content {
  readonly grade: Grade | null;
  readonly checked: boolean;
  readonly note: string;
  readonly facts: FactsJson;
  readonly why: string;
}

export interface Answered extends Content {
  readonly revision: string;
  readonly by: Person;
  readonly at: string;
  /** Where it is not on the server yet. */
  readonly entry: AnswerEntry | null;
}

/** One photograph of the visit: the server's, or one that is only on the tablet yet. */
export interface PhotographState {
  readonly id: string;
  readonly item: string;
  readonly sha256: string;
  readonly by: Person;
  readonly at: string;
  readonly source: "camera" | "album" | null;
  readonly shapes: readonly Shape[];
  readonly kept: KeptPhotograph | null;
  readonly entry: PhotographEntry | null;
  /** What was drawn and is not on the server yet. */
  readonly drawing: DrawingEntry | null;
}

export const UNANSWERED: Content = { grade: null, checked: false, note: "", facts: {}, why: "" };
const JUDGEMENTS = "judgements";

type OfKind<K extends Entry["kind"]> = Extract<Entry, { readonly kind: K }>;

export function ofKind<K extends Entry["kind"]>(entries: readonly Entry[], kind: K): OfKind<K>[] {
  return entries.filter((entry): entry is OfKind<K> => entry.kind === kind);
}

/** Who of the visit it is; an inspector who is not on it any more has no name here. */
export function personOf({ inspectors }: Packet, id: number): Person {
  return inspectors.find((each) => each.id === id) ?? { id, name: "" };
}

/** What is said of each item that anything is said of. */
export function answersOf(packet: Packet, entries: readonly AnswerEntry[]): ReadonlyMap<string, Answered> {
  const kept = Object.entries(packet.answers).map(([item, answer]): [string, Answered] => [
    item,
    { ...answer, entry: null },
  ]);
  const made = entries.map((entry): [string, Answered] => [
    entry.item,
    { ...entry, by: personOf(packet, entry.person), entry },
  ]);
  return new Map([...kept, ...made]);
}

/** What this visit has stated of each fact so far; null where it found nothing. The later answer counts. */
export function statedOf(packet: Packet, entries: readonly AnswerEntry[]): ReadonlyMap<string, FactJson> {
  const kept = Object.values(packet.answers).sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  return new Map([...kept, ...entries].flatMap(({ facts }) => Object.entries(facts)));
}

/** The facts that count, with the grades. */
export function factsOf(packet: Pick<Packet, "facts" | "answers">, entries: readonly AnswerEntry[]): FactsJson {
  const facts = new Map(Object.entries(packet.facts));
  const grades = new Map(Object.entries((facts.get(JUDGEMENTS) ?? {}) as FactsJson));
  for (const { item, grade, facts: found } of entries) {
    for (const [name, value] of Object.entries(found)) put(facts, name, value);
    if (grade !== null) grades.set(item, grade === "n/a" ? grade : Number(grade));
    // A grade of an earlier visit goes on to count.
    else if (packet.answers[item]?.grade) grades.delete(item);
  }
  put(facts, JUDGEMENTS, grades.size ? Object.fromEntries(grades) : null);
  return Object.fromEntries(facts);
}

/** The photographs of the visit that stand, in the order they were taken. */
export function photographsOf(packet: Packet, entries: readonly Entry[]): PhotographState[] {
  const withdrawn = new Set(ofKind(entries, "withdrawal").map(({ photograph }) => photograph));
  const drawings = new Map(ofKind(entries, "drawing").map((drawing) => [drawing.photograph, drawing]));
  const kept = packet.photographs.map((photograph) => ({
    ...photograph, shapes: photograph.drawing?.shapes ?? [], kept: photograph, entry: null,
  }));
  const made = ofKind(entries, "photograph").map((entry) => ({
    ...entry, by: personOf(packet, entry.person), shapes: [], kept: null, entry,
  }));
  return [...kept, ...made]
    .filter(({ id }) => !withdrawn.has(id))
    .map(({ id, item, sha256, by, at, source, shapes, kept, entry }) => {
      const drawing = drawings.get(id) ?? null;
      return { id, item, sha256, by, at, source, shapes: drawing?.shapes ?? shapes, kept, entry, drawing };
    })
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

function put(facts: Map<string, FactJson>, name: string, value: FactJson): void {
  if (value === null) facts.delete(name);
  else facts.set(name, value);
}
