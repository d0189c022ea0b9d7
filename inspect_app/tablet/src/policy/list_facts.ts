/** Parsers of facts that are lists of different words: codes and months. */
import { FactError } from "./fact_error.ts";
import type { FactJson } from "./facts.ts";
import type { Words } from "./wording.ts";

type WordParser = (raw: FactJson, place: string) => string;

// The years 1949 to 2199.
const MONTH = /^(19(49|[5-9][0-9])|2[01][0-9]{2})-(0[1-9]|1[0-2])$/;

export function monthParser(words: Words): WordParser {
  return (raw, place) => {
    if (typeof raw === "string" && MONTH.test(raw)) return raw;
    throw new FactError(place, words.remedy("month"));
  };
}

export function listParser(parseWord: WordParser, words: Words): (raw: FactJson, place: string) => string[] {
  return (raw, place) => {
    if (!Array.isArray(raw)) throw new FactError(place, words.remedy("list"));
    const found: string[] = [];
    for (const [index, each] of raw.entries()) {
      const word = parseWord(each, `${place}[${index}]`);
      const before = found.indexOf(word);
      if (before >= 0) throw new FactError(`${place}[${index}]`, words.remedy("once", { entry: before + 1 }));
      found.push(word);
    }
    return found;
  };
}
