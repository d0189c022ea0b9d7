/** What is signed: a text that says everything a visit found, letter for letter as the server writes it. */
import type { Outcome } from "../policy/index.ts";
import type { Packet } from "./model.ts";

export interface Stated {
  /** The standing revision by item. */
  readonly answers: Readonly<Record<string, string>>;
  /** SHA-256 by id. */
  readonly photographs: Readonly<Record<string, string>>;
  readonly outcome: Outcome;
  readonly score: number;
}

export function statementOf({ id, standard }: Packet, { answers, photographs, outcome, score }: Stated): string {
  return canonical({ answers, edition: standard, inspection: id, outcome, photographs, score: score.toFixed(1) });
}

type Canonical = string | { readonly [name: string]: Canonical };

/** JSON with sorted names and no spaces. */
function canonical(value: Canonical): string {
  if (typeof value === "string") return JSON.stringify(value);
  const pairs = Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${canonical(value[name]!)}`);
  return `{${pairs.join(",")}}`;
}
