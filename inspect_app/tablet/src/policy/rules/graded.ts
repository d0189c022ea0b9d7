/** The rule of what can only be judged: the inspector's grade, 4 to 1 or not applicable; 1 is not met. */
import { type Grade, gradesIn, NOT_APPLICABLE } from "../facts.ts";
import { metOrNot } from "../verdicts.ts";
import type { Words } from "../wording.ts";
import { type Compiled, compiled, type Context, type Finding, finding } from "./base.ts";
import type { Graded } from "./kinds.ts";

const LOWEST_MET = 2;

export function graded({ fact, item }: Graded, { words }: Context): Compiled {
  const findings = findingsByGrade(words);
  const missing = finding("undecided", words.say("not_graded"), { missing: [`${fact}.${item}`] });
  return compiled([fact], (given) => {
    const grade = gradesIn(given, fact)?.get(item);
    return (grade !== undefined && findings.get(grade)) || missing;
  });
}

function findingsByGrade(words: Words): ReadonlyMap<Grade, Finding> {
  const found = new Map<Grade, Finding>();
  found.set(NOT_APPLICABLE, finding("not_applicable", words.say("graded_out")));
  for (const [name, label] of Object.entries(words.grades)) {
    const grade = Number(name);
    const text = words.say("graded", { grade, label, lowest: LOWEST_MET });
    found.set(grade, finding(metOrNot(grade >= LOWEST_MET), text, { grade }));
  }
  return found;
}
