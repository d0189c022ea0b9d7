/**
 * The checklist on a tablet: what is touched goes into the store at once and is drawn from there.
 *
 * One listener a kind of event serves all items; nothing is fetched and no page is loaded.
 */
import { element, put } from "../element.ts";
import type { AnswerChange } from "../offline/acts.ts";
import { MOVED, NOT_YOURS, OVER } from "../offline/gone.ts";
import type { Grade } from "../offline/model.ts";
import type { ItemState, VisitState } from "../offline/state.ts";
import { say } from "../offline/words.ts";
import type { FactsJson, Text } from "../policy/index.ts";
import { speaker, type Words } from "../policy/wording.ts";
import { openPhotograph } from "../photographs/index.ts";
import { drawBar, drawNav, type Filter, filter, filterWanted } from "./board.ts";
import { drawCard, type Drawing, foundOther } from "./card.ts";
import { Drafts } from "./drafts.ts";
import { sayMoved } from "./moved.ts";
import { Notes, takeOut } from "./notes.ts";
import { Panel } from "./panel.ts";
import { drawPictures, takeFor } from "./pictures.ts";
import { painted, slices } from "./slices.ts";
import { troubleOf } from "./trouble.ts";
import type { OpenVisit } from "./visit.ts";

const FAIR = "2";
/** Buttons with which something is said of an item. */
const ACTS = ":is([name=grade], [name=confirm], [name=phrase], [name=found])";
const SAY_WHY = { zh: "还请写明情况", en: "please say what you saw" };
const BEGUN = { zh: "检查已经开始。", en: "The visit has begun." };
const CANCELLED = {
  zh: "本次检查已取消，不能再记录。服务器没有接收的内容仍在这台平板上，请点“完成检查”查看。",
  en: "The visit was cancelled; nothing more can be recorded. What the server did not take is still on this tablet: touch “Finish inspection”.",
};
const ENDED = {
  zh: "本次检查已经完成，不能再修改。服务器没有接收的内容仍在这台平板上，请点“完成检查”查看。",
  en: "This visit has ended and cannot be changed. What the server did not take is still on this tablet: touch “Finish inspection”.",
};
const ENDED_HERE = {
  zh: "检查已在本机完成，不能再修改。要接着改，请点“完成检查”，再点“继续修改”。",
  en: "The visit has ended on this tablet. To change something, touch “Finish inspection” and then “Go on with the visit”.",
};
const END_REFUSED = {
  zh: "服务器未接受完成检查。请点“完成检查”查看原因，再点“继续修改”。",
  en: "The server did not take the end of the visit. Touch “Finish inspection” to see why, then “Go on with the visit”.",
};

/** Resolves once the checklist answers to every touch and is drawn from what the tablet holds. */
export async function openChecklist(visit: OpenVisit, board: HTMLElement): Promise<void> {
  const page = new ChecklistPage(visit, board);
  await visit.follow((touched) => page.draw(touched));
  await page.begin();
}

class ChecklistPage {
  readonly #visit: OpenVisit;
  readonly #board: HTMLElement;
  readonly #words: Words;
  readonly #notes: Notes;
  readonly #closed = element("p", { class: "alert alert-warning board-closed", role: "status" });
  readonly #panels = new Map<string, Panel>();
  readonly #drafts: Drafts;
  /** What each card was last drawn from. */
  readonly #drawn = new Map<string, string>();
  #drawing: Promise<void> | null = null;
  #isOutdated = false;
  /** Whose photographs are being chosen, where one camera serves all items. */
  #pictured: HTMLElement | null = null;

