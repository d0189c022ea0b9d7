/** Rules on one word: yes or no, one code of several. */
import { codeLabel, flagIn, wordIn } from "../facts.ts";
import { metOrNot } from "../verdicts.ts";
import { type Compiled, compiled, type Context, declaredIn, finding, unknown } from "./base.ts";
import type { Equals, Flag } from "./kinds.ts";

export function flag({ tag, fact }: Flag, { facts, words }: Context): Compiled {
  const { label } = declaredIn(facts, fact);
  const [yes, no, missing] = [found(true), found(false), unknown(words, [label])];
  return compiled([fact], (given) => {
    const value = flagIn(given, fact);
    return value === undefined ? missing : value ? yes : no;
  });

  function found(value: boolean) {
    const holds = value === (tag === "is_true");
    const answer = words.say(value ? "yes" : "no");
    const result = words.say(holds ? "as_required" : "not_as_required");
    return finding(metOrNot(holds), words.say("answer", { label, answer, result }));
  }
}

export function equals({ fact, code }: Equals, { facts, words }: Context): Compiled {
  const declared = declaredIn(facts, fact);
  const [wanted, missing] = [codeLabel(declared, code), unknown(words, [declared.label])];
  return compiled([fact], (given) => {
    const value = wordIn(given, fact);
    if (value === undefined) return missing;
    const parts = { label: declared.label, found: codeLabel(declared, value), wanted };
    return finding(metOrNot(value === code), words.say("code", parts));
  });
}
