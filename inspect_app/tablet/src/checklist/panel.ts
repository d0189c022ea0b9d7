/** The fields for what differs from what was declared: opened in the card, read, checked, and told what is wrong. */
import { element } from "../element.ts";
import { isSame } from "../offline/state.ts";
import { say } from "../offline/words.ts";
import { FactError } from "../policy/fact_error.ts";
import type { FactDeclaration, FactJson, FactsJson } from "../policy/facts.ts";
import type { CompiledStandard, Text } from "../policy/index.ts";
import { readFact, writeFact } from "./controls.ts";
import { copied } from "./copies.ts";

/** One fact as the panel was opened with it; null is not stated. */
export interface Asked {
  readonly declaration: FactDeclaration;
  readonly declared: FactJson;
  readonly value: FactJson;
}

export interface Said {
  readonly facts: FactsJson;
  readonly why: string;
}

/** What the rules would say of the item if this were found. Throws `FactError` for a value that cannot be accepted. */
export type Foretell = (found: FactsJson) => Text;

const WHY_NEEDED = {
  zh: "请写明与申报不一致的原因",
  en: "Say why it differs from what the station declared",
};

const NOT_SAVED = { zh: "上次填写的内容还没有保存。", en: "What was entered before is not saved yet." };

const FIRST = "[data-fields] :is(input:not([type=hidden], [type=radio]), input:checked, select)";

export class Panel {
  readonly element: HTMLElement;
  readonly #asked: readonly Asked[];
  readonly #rules: CompiledStandard;
  readonly #foretell: Foretell;

  /** `title` is the item's; the panel's controls have ids that begin with `item`. `draft` was typed before. */
  constructor(
    item: string, title: string, asked: readonly Asked[], rules: CompiledStandard, foretell: Foretell, draft: Said | null,
  ) {
    this.#asked = asked;
    this.#rules = rules;
    this.#foretell = foretell;
    this.element = copied("[data-change-fields]", item, title);
    const fields = this.element.querySelector("[data-fields]")!;
    const found = { ...Object.fromEntries(asked.map(({ declaration, value }) => [declaration.name, value])), ...draft?.facts };
    fields.append(...asked.map(({ declaration }) => field(declaration, found[declaration.name] ?? null, item)));
    if (draft) fields.prepend(element("p", { class: "fw-semibold" }, say(NOT_SAVED)));
    this.#why.value = draft?.why ?? "";
    this.follow();
  }

  /** The value each field says. Throws `FactError` for the first that cannot be read. */
  values(): FactsJson {
    return Object.fromEntries(this.#asked.map((each) => [each.declaration.name, this.#read(each)]));
  }

  /** What stands in the fields, as far as it can be read. */
  typed(): Said {
    const facts: Record<string, FactJson> = {};
    for (const each of this.#asked) {
      try {
        facts[each.declaration.name] = this.#read(each);
      } catch (error) {
        if (!(error instanceof FactError)) throw error;
      }
    }
    return { facts, why: this.#why.value };
  }

  /** Ask why only where something differs from what was declared, and say what the typed values come to. */
  follow(): void {
    this.element.querySelector<HTMLElement>("[data-why]")!.hidden = !this.#differs();
    const preview = this.element.querySelector<HTMLElement>("[data-preview]")!;
    const foretold = this.#foretold();
    preview.hidden = foretold === null;
    preview.textContent = foretold && say(foretold);
  }

  /** What was typed; null where something is wrong, which is then said at its field. */
  said(): Said | null {
    for (const complaint of this.element.querySelectorAll(".invalid-feedback")) complaint.remove();
    for (const wrong of this.element.querySelectorAll("[aria-invalid]")) unmark(wrong);
    const refused = this.#asked.map((each) => this.#refusal(each)).filter((each) => each !== null);
    const why = this.#why.value.trim();
    if (!refused.length && this.#differs() && !why) refused.push(complain(this.#why, WHY_NEEDED));
    refused[0]?.focus();
    return refused.length ? null : { facts: this.values(), why: this.#differs() ? why : "" };
  }

  /** Go to the first field; what is typed there takes the place of what was declared. */
  focus(): void {
    const first = this.element.querySelector<HTMLElement>(FIRST);
    first?.focus();
    if (first instanceof HTMLInputElement && first.inputMode) first.select();
  }

  get #why(): HTMLInputElement {
    return this.element.querySelector<HTMLInputElement>("input[name=why]")!;
  }

  #read({ declaration, value }: Asked): FactJson {
    return readFact(this.#place(declaration), declaration, value);
  }

  #place({ name }: FactDeclaration): Element {
    return this.element.querySelector(`[data-fact="${name}"]`)!;
  }

  /** Null while something cannot be accepted as it is typed. */
  #foretold(): Text | null {
    try {
      return this.#foretell(this.values());
    } catch (error) {
      if (error instanceof FactError) return null;
      throw error;
    }
  }

  #differs(): boolean {
    try {
      return this.#asked.some((each) => !isSame(this.#read(each), each.declared));
    } catch {
      return true; // It cannot be read yet.
    }
  }

  /** The control to go to where a field is wrong, marked and with what to do below it. */
  #refusal(asked: Asked): HTMLElement | null {
    const { declaration } = asked;
    try {
      const value = this.#read(asked);
      if (value !== null) this.#rules.checkFact(declaration.name, value);
      return null;
    } catch (error) {
      if (!(error instanceof FactError)) throw error;
      const place = this.#place(declaration);
      const row = /\[(\d+)\](?:\.(\w+))?/.exec(error.place);
      return complain(controlOf(place, row?.[1], row?.[2]), inRow(declaration, row, error.remedy), place);
    }
  }
}

function field(declaration: FactDeclaration, value: FactJson, item: string): HTMLElement {
  const made = copied(`[data-field="${declaration.name}"]`, item, "");
  writeFact(made, declaration, value);
  for (const button of made.querySelectorAll<HTMLElement>("[data-tick-all]")) button.hidden = false;
  return made;
}

function controlOf(place: Element, row: string | undefined, column: string | undefined): HTMLElement {
  const rows = place.querySelectorAll("tbody tr");
  const cell = row && column ? rows[Number(row)]?.querySelector<HTMLElement>(`[name$="-${column}"]`) : null;
  return cell ?? place.querySelector<HTMLElement>("input:not([type=hidden]), select, button")!;
}

function inRow({ fields }: FactDeclaration, row: RegExpExecArray | null, remedy: Text): Text {
  const column = row?.[2] && fields?.[row[2]];
  if (!row || !column) return remedy;
  const number = Number(row[1]) + 1;
  return {
    zh: `第 ${number} 行“${column.label.zh}”：${remedy.zh}`,
    en: `Row ${number}, ${column.label.en}: ${remedy.en}`,
  };
}

function complain(control: HTMLElement, text: Text, place: Element = control.parentElement!): HTMLElement {
  const id = `${control.id}-wrong`;
  control.classList.add("is-invalid");
  control.setAttribute("aria-invalid", "true");
  control.setAttribute("aria-errormessage", id);
  place.append(element("div", { class: "invalid-feedback d-block", id, role: "alert" }, `${say(text)}${say({ zh: "。", en: "." })}`));
  return control;
}

function unmark(control: Element): void {
  control.classList.remove("is-invalid");
  control.removeAttribute("aria-invalid");
  control.removeAttribute("aria-errormessage");
}
