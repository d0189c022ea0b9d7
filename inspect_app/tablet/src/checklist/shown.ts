/** Facts for reading: what a value says, in the language of the page. */
import { element } from "../element.ts";
import { say } from "../offline/words.ts";
import { exact, type NumberJson } from "../policy/exact.ts";
import { codeLabel, type FactDeclaration, type FactJson, type FactType, quantity } from "../policy/facts.ts";
import type { Words } from "../policy/wording.ts";

type RecordJson = Readonly<Record<string, FactJson>>;
type Show = (declared: FactDeclaration, value: FactJson, words: Words) => string;

const NONE = { zh: "无", en: "none" };
const COUNT = { zh: "共 % 条", en: "Entries: %" };

/** The value in a line; "—" while the fact is not stated. Of records only how many there are. */
export function shown(declared: FactDeclaration, value: FactJson | undefined, words: Words): string {
  return value === null || value === undefined ? "—" : SHOW[declared.type](declared, value, words);
}

const SHOW: Readonly<Record<FactType, Show>> = {
  bool: (_, value, words) => say(words.say(value ? "yes" : "no")),
  int: showNumber,
  number: showNumber,
  fen: showNumber,
  code: (declared, value) => say(codeLabel(declared, value as string)),
  codes: (declared, value) => joined((value as string[]).map((code) => say(codeLabel(declared, code)))),
  months: (_, value) => months(value as string[]),
  date: (_, value) => day(value as string),
  text: (_, value) => String(value),
  records: (_, value) => counted(value as readonly RecordJson[]),
  // Grades stand on the buttons and are no fact that anybody reads.
  judgements: () => "",
};

/** The records of a list as a table. */
export function recordsTable(declared: FactDeclaration, records: readonly RecordJson[], words: Words): HTMLElement {
  const columns = Object.values(declared.fields ?? {});
  const head = columns.map((column) => element("th", { scope: "col" }, say(column.label)));
  const rows = records.map((record) =>
    element("tr", {}, ...columns.map((column) => element("td", {}, shown(column, record[column.name], words)))),
  );
  const parts = [element("thead", {}, element("tr", {}, ...head)), element("tbody", {}, ...rows)];
  return element("div", { class: "table-responsive" }, element("table", { class: "table table-sm mb-0" }, ...parts));
}

/** A moment as the tablet's clock on the wall says it: 14:02, with the day unless it is today's. */
export function time(moment: string): string {
  const at = new Date(moment);
  const minutes = `${two(at.getHours())}:${two(at.getMinutes())}`;
  if (at.toDateString() === new Date().toDateString()) return minutes;
  return say({ zh: `${at.getMonth() + 1}月${at.getDate()}日 ${minutes}`, en: `${at.getDate()}/${at.getMonth() + 1} ${minutes}` });
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}

function showNumber(declared: FactDeclaration, value: FactJson, words: Words): string {
  return say(quantity(words, declared, exact(value as NumberJson)));
}

function counted(records: readonly RecordJson[]): string {
  return records.length ? say(COUNT).replace("%", String(records.length)) : say(NONE);
}

function day(value: string): string {
  const date = new Date(`${value}T00:00:00Z`);
  const english = date.toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
  return say({ zh: `${date.getUTCFullYear()}年${date.getUTCMonth() + 1}月${date.getUTCDate()}日`, en: english });
}

/** 2013年1–6、8月. */
function months(value: readonly string[]): string {
  const years = new Map<string, number[]>();
  for (const month of [...value].sort()) {
    const [year = "", number] = month.split("-");
    years.set(year, [...(years.get(year) ?? []), Number(number)]);
  }
  const lines = [...years].map(([year, numbers]) => inYear(year, runs(numbers)));
  return lines.join(say({ zh: "；", en: "; " })) || say(NONE);
}

function inYear(year: string, numbers: readonly string[]): string {
  return say({ zh: `${year}年${numbers.join("、")}月`, en: `${year}: months ${numbers.join(", ")}` });
}

function runs(numbers: readonly number[]): string[] {
  const found: [number, number][] = [];
  for (const number of numbers) {
    const last = found.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else found.push([number, number]);
  }
  return found.map(([first, last]) => (first === last ? String(first) : `${first}–${last}`));
}

function joined(texts: readonly string[]): string {
  return texts.join(say({ zh: "、", en: ", " })) || say(NONE);
}
