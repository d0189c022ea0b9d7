/** What is sent of an entry: the bodies of docs/synchronisation.md. */
import type { AnswerEntry, Entry } from "./model.ts";

/** `clockOffset` is the server's clock minus the tablet's in seconds. */
export function bodyOf(entry: Entry, clockOffset: number): Readonly<Record<string, unknown>> {
  const moment = { at: entry.at, clock_offset_s: offsetOf(entry, clockOffset) / 1000 };
  switch (entry.kind) {
    case "answer": {
      const { revision, base, grade, checked, note, facts, why } = entry;
      return { revision, base, ...moment, grade, checked, note, facts, why };
    }
    case "photograph": {
      const { item, sha256, source, position, caption } = entry;
      return { item, sha256, ...moment, source, position, caption };
    }
    case "drawing":
      return { revision: entry.revision, shapes: entry.shapes };
    case "withdrawal":
      return { why: entry.why };
    case "signature": {
      const { role, name, statement, sha256 } = entry;
      return { role, name, statement, sha256, ...moment };
    }
    case "end": {
      const { id, summary, release, standard, verdicts, outcome, score } = entry;
      return { id, summary, ...moment, release, standard, verdicts, outcome, score };
    }
  }
}

/** When it was done, by the server's clock. */
export function momentOf(entry: AnswerEntry, clockOffset: number): string {
  return new Date(Date.parse(entry.at) + offsetOf(entry, clockOffset)).toISOString();
}

/** In milliseconds. Where the tablet's clock was set since an answer before went out, the later answer stays the later. */
function offsetOf(entry: Entry, clockOffset: number): number {
  const offset = Math.round(clockOffset * 1000);
  const notBefore = entry.kind === "answer" ? entry.notBefore : undefined;
  return notBefore ? Math.max(offset, Date.parse(notBefore) + 1 - Date.parse(entry.at)) : offset;
}
