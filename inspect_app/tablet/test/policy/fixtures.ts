import { type Standard } from "../../src/policy/index.ts";
import type { Declarations, FactDeclaration, FactType } from "../../src/policy/facts.ts";
import type { Item } from "../../src/policy/items.ts";
import type { Rule } from "../../src/policy/rules/kinds.ts";
import { bothLanguages, type Text } from "../../src/policy/text.ts";
import type { Wording } from "../../src/policy/wording.ts";

/** Wording that has a text for every name: the name itself. What the words really are is the server's. */
export const WORDING = {
  sentences: named(),
  remedies: named(),
  verdicts: named(),
  outcomes: named(),
  grades: Object.fromEntries(["4", "3", "2", "1"].map((grade) => [grade, bothLanguages(grade)])),
} as Wording;

function named(): Readonly<Record<string, Text>> {
  return new Proxy({} as Record<string, Text>, {
    get: (_, name) => bothLanguages(String(name)),
    getOwnPropertyDescriptor: () => ({ configurable: true, enumerable: true }),
  });
}

export function fact(type: FactType, more: Partial<FactDeclaration> = {}): Omit<FactDeclaration, "name"> {
  return { type, label: bothLanguages(type), ...more };
}

/** A standard of one section with the given rules, as items `item1`, `item2` … */
export function standardOf(facts: Readonly<Record<string, Omit<FactDeclaration, "name">>>, ...rules: Rule[]): Standard {
  const declared: Declarations = Object.fromEntries(
    Object.entries(facts).map(([name, each]) => [name, { name, ...each }]),
  );
  const items = rules.map((rule, index) => itemOf(`item${index + 1}`, rule, Object.keys(facts)));
  const texts = { title: bothLanguages("t"), document: bothLanguages("d") };
  const head = { standard: "sample", edition: "1", sha256: "", ...texts, wording: WORDING, facts: declared };
  return { ...head, sections: [{ id: "only", title: bothLanguages("s"), weight: 100, items }] };
}

function itemOf(id: string, rule: Rule, facts: readonly string[]): Item {
  const texts = { title: bothLanguages(id), basis: bothLanguages("basis") };
  const kinds = { obligation: "mandatory", mode: rule.tag === "graded" ? "judged" : "measured" } as const;
  return { id, section: "only", clause: "1", answer_kind: "any", facts, rule, ...texts, ...kinds };
}
