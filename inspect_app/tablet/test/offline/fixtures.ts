import { digest } from "../../src/offline/bytes.ts";
import type { AnswerEntry, EndEntry, Entry, Packet, Person, PhotographEntry, Receipt, SignatureEntry } from "../../src/offline/model.ts";
import type { Standard } from "../../src/policy/index.ts";
import { fact, standardOf } from "../policy/fixtures.ts";

export const WANG: Person = { id: 7, name: "王芳" };
export const LI: Person = { id: 8, name: "李强" };
export const VISIT = "11111111-1111-4111-8111-111111111111";

const JUDGED = { zh: "三", en: "three" };
const MADE = standardOf(
  {
    area: fact("number"),
    open: fact("bool"),
    people: fact("int"),
    judgements: fact("judgements", { codes: { item3: JUDGED } }),
  },
  { tag: "at_least", fact: "area", limit: 50 },
  { tag: "is_true", fact: "open" },
  { tag: "graded", fact: "judgements", item: "item3" },
);
/** Two measured items that share a fact, and one that is judged. */
const FACTS: Readonly<Record<string, readonly string[]>> = { item1: ["area", "people"], item2: ["open", "people"], item3: [] };
export const STANDARD: Standard = {
  ...MADE,
  sha256: "d1",
  sections: MADE.sections.map((section) => ({
    ...section,
    items: section.items.map((item) => ({ ...item, facts: FACTS[item.id]! })),
  })),
};

export const NOTHING_HELD: Receipt = {
  at: "2026-03-02T08:00:00+08:00",
  answers: {},
  superseded: [],
  rivals: [],
  photographs: {},
  withdrawn: [],
  drawings: {},
  signatures: {},
  end: null,
};

export function packetOf(more: Partial<Packet> = {}): Packet {
  return {
    id: VISIT,
    site: { name: "和平街道工会服务站", address: "", telephone: "" },
    kind: "full",
    state: "under_way",
    scheduled_on: "2026-03-02",
    version: 1,
    lead: WANG,
    inspectors: [WANG, LI],
    standard: "d1",
    items: ["item1", "item2", "item3"],
    declared: { area: 60, open: true },
    facts: { area: 60, open: true },
    rulings: [],
    answers: {},
    rivals: [],
    overruled: [],
    photographs: [],
    signatures: [],
    pictures: [],
    receipt: NOTHING_HELD,
    ...more,
  };
}

export function answerEntry(item: string, more: Partial<AnswerEntry> = {}): AnswerEntry {
  return {
    ...entryBase(`answer/${VISIT}/${item}`),
    kind: "answer",
    item,
    revision: `revision of ${item}`,
    base: null,
    grade: "4",
    checked: true,
    note: "",
    facts: {},
    why: "",
    ...more,
  };
}

export async function photographEntry(
  id: string,
  bytes: ArrayBuffer,
  more: Partial<PhotographEntry> = {},
): Promise<PhotographEntry> {
  return {
    ...entryBase(`photograph/${id}`),
    kind: "photograph",
    id,
    item: "item1",
    sha256: await digest(bytes),
    size: bytes.byteLength,
    type: "image/jpeg",
    source: "camera",
    position: null,
    caption: "",
    thumbnail: new ArrayBuffer(0),
    ...more,
  };
}

export async function signatureEntry(id: string, bytes: ArrayBuffer, more: Partial<SignatureEntry> = {}): Promise<SignatureEntry> {
  return {
    ...entryBase(`signature/${id}`),
    kind: "signature",
    id,
    role: "inspector",
    name: "王芳",
    statement: "{}",
    sha256: await digest(bytes),
    size: bytes.byteLength,
    ...more,
  };
}

export function endEntry(id: string, more: Partial<EndEntry> = {}): EndEntry {
  return {
    ...entryBase(`end/${VISIT}`),
    kind: "end",
    id,
    summary: "",
    release: "r",
    standard: "d1",
    verdicts: {},
    outcome: "certify",
    score: "100",
    ...more,
  };
}

export function drawingEntry(photograph: string, revision: string): Entry {
  return { ...entryBase(`drawing/${photograph}`), kind: "drawing", photograph, revision, shapes: [] };
}

export function withdrawalEntry(photograph: string): Entry {
  return { ...entryBase(`withdrawal/${photograph}`), kind: "withdrawal", photograph, why: "" };
}

export function bytesOf(text: string): ArrayBuffer {
  return new TextEncoder().encode(text).buffer as ArrayBuffer;
}

function entryBase(key: string) {
  return {
    key,
    person: WANG.id,
    visit: VISIT,
    at: "2026-03-02T10:00:00+08:00",
    state: "waiting",
    refusal: null,
  } as const;
}
