import { digest } from "../../src/offline/bytes.ts";
import type { AnswerEntry, Packet, Person, PhotographEntry, Receipt } from "../../src/offline/model.ts";

export const WANG: Person = { id: 7, name: "王芳" };
export const LI: Person = { id: 8, name: "李强" };
export const VISIT = "11111111-1111-4111-8111-111111111111";

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
    items: [],
    declared: {},
    facts: {},
    rulings: [],
    answers: {},
    rivals: [],
    photographs: [],
    signatures: [],
    pictures: [],
    receipt: NOTHING_HELD,
    ...more,
  };
}

export function answerEntry(item: string, more: Partial<AnswerEntry> = {}): AnswerEntry {
  return {
    kind: "answer",
    key: `answer/${VISIT}/${item}`,
    person: WANG.id,
    visit: VISIT,
    at: "2026-03-02T10:00:00+08:00",
    state: "waiting",
    refusal: null,
    item,
    revision: `revision of ${item}`,
    base: null,
    tried: [],
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
    kind: "photograph",
    key: `photograph/${id}`,
    person: WANG.id,
    visit: VISIT,
    at: "2026-03-02T10:00:00+08:00",
    state: "waiting",
    refusal: null,
    id,
    item: "a",
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
