/**
 * Draws one item: what can change since the page was made comes from the tablet, and nothing is written twice.
 *
 * Buttons and fields stay the elements they are, so that the focus stays where it was.
 */
import { element, put } from "../element.ts";
import type { Person } from "../offline/model.ts";
import { type FactState, isSame, type ItemState } from "../offline/state.ts";
import { say } from "../offline/words.ts";
import type { FactDeclaration, FactsJson, Standard, Text, Verdict } from "../policy/index.ts";
import type { Words } from "../policy/wording.ts";
import { recordsTable, shown, time } from "./shown.ts";

/** What a card is drawn with besides its own state. */
export interface Drawing {
  readonly standard: Standard;
  readonly words: Words;
  /** What counted before this visit. */
  readonly before: FactsJson;
  /** Where the lead chooses between two answers. */
  readonly rivals: string;
  readonly lead: Person;
  /** Whose tablet it is. */
  readonly person: Person;
  /** Whether the visit is not the person's any more: then that is said above, and not at every item. */
  readonly isGone: boolean;
}

const TO_DO = { zh: "待查", en: "To check" };
const NO_NOTE = { zh: "缺说明", en: "No note" };
const DIFFERS = { zh: "与申报不一致", en: "Differs from what was declared" };
const AS_DECLARED = { zh: "与申报一致", en: "As declared" };
const CONFIRM_FOUND = { zh: "按检查结果确认", en: "Confirm as found" };
const BACK_TO_DECLARED = { zh: "改为与申报一致", en: "As declared after all" };
const UNDO = { zh: "再点撤销", en: "touch to undo" };
const CHANGE = { zh: "不一致", en: "Differs" };
const CHANGE_FOUND = { zh: "修改检查结果", en: "Change finding" };
const NOT_SEEN = { zh: "未查", en: "Not checked" };
const EARLIER = { zh: "此前认定：", en: "Found before: " };
const FEWER = { zh: "比申报少：", en: "Less than declared: " };
const MORE = { zh: "比申报多：", en: "More than declared: " };
const FOUND = { zh: "检查", en: "Inspection" };
const DECLARED = { zh: "申报", en: "Declared" };
const REFUSED = { zh: "服务器未接收：", en: "Not taken by the server: " };
const PICTURE_REFUSED = { zh: "服务器未接收照片：", en: "Photograph not taken by the server: " };
const ELSEWHERE = { zh: "查看另一项", en: "Show the other item" };
const COMPARE = { zh: "查看两份记录", en: "Compare both" };

const VERDICTS: Readonly<Record<Verdict, readonly [tone: string, sign: string]>> = {
  met: ["success", "✓"],
  not_met: ["danger", "✗"],
  needs_ruling: ["warning", "⚖"],
  undecided: ["secondary", "?"],
  not_applicable: ["light", "–"],
};

/** Whether this visit found something else than was declared. */
export function foundOther(fact: FactState): boolean {
  return fact.stated && fact.differs;
}

/** The title of its item, without the number. */
export function nameOf(card: HTMLElement): string {
  return card.querySelector(".item-title")!.lastChild!.textContent!.trim();
}

export function drawCard(card: HTMLElement, item: ItemState, drawing: Drawing): void {
  card.classList.toggle("is-done", item.done);
  card.dataset.verdictNow = item.done ? item.verdict : "";
  drawStanding(card, item, drawing.words);
  drawNotices(card, item, drawing);
  drawVerdict(card, item);
  for (const row of card.querySelectorAll<HTMLElement>("[data-of]")) drawFact(row, item, drawing);
  for (const list of card.querySelectorAll<HTMLElement>("[data-list]")) drawList(list, item, drawing);
  drawAnswer(card, item);
}

function drawStanding(card: HTMLElement, item: ItemState, words: Words): void {
  const badges = [item.done ? verdictBadge(item.verdict, words) : badge("badge-todo", TO_DO)];
  if (item.lacksNote) badges.push(badge("badge-todo", NO_NOTE));
  if (Object.values(item.facts).some(foundOther)) badges.push(badge("text-bg-warning", DIFFERS));
  put(card.querySelector("[data-standing]")!, badges);
}

function verdictBadge(verdict: Verdict, words: Words): HTMLElement {
  const [tone, sign] = VERDICTS[verdict];
  const made = element("span", { class: `badge text-bg-${tone}`, "data-verdict": verdict });
  made.append(element("span", { "aria-hidden": "true" }, sign), ` ${say(words.verdicts[verdict])}`);
  return made;
}

function badge(tone: string, text: Text): HTMLElement {
  return element("span", { class: `badge ${tone}` }, say(text));
}

/** What stands in the way of an answer: refused by the server, or another inspector's beside it. */
function drawNotices(card: HTMLElement, item: ItemState, drawing: Drawing): void {
  const notices: HTMLElement[] = [];
  for (const [what, why] of drawing.isGone ? [] : refusalsOf(item)) {
    notices.push(notice("alert-danger", element("strong", {}, say(what)), say(why)));
  }
  if (item.rival) {
    const link = element("a", { class: "alert-link", href: `${drawing.rivals}#item-${item.id}` }, say(COMPARE));
    notices.push(notice("alert-warning", say(whoChooses(drawing)), " ", link));
  }
  if (item.dispute) {
    const { text, elsewhere } = item.dispute;
    const link = element("a", { class: "alert-link", href: `#item-${elsewhere}`, "data-to": true }, say(ELSEWHERE));
    notices.push(notice("alert-warning", say(text), say({ zh: "。", en: ". " }), link));
  }
  put(card.querySelector("[data-notices]")!, notices);
}

