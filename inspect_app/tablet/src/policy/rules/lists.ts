/** Rules on lists of codes and of months. */
import { codeLabel, wordsIn } from "../facts.ts";
import { bothLanguages } from "../text.ts";
import { type Compiled, compiled, type Context, declaredIn, finding, unknown } from "./base.ts";
import type { Covers, Includes } from "./kinds.ts";

/** Every one of the codes must be in the list; the finding names the missing ones. */
export function includesAll({ fact, codes }: Includes, { facts, words }: Context): Compiled {
  const declared = declaredIn(facts, fact);
  const { label } = declared;
  const missing = unknown(words, [label]);
  const total = codes.length;
  const complete = finding("met", words.say("all_there", { label, total }));
  return compiled([fact], (given) => {
    const found = wordsIn(given, fact);
    if (!found) return missing;
    const lacking = codes.filter((code) => !found.includes(code));
    if (!lacking.length) return complete;
    const names = words.listed(lacking.map((code) => codeLabel(declared, code)));
    return finding("not_met", words.say("some_missing", { label, total, count: lacking.length, names }));
  });
}

/** At least one of the codes must be in the list. */
export function includesAny({ fact, codes }: Includes, { facts, words }: Context): Compiled {
  const declared = declaredIn(facts, fact);
  const { label } = declared;
  const missing = unknown(words, [label]);
  const none = finding("not_met", words.say("none_there", { label, names: named(codes) }));
  return compiled([fact], (given) => {
    const listed = wordsIn(given, fact);
    if (!listed) return missing;
    const found = codes.filter((code) => listed.includes(code));
    return found.length ? finding("met", words.say("some_there", { label, names: named(found) })) : none;
  });

  function named(found: readonly string[]) {
    return words.listed(found.map((code) => codeLabel(declared, code)));
  }
}

/** Every month that is due must be in the list of months; when none is due the clause sets nothing. */
export function covers({ fact, due }: Covers, { facts, words }: Context): Compiled {
  const [label, dueLabel] = [declaredIn(facts, fact).label, declaredIn(facts, due).label];
  const [noMonths, noDue] = [unknown(words, [label]), unknown(words, [dueLabel])];
  const neither = unknown(words, [label, dueLabel]);
  const noneDue = finding("not_applicable", words.say("none_due", { due: dueLabel }));
  return compiled([fact, due], (given) => {
    const [done, wanted] = [wordsIn(given, fact), wordsIn(given, due)];
    if (!wanted) return done ? noDue : neither;
    if (!wanted.length) return noneDue;
    return done ? explained(wanted.length, wanted.filter((month) => !done.includes(month))) : noMonths;
  });

  function explained(total: number, lacking: readonly string[]) {
    if (!lacking.length) return finding("met", words.say("all_months", { label, total }));
    const names = words.listed([...lacking].sort().map(bothLanguages));
    return finding("not_met", words.say("months_missing", { label, total, count: lacking.length, names }));
  }
}
