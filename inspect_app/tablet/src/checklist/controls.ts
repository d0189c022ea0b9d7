/**
 * Between the controls of a fact (`web/templates/_fields.html`) and its value: one pair of functions a type.
 *
 * null is not stated: blank controls say that nothing is known, which is neither no nor none.
 */
import { addRow } from "../facts.ts";
import { FactError } from "../policy/fact_error.ts";
import type { FactDeclaration, FactJson, FactType } from "../policy/facts.ts";
import { readNumber, readYuan, writtenYuan } from "./typed.ts";

type RecordJson = Readonly<Record<string, FactJson>>;

/** Throws `FactError` for what cannot be read; `before` is what the controls were opened with. */
type Read = (place: ParentNode, declared: FactDeclaration, before: FactJson) => FactJson;
type Write = (place: ParentNode, declared: FactDeclaration, value: FactJson) => void;

/** Says that a list is empty. No code and no month is written like this. */
const NONE = "-";
const BOTH = {
  zh: "既选了“均无”，又填了其他内容，请核对后只保留一种",
  en: "“None” and something else were both given; keep one of them",
};

export function readFact(place: ParentNode, declared: FactDeclaration, before: FactJson): FactJson {
  return READ[declared.type](place, declared, before);
}

export function writeFact(place: ParentNode, declared: FactDeclaration, value: FactJson): void {
  WRITE[declared.type](place, declared, value);
}

const READ: Readonly<Record<FactType, Read>> = {
  bool: (place) => ({ yes: true, no: false })[chosen(place)] ?? null,
  int: (place, declared) => readNumber(declared, typed(place)),
  number: (place, declared) => readNumber(declared, typed(place)),
  fen: (place, declared) => readYuan(declared, typed(place)),
  code: (place) => typed(place) || null,
  codes: readTicks,
  months: readTicks,
  date: (place) => typed(place) || null,
  text: (place) => typed(place).trim() || null,
  records: readRows,
  judgements: () => null,
};

const WRITE: Readonly<Record<FactType, Write>> = {
  bool: (place, _, value) => choose(place, value === null ? "unknown" : value ? "yes" : "no"),
  int: write,
  number: write,
  fen: (place, declared, value) => write(place, declared, value === null ? null : writtenYuan(value as number)),
  code: write,
  codes: tick,
  months: tick,
  date: write,
  text: write,
  records: writeRows,
  judgements: () => {},
};

// ---- one value ----

type Control = HTMLInputElement | HTMLSelectElement;

function control(place: ParentNode): Control {
  return place.querySelector<Control>("input:not([type=hidden]), select")!;
}

function typed(place: ParentNode): string {
  return control(place).value;
}

function write(place: ParentNode, _: FactDeclaration, value: FactJson): void {
  control(place).value = value === null ? "" : String(value);
}

/** What is chosen of yes, no and unknown: buttons, or in a row of a table a list. */
function chosen(place: ParentNode): string {
  return place.querySelector<Control>("input:checked, select")?.value ?? "unknown";
}

function choose(place: ParentNode, value: string): void {
  const list = place.querySelector("select");
  if (list) list.value = value;
  else place.querySelector<HTMLInputElement>(`input[value="${value}"]`)!.checked = true;
}

// ---- several words ----

function boxes(place: ParentNode): HTMLInputElement[] {
  return [...place.querySelectorAll<HTMLInputElement>("[data-ticks] input[type=checkbox]")];
}

function tick(place: ParentNode, _: FactDeclaration, value: FactJson): void {
  const words = value === null ? [] : value instanceof Array && value.length ? value : [NONE];
  for (const box of boxes(place)) box.checked = (words as string[]).includes(box.value);
}

function readTicks(place: ParentNode, { name }: FactDeclaration, before: FactJson): FactJson {
  const ticked = boxes(place).filter((box) => box.checked).map((box) => box.value);
  const shown = new Set(boxes(place).map((box) => box.value));
  const stated = before === null ? [] : (before as string[]);
  // A month of a year that the page has no line for cannot have been unticked.
  const words = [...ticked, ...stated.filter((word) => !shown.has(word))];
  if (words.includes(NONE) && words.length > 1) throw new FactError(name, BOTH);
  if (words.includes(NONE)) return [];
  if (!words.length) return null;
  // Boxes come in the order of the page: an order that was stated stays as it was.
  return sameWords(words, stated) ? before : words;
}

function sameWords(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((word) => other.includes(word));
}

// ---- records ----

const NEW = "new";

function writeRows(place: ParentNode, declared: FactDeclaration, value: FactJson): void {
  const table = place.querySelector<HTMLElement>("[data-rows]")!;
  for (const record of (value ?? []) as readonly RecordJson[]) {
    const row = addRow(table);
    row.querySelector<HTMLInputElement>("input[type=hidden]")!.value = "stated";
    const cells = row.querySelectorAll("td");
    for (const [index, column] of Object.values(declared.fields ?? {}).entries()) {
      writeFact(cells[index]!, column, record[column.name] ?? null);
    }
  }
  nobody(table).checked = value instanceof Array && !value.length;
}

function readRows(place: ParentNode, declared: FactDeclaration): FactJson {
  const table = place.querySelector<HTMLElement>("[data-rows]")!;
  const rows = [...table.querySelectorAll<HTMLTableRowElement>("tbody tr")];
  const read = rows.map((row, index) => ({ row, record: readRow(row, index, declared) }));
  const records = read.filter(({ row, record }) => isKept(row, record)).map(({ record }) => record);
  if (nobody(table).checked && records.length) throw new FactError(declared.name, BOTH);
  return records.length || nobody(table).checked ? records : null;
}

/** A new row that was left blank is none; one that was there before stays until it is removed. */
function isKept(row: Element, record: RecordJson): boolean {
  return row.querySelector<HTMLInputElement>("input[type=hidden]")!.value !== NEW || Object.keys(record).length > 0;
}

function readRow(row: Element, index: number, declared: FactDeclaration): RecordJson {
  const cells = row.querySelectorAll("td");
  const columns = Object.values(declared.fields ?? {});
  const values = columns.map((column, at) => [column.name, readCell(cells[at]!, column, `${declared.name}[${index}]`)]);
  return Object.fromEntries(values.filter(([, value]) => value !== null));
}

function readCell(cell: Element, column: FactDeclaration, place: string): FactJson {
  try {
    return readFact(cell, column, null);
  } catch (error) {
    throw error instanceof FactError ? new FactError(`${place}.${column.name}`, error.remedy) : error;
  }
}

function nobody(table: Element): HTMLInputElement {
  return table.querySelector<HTMLInputElement>(`input[type=checkbox][value="${NONE}"]`)!;
}