/** What of the item the server did not take, and why; of several photographs the same reason is said once. */
function refusalsOf({ refusal, photographs }: ItemState): (readonly [what: Text, why: Text])[] {
  const pictures = photographs.map(({ entry, drawing }) => entry?.refusal ?? drawing?.refusal ?? null);
  const reasons = new Map(pictures.filter((each) => each !== null).map((each) => [each.zh, each]));
  const ofPictures = [...reasons.values()].map((why) => [PICTURE_REFUSED, why] as const);
  return refusal ? [[REFUSED, refusal], ...ofPictures] : ofPictures;
}

function whoChooses({ lead, person }: Drawing): Text {
  if (lead.id === person.id) {
    return { zh: "本项有两份不同的记录，请您作为组长选定。", en: "There are two different records; as the lead, please choose." };
  }
  return {
    zh: `本项有两份不同的记录，由组长${lead.name}选定。`,
    en: `There are two different records; ${lead.name}, who leads, chooses.`,
  };
}

function notice(tone: string, ...content: (Node | string)[]): HTMLElement {
  return element("div", { class: `alert ${tone} mb-2` }, ...content);
}

function drawVerdict(card: HTMLElement, item: ItemState): void {
  const verdict = card.querySelector<HTMLElement>("[data-verdict-text]")!;
  verdict.hidden = !item.done;
  put(verdict, [say(item.explanation)]);
}

// ---- declared beside found ----

function drawFact(row: HTMLElement, item: ItemState, drawing: Drawing): void {
  const { standard, words } = drawing;
  const declaration = standard.facts[row.dataset.of!]!;
  const fact = item.facts[declaration.name];
  if (!fact) return;
  row.classList.toggle("differs", foundOther(fact));
  put(row.querySelector("[data-declared]")!, [shown(declaration, fact.declared, words)]);
  put(row.querySelector("[data-found]")!, found(declaration, item, drawing));
}

function found(declaration: FactDeclaration, item: ItemState, { words, before }: Drawing): (Node | string)[] {
  const fact = item.facts[declaration.name]!;
  if (foundOther(fact)) return [...differing(declaration, item, words), ...(item.done && !item.dispute?.blocks ? [saidBy(item)] : [])];
  if (fact.stated || item.done) return [element("span", { class: "as-declared" }, `✓ ${say(AS_DECLARED)}`)];
  const earlier = before[declaration.name] ?? null;
  const text = isSame(earlier, fact.declared) ? say(NOT_SEEN) : `${say(EARLIER)}${shown(declaration, earlier, words)}`;
  return [element("span", { class: "text-body-secondary" }, text)];
}

function differing(declaration: FactDeclaration, item: ItemState, words: Words): (Node | string)[] {
  const { declared, value } = item.facts[declaration.name]!;
  const parts: (Node | string)[] = [shown(declaration, value, words)];
  if (declaration.type !== "codes" && declaration.type !== "months") return parts;
  for (const [text, one, other] of [[FEWER, declared, value], [MORE, value, declared]] as const) {
    const without = wordsOf(one).filter((word) => !wordsOf(other).includes(word));
    if (without.length) parts.push(against(`${say(text)}${shown(declaration, without, words)}`));
  }
  return parts;
}

function wordsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value : [];
}

function against(text: string): HTMLElement {
  return element("span", { class: "against-declared" }, text);
}

function saidBy({ by, at, why }: ItemState): HTMLElement {
  const who = [by?.name, at && time(at)].filter(Boolean).join(" ");
  return element("span", { class: "found-by" }, why ? `${who}${say({ zh: "：", en: ": " })}${why}` : who);
}

/** The people of a roster, folded below the table. */
function drawList(list: HTMLElement, item: ItemState, { standard, words }: Drawing): void {
  const declaration = standard.facts[list.dataset.list!]!;
  const fact = item.facts[declaration.name]!;
  list.hidden = !wordsOf(fact.value).length;
  const parts = foundOther(fact)
    ? [label(FOUND), table(fact.value), label(DECLARED), table(fact.declared)]
    : [table(fact.value)];
  put(list.querySelector("[data-rows-shown]")!, parts);

  function table(records: unknown): HTMLElement {
    return recordsTable(declaration, Array.isArray(records) ? records : [], words);
  }
}

function label(text: Text): HTMLElement {
  return element("p", { class: "mt-2 mb-1" }, say(text));
}

// ---- what was tapped ----

function drawAnswer(card: HTMLElement, item: ItemState): void {
  for (const button of card.querySelectorAll<HTMLButtonElement>("button.grade")) {
    press(button, button.value === item.grade);
  }
  const confirm = card.querySelector<HTMLButtonElement>(".act-confirm");
  if (!confirm) return;
  const differs = Object.values(item.facts).some(foundOther);
  // What counts is another inspector's word until somebody confirms it here.
  const isSaid = item.done && !item.dispute?.blocks;
  confirm.hidden = false;
  press(confirm, isSaid && !differs);
  const words = !differs ? AS_DECLARED : isSaid ? BACK_TO_DECLARED : CONFIRM_FOUND;
  put(confirm.querySelector("[data-confirm-text]")!, [say(words), ...undoHint(isSaid && !differs)]);
  put(card.querySelector("[data-change-text]")!, [say(item.done && differs ? CHANGE_FOUND : CHANGE)]);
}

function undoHint(isGiven: boolean): HTMLElement[] {
  return isGiven ? [element("span", { class: "undo-hint" }, say(UNDO))] : [];
}

function press(button: HTMLElement, pressed: boolean): void {
  if (button.ariaPressed !== String(pressed)) button.ariaPressed = String(pressed);
}