  constructor(visit: OpenVisit, board: HTMLElement) {
    this.#visit = visit;
    this.#board = board;
    this.#words = speaker(visit.standard.wording);
    const whose = `${visit.tablet.person.id}/${board.dataset.visit}`;
    board.before(this.#closed);
    this.#notes = new Notes(whose, (item, note) => this.#answer(item, { note }));
    this.#drafts = new Drafts(`${whose}/${visit.standard.sha256}`);
  }

  /** Take over from the plain forms: every touch is answered from now on. */
  async begin(): Promise<void> {
    this.#listen();
    document.documentElement.classList.add("on-tablet");
    this.#filter(filterWanted());
    await this.#drawSoon();
    if (this.#isClosed()) return;
    for (const card of this.#cards()) {
      this.#restoreNote(card);
      if (this.#drafts.of(card.dataset.item!)) this.#open(card);
    }
  }

  #listen(): void {
    const board = this.#board;
    board.addEventListener("click", (event) => this.#click(event));
    // What is sent by a touch or by Enter in a field, a button sends.
    board.addEventListener("submit", (event) => event.preventDefault());
    board.addEventListener("input", (event) => this.#input(event));
    board.addEventListener("change", (event) => this.#change(event));
    board.addEventListener("focusout", (event) => this.#leave(event.target));
    board.addEventListener("toggle", (event) => this.#toggle(event), true);
    window.addEventListener("pagehide", () => this.#leave(document.activeElement));
    window.addEventListener("beforeunload", (event) => {
      if (this.#panels.size > 0) event.preventDefault();
    });
  }

  // ---- drawing ----

  /** What has changed: what is said of the item that was touched at once, everything else when that is in sight. */
  draw(touched?: string): void {
    const { state } = this.#visit;
    const item = state?.items.find(({ id }) => id === touched);
    if (item) drawCard(this.#card(item.id)!, item, this.#drawingOf(state!));
    void this.#drawSoon();
  }

  /** Resolves when everything shows how the visit stands. */
  #drawSoon(): Promise<void> {
    this.#isOutdated = true;
    return (this.#drawing ??= this.#drawUntilCurrent().finally(() => (this.#drawing = null)));
  }

  async #drawUntilCurrent(): Promise<void> {
    this.#board.ariaBusy = "true";
    await painted();
    while (this.#isOutdated) {
      this.#isOutdated = false;
      await this.#drawAll();
    }
    this.#board.ariaBusy = "false";
  }

  /** Cards from the first in sight on. */
  async #drawAll(): Promise<void> {
    this.#drawClosed(closedBecause(this.#visit.state, this.#visit.isMoved));
    const slice = slices();
    for (const card of fromSight(this.#cards())) {
      await slice();
      this.#drawItem(card);
    }
    const { state } = this.#visit;
    if (!state) return;
    drawBar(document.querySelector<HTMLElement>("#board-bar")!, state);
    drawNav(this.#board, state);
    if (state.items.some(({ revision }) => revision)) this.#sayBegun();
  }

  /** In place of the line that says the visit has not begun: without one, everything would move under the finger. */
  #sayBegun(): void {
    const line = document.querySelector("[data-not-begun]");
    if (line) put(line, [say(BEGUN)]);
  }

  #drawItem(card: HTMLElement): void {
    const [state, item] = [this.#visit.state, this.#item(card)];
    if (!state || !item) return;
    const before = Object.keys(item.facts).map((name) => state.packet.facts[name] ?? null);
    const now = JSON.stringify([{ ...item, item: null }, before, state.isGone]);
    if (this.#drawn.get(item.id) === now) return;
    this.#drawn.set(item.id, now);
    drawCard(card, item, this.#drawingOf(state));
    drawPictures(card, item, (photograph) => void openPhotograph(this.#visit.tablet, this.#visit.state!, photograph));
    this.#drawNote(card, item);
  }

  #drawingOf({ packet, isGone }: VisitState): Drawing {
    const { tablet, standard } = this.#visit;
    const { facts, lead } = packet;
    return { standard, words: this.#words, before: facts, rivals: this.#board.dataset.rivals!, lead, person: tablet.person, isGone };
  }

  #drawNote(card: HTMLElement, item: ItemState): void {
    const note = card.querySelector<HTMLDetailsElement>(".act-note");
    if (note && (item.note || item.lacksNote) && !note.open) this.#openNote(note);
    if (note?.open) this.#showNote(card, item);
  }

  #openNote(note: HTMLDetailsElement): void {
    takeOut(note);
    note.open = true;
  }

  #showNote(card: HTMLElement, item: ItemState): void {
    this.#notes.draw(noteOf(card), item);
    offerPhrases(card, item);
  }

  /** Nothing can be recorded while there is a reason. */
  #drawClosed(why: Text | null): void {
    this.#board.classList.toggle("is-closed", why !== null);
    this.#closed.hidden = !why || why === MOVED;
    put(this.#closed, why ? [say(why)] : []);
    if (why === MOVED) sayMoved();
  }

  #isClosed(): boolean {
    return this.#board.classList.contains("is-closed");
  }

  // ---- what is touched ----

  #click(event: MouseEvent): void {
    const target = event.target as Element;
    const away = target.closest<HTMLAnchorElement>("[data-jump], [data-to]");
    if (away) return this.#jump(away);
    const link = target.closest<HTMLElement>("[data-show], [data-change], [data-close]");
    if (link) {
      event.preventDefault();
      if (link.dataset.show) this.#filter(link.dataset.show as Filter, true);
      else if (link.dataset.change !== undefined) this.#open(cardOf(link))?.focus();
      else this.#closePanel(cardOf(link));
    }
    const button = target.closest<HTMLButtonElement>(ACTS);
    if (button) this.#touch(button, event);
    const source = target.closest<HTMLButtonElement>("[name=take]");
    if (source) this.#choosePhotographs(source);
  }

  #choosePhotographs(source: HTMLButtonElement): void {
    this.#pictured = cardOf(source);
    document.getElementById(source.value)!.click();
  }

  /** In a form or, on a kept page, in none. */
  #touch(button: HTMLButtonElement, event: MouseEvent): void {
    event.preventDefault();
    // The second tap of a double one means nothing: it would take back the first.
    if (event.detail > 1 && button.matches("[name=grade], [name=confirm]")) return;
    const card = cardOf(button);
    if (this.#isAsShown(card, button)) void this.#press(card, button);
  }

  /** Whether what was touched still says what it said: a card that has not been drawn yet may show what was once. */
  #isAsShown(card: HTMLElement, button: HTMLButtonElement): boolean {
    const said = (): string => `${button.ariaPressed} ${button.textContent}`;
    const before = said();
    this.#drawItem(card);
    return said() === before;
  }

  async #press(card: HTMLElement, { name, value }: HTMLButtonElement): Promise<void> {
    const item = this.#item(card);
    if (!item) return;
    if (name === "grade") await this.#say(card, { grade: item.grade === value ? null : (value as Grade) });
    else if (name === "confirm") await this.#confirm(card, item);
    else if (name === "phrase") this.#notes.add(item.id, noteOf(card), value);
    else await this.#save(card);
  }

  /** As declared, or as another item found it; touched again, that is taken back. */
  #confirm(card: HTMLElement, { done, facts, dispute }: ItemState): Promise<boolean> {
    if (!done || dispute?.blocks) return this.#say(card, { checked: true });
    if (!Object.values(facts).some(foundOther)) return this.#say(card, { checked: false });
    const declared = Object.entries(facts).map(([name, fact]) => [name, fact.declared]);
    return this.#say(card, { checked: true, facts: Object.fromEntries(declared), why: "" });
  }

  /** Enter in a field, or the button below the fields. */
  async #save(card: HTMLElement): Promise<void> {
    const panel = this.#panels.get(card.id);
    const said = panel?.said();
    if (said && (await this.#say(card, { checked: true, ...said }))) this.#closePanel(card);
  }

  #input({ target }: Event): void {
    if (!(target instanceof Element)) return;
    const card = target.closest<HTMLElement>("[data-item]");
    if (!card) return;
    if (target.matches("[name=note]")) this.#notes.typed(card.dataset.item!, target as HTMLTextAreaElement);
    else this.#follow(card);
  }

  #follow(card: HTMLElement): void {
    const panel = this.#panels.get(card.id);
    if (!panel) return;
    panel.follow();
    this.#drafts.keep(card.dataset.item!, panel.typed());
  }

  #change({ target }: Event): void {
    if (!(target instanceof HTMLInputElement) || target.type !== "file") return;
    const card = target.closest<HTMLElement>("[data-item]") ?? this.#pictured!;
    void takeFor(this.#visit.tablet, this.#board.dataset.visit!, card, target);
  }

  #leave(target: EventTarget | null): void {
    if (!(target instanceof HTMLTextAreaElement) || target.name !== "note") return;
    void this.#notes.keep(cardOf(target).dataset.item!, target);
  }

  #toggle({ target }: Event): void {
    if (!(target instanceof HTMLDetailsElement) || !target.open || !target.matches(".act-note")) return;
    const item = this.#item(cardOf(target));
    takeOut(target);
    if (item) this.#showNote(cardOf(target), item);
  }

  // ---- acts ----

  /** Record it and say what it comes to, once. Answers whether it is on the tablet. */
  async #say(card: HTMLElement, change: AnswerChange): Promise<boolean> {
    const kept = await this.#answer(card.dataset.item!, change);
    const item = this.#item(card);
    if (kept && item) announce(outcomeOf(card, item));
    return kept;
  }

