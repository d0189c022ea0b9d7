/**
 * What the tablet keeps: packets from the server, and entries that no receipt of the server lists yet.
 *
 * The shapes of packets, receipts and bodies are those of docs/synchronisation.md.
 */
import type { FactJson, FactsJson, Ruling, Text, Verdict } from "../policy/index.ts";

export interface Person {
  readonly id: number;
  readonly name: string;
}

/** The server's clock minus the tablet's in seconds as of the last contact, and when that was by the tablet's clock. */
export interface Contact {
  readonly clockOffset: number;
  readonly at: string;
}

export type Grade = "4" | "3" | "2" | "1" | "n/a";

/** Lengths are parts of the picture's longer edge, 0 to 1. */
export type Point = readonly [x: number, y: number];
export type Shape =
  | { readonly kind: "arrow"; readonly from: Point; readonly to: Point }
  | { readonly kind: "ring"; readonly centre: Point; readonly radii: Point }
  | { readonly kind: "text"; readonly at: Point; readonly text: string };

export interface Position {
  readonly latitude: number;
  readonly longitude: number;
  readonly accuracy_m: number;
}

export interface KeptAnswer {
  readonly revision: string;
  readonly grade: Grade | null;
  readonly checked: boolean;
  readonly note: string;
  readonly facts: FactsJson;
  readonly why: string;
  readonly by: Person;
  readonly at: string;
}

export interface KeptPhotograph {
  readonly id: string;
  readonly item: string;
  readonly sha256: string;
  readonly by: Person;
  readonly at: string;
  readonly thumbnail: string;
  readonly display: string;
  readonly source: "camera" | "album" | null;
  readonly drawing: { readonly revision: string; readonly shapes: readonly Shape[] } | null;
}

export interface KeptSignature {
  readonly id: string;
  readonly role: SignatureRole;
  readonly name: string;
  readonly sha256: string;
  /** SHA-256 of the statement that was signed. */
  readonly statement: string;
  readonly at: string;
}

export interface Receipt {
  readonly at: string;
  readonly answers: Readonly<Record<string, string>>;
  readonly superseded: readonly string[];
  readonly rivals: readonly string[];
  readonly photographs: Readonly<Record<string, string>>;
  readonly withdrawn: readonly string[];
  readonly drawings: Readonly<Record<string, string>>;
  readonly signatures: Readonly<Record<string, string>>;
  readonly end: string | null;
}

/** A fact found at `item` that does not count: `by` found another value `elsewhere`. */
export interface Overruled {
  readonly item: string;
  readonly fact: string;
  readonly by: Person;
  readonly elsewhere: string;
}

export interface Packet {
  readonly id: string;
  readonly site: { readonly name: string; readonly address: string; readonly telephone: string };
  readonly kind: "full" | "recheck";
  readonly state: "scheduled" | "under_way" | "finished" | "cancelled";
  readonly scheduled_on: string;
  readonly version: number;
  readonly lead: Person;
  readonly inspectors: readonly Person[];
  readonly standard: string;
  readonly items: readonly string[];
  readonly declared: FactsJson;
  readonly facts: FactsJson;
  readonly rulings: readonly Ruling[];
  readonly answers: Readonly<Record<string, KeptAnswer>>;
  readonly rivals: readonly { readonly item: string; readonly revision: string; readonly by: Person; readonly at: string }[];
  readonly overruled: readonly Overruled[];
  readonly photographs: readonly KeptPhotograph[];
  readonly signatures: readonly KeptSignature[];
  readonly pictures: readonly string[];
  readonly receipt: Receipt;
}

// ---- entries ----

export type SignatureRole = "inspector" | "station_head";

/**
 * `waiting` to be sent, `sent`, so that it may be on the server though no receipt lists it yet, or `refused` for a
 * reason the inspector can read.
 */
export type EntryState = "waiting" | "sent" | "refused";

interface EntryBase {
  /** What it is of, such as `answer/<visit>/<item>`: a later entry with the same key takes its place. */
  readonly key: string;
  /** Whose work it is; nobody else sees it on this tablet. */
  readonly person: number;
  readonly visit: string;
  /** When it was done, by the tablet's clock, ISO 8601. */
  readonly at: string;
  readonly state: EntryState;
  readonly refusal: Text | null;
}

export interface AnswerEntry extends EntryBase {
  readonly kind: "answer";
  /** The moment under which it went out, by the server's clock, ISO 8601; nothing where it never did. */
  readonly sentAs?: string;
  /** The latest such moment of what it took the place of: that may be on the server, and is older all the same. */
  readonly notBefore?: string;
  readonly item: string;
  readonly revision: string;
  readonly base: string | null;
  readonly grade: Grade | null;
  readonly checked: boolean;
  readonly note: string;
  readonly facts: Readonly<Record<string, FactJson>>;
  readonly why: string;
}

export interface PhotographEntry extends EntryBase {
  readonly kind: "photograph";
  readonly id: string;
  readonly item: string;
  readonly sha256: string;
  readonly size: number;
  readonly type: string;
  readonly source: "camera" | "album";
  readonly position: Position | null;
  readonly caption: string;
  /** A small JPEG to show; the bytes themselves are kept apart under the id. */
  readonly thumbnail: ArrayBuffer;
}

export interface DrawingEntry extends EntryBase {
  readonly kind: "drawing";
  readonly photograph: string;
  readonly revision: string;
  readonly shapes: readonly Shape[];
}

export interface WithdrawalEntry extends EntryBase {
  readonly kind: "withdrawal";
  readonly photograph: string;
  readonly why: string;
}

export interface SignatureEntry extends EntryBase {
  readonly kind: "signature";
  readonly id: string;
  readonly role: SignatureRole;
  readonly name: string;
  readonly statement: string;
  /** SHA-256 of the PNG, whose bytes are kept apart under the id. */
  readonly sha256: string;
  readonly size: number;
}

export interface EndEntry extends EntryBase {
  readonly kind: "end";
  readonly id: string;
  readonly summary: string;
  readonly release: string;
  readonly standard: string;
  readonly verdicts: Readonly<Record<string, Verdict>>;
  readonly outcome: string;
  readonly score: string;
}

export type Entry = AnswerEntry | PhotographEntry | DrawingEntry | WithdrawalEntry | SignatureEntry | EndEntry;
