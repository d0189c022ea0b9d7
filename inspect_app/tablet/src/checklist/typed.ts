/** Numbers and amounts as people type them, read exactly: the same as `web/fields/numbers.py` on the server. */
import { exact, numberJson } from "../policy/exact.ts";
import type { FactDeclaration, FactJson } from "../policy/facts.ts";
import { FactError } from "../policy/fact_error.ts";

const NUMBER = /^-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)$/;
const GROUPED = /^-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]*)?$/;
// Longer is a slip of the hand.
const LONGEST = 100;

/**
 * A typed number in ASCII without spaces, separators of thousands and the unit; null when it is none.
 *
 * Full-width digits and the full stop of a Chinese keyboard are taken. "12,5" is no number: it could be two.
 */
export function plainNumber(text: string, units: readonly string[]): string | null {
  let plain = narrow(text);
  for (const unit of units.map(narrow)) if (unit && plain.endsWith(unit)) plain = plain.slice(0, -unit.length);
  if (GROUPED.test(plain)) plain = plain.replaceAll(",", "");
  return plain.length <= LONGEST && NUMBER.test(plain) ? plain : null;
}

/** What was typed for a count or a number, as JSON; what is none stays as it was typed, for the rules to refuse. */
export function readNumber({ unit }: FactDeclaration, typed: string): FactJson {
  if (!typed.trim()) return null;
  const plain = plainNumber(typed, unit ? [unit.zh, unit.en] : []);
  return plain === null ? typed.trim() : numberJson(exact(complete(plain)));
}

/** An amount typed in yuan, in fen. Throws `FactError` for what is no amount. */
export function readYuan({ name }: FactDeclaration, typed: string): number | null {
  if (!typed.trim()) return null;
  const plain = plainNumber(typed, ["元", "yuan"]);
  if (plain === null) {
    throw new FactError(name, {
      zh: "请填写以元为单位的金额，如 20000.00",
      en: "Enter an amount in yuan, such as 20000.00",
    });
  }
  const [yuan = "", decimals = ""] = plain.split(".");
  const fen = decimals.replace(/0+$/, "");
  if (fen.length > 2) throw new FactError(name, { zh: "金额最多两位小数", en: "Amounts have two decimals at most" });
  return Number(yuan + fen.padEnd(2, "0"));
}

/** Fen as yuan for a field. */
export function writtenYuan(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, "0");
  return `${fen < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** With digits on both sides of the point. */
function complete(plain: string): string {
  return plain.replace(/^(-?)\./, "$10.").replace(/\.$/, "");
}

function narrow(text: string): string {
  return text.normalize("NFKC").replaceAll("。", ".").replace(/\s/g, "");
}
