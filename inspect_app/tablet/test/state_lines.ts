/**
 * Works out what visits come to, for the comparison with the server's view of them.
 *
 * Each line of standard input is {"packet": …, "standard": …, "entries": […]}; the answer to it is a line.
 */
import { text } from "node:stream/consumers";

import type { Entry, Packet } from "../src/offline/model.ts";
import { visitState, type VisitState } from "../src/offline/state.ts";
import { compileStandard, type Standard } from "../src/policy/index.ts";

interface Question {
  readonly packet: Packet;
  readonly standard: Standard;
  readonly entries: readonly Entry[];
}

for (const line of (await text(process.stdin)).split("\n").filter(Boolean)) {
  const { packet, standard, entries } = JSON.parse(line) as Question;
  process.stdout.write(`${JSON.stringify(answer(visitState(packet, standard, compileStandard(standard), entries)))}\n`);
}

function answer({ items, totals, gaps, statement, signatures }: VisitState): unknown {
  return {
    items: Object.fromEntries(
      items.map(({ id, done, verdict, explanation, failed, lacksNote, grade, note, facts }) => {
        const found = Object.fromEntries(Object.entries(facts).map(([name, { value, differs }]) => [name, [value, differs]]));
        return [id, { done, verdict, explanation, failed, lacksNote, grade, note, facts: found }];
      }),
    ),
    totals,
    gaps: gaps.map(({ item, text: { zh, en }, blocks }) => ({ item, zh, en, blocks })),
    statement,
    signatures: Object.fromEntries(signatures.map(({ id, fits }) => [id, fits])),
  };
}
