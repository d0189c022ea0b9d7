/**
 * Numbers without rounding: hours, areas, shares and money are compared and subtracted as they were written.
 */

/** `units` × 10^-`scale`. */
export interface Exact {
  readonly units: bigint;
  readonly scale: number;
}

/** A number as JSON gives it; a decimal that no double holds, and every decimal of a rule, is a text. */
export type NumberJson = number | string;

/** The digits of a number and the power of ten they are multiplied by. */
export interface Digits {
  readonly units: bigint;
  readonly exponent: number;
}

const FORM = /^(-?\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/** The digits of a number, or null for what is no number. A double stands for the shortest decimal that names it. */
export function digitsOf(value: NumberJson): Digits | null {
  const found = FORM.exec(String(value));
  if (!found) return null;
  const [, whole = "", fraction = "", power = "0"] = found;
  return { units: BigInt(whole + fraction), exponent: Number(power) - fraction.length };
}

export function fromDigits({ units, exponent }: Digits): Exact {
  return exponent < 0 ? { units, scale: -exponent } : { units: units * 10n ** BigInt(exponent), scale: 0 };
}

/** The number in a rule. Throws for what is no number. */
export function exact(value: NumberJson): Exact {
  const digits = digitsOf(value);
  if (!digits) throw new Error(`${value} is no number`);
  return fromDigits(digits);
}

/** Below zero, zero or above, as `a` is less than, equal to or more than `b`. */
export function compare(a: Exact, b: Exact): number {
  const { units } = minus(a, b);
  return units < 0n ? -1 : units > 0n ? 1 : 0;
}

export function minus(a: Exact, b: Exact): Exact {
  const scale = Math.max(a.scale, b.scale);
  return { units: unitsAt(a, scale) - unitsAt(b, scale), scale };
}

function unitsAt({ units, scale }: Exact, wanted: number): bigint {
  return wanted === scale ? units : units * 10n ** BigInt(wanted - scale);
}

/** The number if it is whole, else null. */
export function wholeOf({ units, scale }: Exact): bigint | null {
  const unit = 10n ** BigInt(scale);
  return units % unit === 0n ? units / unit : null;
}

/** For reading: thousands grouped, no trailing zeros, never an exponent. */
export function plainNumber(value: Exact): string {
  const [whole = "", fraction = ""] = decimals(value).split(".");
  const shown = fraction.replace(/0+$/, "");
  return shown ? `${grouped(whole)}.${shown}` : grouped(whole);
}

/** An amount of whole fen written in yuan: 50000001 → "500,000.01". */
export function yuan(fen: bigint): string {
  return plainAmount(fen < 0n ? "-" : "", fen < 0n ? -fen : fen);
}

function plainAmount(sign: string, fen: bigint): string {
  const [whole, rest] = [grouped(String(fen / 100n)), fen % 100n];
  return rest ? `${sign}${whole}.${String(rest).padStart(2, "0")}` : sign + whole;
}

/** As JSON: a number where a reader gets the very same number back, else a text. */
export function numberJson(value: Exact): NumberJson {
  const whole = wholeOf(value);
  if (whole !== null) return Number(whole);
  const nearest = Number(decimals(value));
  return compare(exact(nearest), value) === 0 ? nearest : decimals(value);
}

/** A fraction of zero or more with one decimal, halves going up. */
export function tenths(numerator: bigint, denominator: bigint): number {
  return Number((20n * numerator + denominator) / (2n * denominator)) / 10;
}

function decimals({ units, scale }: Exact): string {
  if (scale === 0) return String(units);
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, "0");
  return `${units < 0n ? "-" : ""}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ",");
}
