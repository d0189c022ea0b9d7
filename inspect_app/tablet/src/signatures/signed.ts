/** What somebody signs, in plain words. */
import { element } from "../element.ts";
import type { VisitState } from "../offline/state.ts";
import { say } from "../offline/words.ts";
import type { Standard, Text } from "../policy/index.ts";

/** The first digits of the statement's SHA-256, in groups that can be read out. */
export function shortFingerprint(sha256: string): string {
  return [sha256.slice(0, 4), sha256.slice(4, 8), sha256.slice(8, 12)].join("-").toUpperCase();
}

export function signed({ packet, totals, items }: VisitState, { wording }: Standard, fingerprint: string): HTMLElement {
  const photographs = items.reduce((sum, item) => sum + item.photographs.length, 0);
  const { done, total, counts, score, outcome } = totals;
  const lines: readonly (readonly [Text, string])[] = [
    [{ zh: "站点", en: "Station" }, packet.site.name],
    [{ zh: "已查", en: "Looked at" }, `${done} / ${total}`],
    [{ zh: "不符合", en: "Not met" }, String(counts.failed)],
    [{ zh: "照片", en: "Photographs" }, String(photographs)],
    [{ zh: "得分", en: "Score" }, score.toFixed(1)],
    [{ zh: "结论", en: "Outcome" }, say(wording.outcomes[outcome])],
    [{ zh: "核对码", en: "Fingerprint" }, shortFingerprint(fingerprint)],
  ];
  return element(
    "dl",
    { class: "signed" },
    ...lines.map(([name, value]) => element("div", {}, element("dt", {}, say(name)), element("dd", {}, value))),
  );
}
