/**
 * The wording comes with the standard: the rules explain themselves here in the very words of the server.
 */
import type { Text } from "./text.ts";
import type { Outcome, Verdict } from "./verdicts.ts";

const SENTENCES = [
  "explanation", "unknown", "quantity", "yuan", "comma", "semicolon", "yes", "no", "as_required",
  "not_as_required", "answer", "code", "exactly_equal", "above", "below", "at_least", "at_most", "less_than",
  "limit", "other_as_limit", "compared", "any_value", "no_whole", "share", "early", "late", "in_time",
  "period", "all_there", "some_missing", "some_there", "none_there", "none_due", "all_months",
  "months_missing", "entry", "entry_value", "every_limit", "every_none", "every_failed", "every_open",
  "every_reached", "not_graded", "graded_out", "graded", "in_class", "any_class", "boundary", "both_agree",
  "by_reading", "disputed", "ruled",
] as const;
const REMEDIES = [
  "bool", "int", "number", "least", "largest", "digits", "day", "month", "text", "known", "list", "once",
  "record", "grade", "grades", "facts",
] as const;

export type Sentence = (typeof SENTENCES)[number];
export type Remedy = (typeof REMEDIES)[number];
type Parts = Readonly<Record<string, Text | string | number>>;

/** Templates with named parts in braces, by name; labels by what they name. */
export interface Wording {
  readonly sentences: Readonly<Record<Sentence, Text>>;
  readonly remedies: Readonly<Record<Remedy, Text>>;
  readonly verdicts: Readonly<Record<Verdict, Text>>;
  readonly outcomes: Readonly<Record<Outcome, Text>>;
  readonly grades: Readonly<Record<string, Text>>;
}

/** The wording, ready to speak. A part that is a `Text` is put in in the language of its sentence. */
export interface Words {
  readonly say: (name: Sentence, parts?: Parts) => Text;
  readonly remedy: (name: Remedy, parts?: Parts) => Text;
  readonly listed: (texts: readonly Text[], between?: "comma" | "semicolon") => Text;
  readonly verdicts: Wording["verdicts"];
  readonly grades: Wording["grades"];
}

/** Throws when a sentence is missing: the standard was made by an older release than these rules. */
export function speaker(wording: Wording): Words {
  const { sentences, remedies, verdicts, grades } = wording;
  refuseMissing(SENTENCES, sentences);
  refuseMissing(REMEDIES, remedies);
  return {
    say: (name, parts = {}) => fill(sentences[name], parts),
    remedy: (name, parts = {}) => fill(remedies[name], parts),
    listed: (texts, between = "comma") => joined(texts, sentences[between]),
    verdicts,
    grades,
  };
}

function refuseMissing(names: readonly string[], given: Readonly<Record<string, Text>>): void {
  const missing = names.filter((name) => !Object.hasOwn(given, name));
  if (missing.length) throw new Error(`the standard lacks the wording of ${missing.join(", ")}: load it again`);
}

function fill(template: Text, parts: Parts): Text {
  return { zh: filled(template.zh, "zh", parts), en: filled(template.en, "en", parts) };
}

function filled(template: string, language: keyof Text, parts: Parts): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const part = parts[name];
    if (part === undefined) throw new Error(`"${template}" wants the part ${name}`);
    return typeof part === "object" ? part[language] : String(part);
  });
}

function joined(texts: readonly Text[], between: Text): Text {
  return {
    zh: texts.map(({ zh }) => zh).join(between.zh),
    en: texts.map(({ en }) => en).join(between.en),
  };
}