  async #answer(id: string, change: AnswerChange): Promise<boolean> {
    const complaint = this.#card(id)?.querySelector<HTMLElement>("[data-complaint]");
    try {
      await this.#visit.answer(id, change);
      if (complaint) put(complaint, []);
      return true;
    } catch (error) {
      const text = troubleOf(error);
      if (complaint) put(complaint, [element("p", { class: "alert alert-danger mb-2", role: "alert" }, say(text))]);
      return false;
    }
  }

  // ---- the fields for what differs ----

  #open(card: HTMLElement): Panel | undefined {
    const item = this.#item(card);
    const link = card.querySelector<HTMLElement>("[data-change]");
    if (!item || !link || this.#panels.has(card.id)) return undefined;
    const { standard, rules } = this.#visit;
    const foretell = (found: FactsJson) => this.#visit.foretell(item.id, found);
    const asked = Object.entries(item.facts).map(([name, fact]) => ({ declaration: standard.facts[name]!, ...fact }));
    const panel = new Panel(item.id, titleOf(card), asked, rules, foretell, this.#drafts.of(item.id));
    this.#panels.set(card.id, panel);
    link.hidden = true;
    link.after(panel.element);
    return panel;
  }

  #closePanel(card: HTMLElement): void {
    const link = card.querySelector<HTMLElement>("[data-change]")!;
    this.#panels.get(card.id)?.element.remove();
    this.#panels.delete(card.id);
    this.#drafts.drop(card.dataset.item!);
    link.hidden = false;
    link.focus({ preventScroll: true });
  }

  // ---- getting about ----

  #filter(show: Filter, asked = false): void {
    const { state } = this.#visit;
    if (!state) return;
    filter(this.#board, state, show);
    if (!asked) return;
    history.replaceState(null, "", show === "all" ? location.pathname : `?show=${show}`);
    const first = this.#board.querySelector("[data-section]:not([hidden]), [data-none-shown]:not([hidden])");
    first?.scrollIntoView({ block: "start" });
  }

  /** Where the filter hides what a link leads to, everything is shown. */
  #jump({ hash }: HTMLAnchorElement): void {
    if (document.getElementById(hash.slice(1))!.closest("[hidden]")) this.#filter("all");
  }

  #restoreNote(card: HTMLElement): void {
    const [item, note] = [this.#item(card), card.querySelector<HTMLDetailsElement>(".act-note")];
    const draft = item && note && this.#notes.draftOf(item);
    if (draft === null || draft === undefined) return;
    this.#openNote(note!);
    this.#notes.restore(item!, noteOf(card), draft);
  }

  #cards(): NodeListOf<HTMLElement> {
    return this.#board.querySelectorAll<HTMLElement>("[data-item]");
  }

  #card(item: string): HTMLElement | null {
    return document.getElementById(`item-${item}`);
  }

  #item(card: HTMLElement): ItemState | undefined {
    return this.#visit.state?.items.find(({ id }) => id === card.dataset.item);
  }
}

