/** The rule on a list of records: every record of a kind must reach a limit. */
import { compare, exact, type Exact } from "../exact.ts";
import { type Facts, numberIn, quantity, recordsIn, wordIn } from "../facts.ts";
import { bothLanguages, type Text } from "../text.ts";
import type { Words } from "../wording.ts";
import { type Compiled, compiled, type Context, declaredIn, type Finding, finding, unknown } from "./base.ts";
import type { EveryRecord } from "./kinds.ts";
import { marginText } from "./numbers.ts";

/** Records by what is certain of them: values that reach the limit, and the positions of the others. */
interface SortedOut {
  readonly reached: Exact[];
  readonly failing: number[];
  readonly open: number[];
  readonly perhaps: number[];
  readonly missing: string[];
}

/**
 * Every record where `where` holds has at least `limit` in `field`. A record whose deciding field is absent may or
 * may not be meant: the verdict is the one that holds either way, else undecided.
 */
export function every(rule: EveryRecord, { facts, words }: Context): Compiled {
  const [list, limit] = [declaredIn(facts, rule.fact), exact(rule.limit)];
  const declared = declaredIn(list.fields, rule.field);
  const parts = { who: rule.who, label: declared.label, limit: quantity(words, declared, limit) };
  const wanted = words.say("every_limit", parts);
  const missing = unknown(words, [list.label]);
  const none = finding("not_applicable", words.say("every_none", { who: rule.who }));

  return compiled([rule.fact], (given) => {
    const records = recordsIn(given, rule.fact);
    if (!records) return missing;
    const found = sortOut(rule, records, limit);
    if (found.failing.length) return failed(records, found);
    if (found.open.length || (found.perhaps.length && !found.reached.length)) return open(records, found);
    return found.reached.length ? reached(found) : none;
  });

  function failed(records: readonly Facts[], found: SortedOut): Finding {
    const people = words.listed(found.failing.map((index) => person(records[index]!, index)));
    return finding("not_met", words.say("every_failed", { wanted, people }), { missing: found.missing });
  }

  function person(record: Facts, index: number): Text {
    const value = numberIn(record, rule.field)!;
    const margin = marginText(words, declared, value, limit);
    const name = nameOf(words, record, index);
    return words.say("entry_value", { name, found: quantity(words, declared, value), margin });
  }

  function open(records: readonly Facts[], found: SortedOut): Finding {
    const positions = found.open.length ? found.open : found.perhaps;
    const people = words.listed(positions.map((index) => nameOf(words, records[index]!, index)));
    return finding("undecided", words.say("every_open", { wanted, people }), { missing: found.missing });
  }

  function reached(found: SortedOut): Finding {
    const least = found.reached.reduce((low, value) => (compare(value, low) < 0 ? value : low));
    const margin = marginText(words, declared, least, limit);
    const lowest = quantity(words, declared, least);
    const text = words.say("every_reached", { wanted, count: found.reached.length, lowest, margin });
    return finding("met", text, { missing: found.missing });
  }
}

function sortOut({ fact, where, field }: EveryRecord, records: readonly Facts[], limit: Exact): SortedOut {
  const found: SortedOut = { reached: [], failing: [], open: [], perhaps: [], missing: [] };
  const conditions = Object.entries(where);
  for (const [index, record] of records.entries()) {
    if (conditions.some(([name, wanted]) => record.has(name) && record.get(name) !== wanted)) continue;
    const absent = conditions.map(([name]) => name).filter((name) => !record.has(name));
    const value = numberIn(record, field);
    place(found, index, value, limit, absent.length === 0);
    if (!value) absent.push(field);
    found.missing.push(...absent.map((name) => `${fact}[${index}].${name}`));
  }
  return found;
}

function place(found: SortedOut, index: number, value: Exact | undefined, limit: Exact, meant: boolean): void {
  if (value && compare(value, limit) >= 0) {
    if (meant) found.reached.push(value);
    else found.perhaps.push(index);
  } else if (value && meant) found.failing.push(index);
  else found.open.push(index);
}

function nameOf(words: Words, record: Facts, index: number): Text {
  const name = wordIn(record, "name");
  return name ? bothLanguages(name) : words.say("entry", { number: index + 1 });
}