function closedBecause(state: VisitState | null, isMoved: boolean): Text | null {
  if (isMoved) return MOVED;
  if (!state) return OVER;
  const { packet, end, isGone } = state;
  if (isGone) return NOT_YOURS;
  if (packet.state === "cancelled") return CANCELLED;
  if (packet.state === "finished") return ENDED;
  return end && (end.refusal ? END_REFUSED : ENDED_HERE);
}

/** Those before the first in sight come last. */
function fromSight(cards: Iterable<HTMLElement>): HTMLElement[] {
  const all = [...cards];
  const first = all.findIndex((card) => card.getBoundingClientRect().bottom > 0);
  return [...all.slice(first), ...all.slice(0, first)];
}

function cardOf(part: Element): HTMLElement {
  return part.closest<HTMLElement>("[data-item]")!;
}

function noteOf(card: HTMLElement): HTMLTextAreaElement {
  return card.querySelector<HTMLTextAreaElement>("textarea[name=note]")!;
}

function titleOf(card: HTMLElement): string {
  return card.querySelector(".item-title")!.textContent!.trim();
}

/** What is said of an item after an act: its verdict, and what is still wanted. */
function outcomeOf(card: HTMLElement, item: ItemState): string {
  const standing = card.querySelector("[data-standing] .badge")!.textContent!.trim();
  const wanted = item.lacksNote ? say({ zh: `，${SAY_WHY.zh}`, en: `, ${SAY_WHY.en}` }) : "";
  return `${titleOf(card)}${say({ zh: "：", en: ": " })}${standing}${wanted}`;
}

/** The phrases for how the item stands. */
function offerPhrases(card: HTMLElement, item: ItemState): void {
  const list = card.querySelector<HTMLElement>(".phrases")!;
  const use = item.failed || item.grade === FAIR ? "falls-short" : "in-order";
  if (list.dataset.use === use) return;
  list.dataset.use = use;
  const offered = card.closest("section")!.querySelector<HTMLTemplateElement>(`template[data-phrases="${use}"]`)!;
  list.replaceChildren(offered.content.cloneNode(true));
}

function announce(text: string): void {
  document.getElementById("announcement")!.textContent = text;
}
