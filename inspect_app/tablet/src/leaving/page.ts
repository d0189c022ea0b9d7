/**
 * The page “ready to leave?” on a tablet: drawn from what the tablet holds, with or without a network.
 *
 * One listener serves all buttons (`data-act`); a part is drawn anew only where it says something else.
 */
import { openVisit, type OpenVisit } from "../checklist/visit.ts";
import { ask } from "../dialog.ts";
import { element } from "../element.ts";
import { endVisit, takeBackEnd } from "../offline/acts.ts";
import { OVER } from "../offline/gone.ts";
import type { Entry, SignatureRole } from "../offline/model.ts";
import { notKept } from "../offline/not_kept.ts";
import type { Tablet } from "../offline/start.ts";
import { isOpen, type VisitState } from "../offline/state.ts";
import type { Progress } from "../offline/sync.ts";
import { say } from "../offline/words.ts";
import type { Standard, Text } from "../policy/index.ts";
import { forget, remember } from "../remembered.ts";
import { askSignature } from "../signatures/index.ts";
import { afterEnd, canEnd, drawSure, endForm, takeOver } from "./ending.ts";
import { answer, EVERYTHING_THERE, missing, sentence } from "./missing.ts";
import { refused } from "./refused.ts";
import { saveVisit } from "./saving.ts";
import { signatures } from "./signatures.ts";
import { roomLeft, stored } from "./stored.ts";

const RECORD = { zh: "查看检查记录", en: "See the record" };
const MY_VISITS = { zh: "返回我的检查", en: "Back to my visits" };
const END = { zh: "完成检查", en: "The end of the visit" };
const DROP = {
  title: { zh: "放弃这一项？", en: "Drop it?" },
  text: { zh: "它只在这台平板上，放弃后不能恢复。", en: "It is on this tablet only and cannot be brought back." },
  stay: { value: "", label: { zh: "保留", en: "Keep it" }, look: "outline-secondary" },
  go: { value: "go", label: { zh: "放弃", en: "Drop it" }, look: "danger" },
} as const;
const DROP_ALL = {
  title: { zh: "全部放弃？", en: "Drop all of it?" },
  text: { zh: "这些内容只在这台平板上，放弃后不能恢复。请先保存为文件。", en: "It is on this tablet only and cannot be brought back. Save it to a file first." },
  stay: { value: "", label: { zh: "保留", en: "Keep it" }, look: "outline-secondary" },
  go: { value: "go", label: { zh: "全部放弃", en: "Drop all of it" }, look: "danger" },
} as const;
const TOO_LATE = { zh: "服务器已收到，不能再撤回。", en: "The server has it already; it cannot be taken back." };

/** Resolves once the page is drawn from what the tablet holds. */
export async function openLeaving(tablet: Tablet, place: HTMLElement): Promise<void> {
  const visit = await openVisit(tablet, place.dataset["leaving"]!);
  const page = new LeavingPage(visit, place);
  await visit.follow(() => void page.read());
  page.begin();
}

class LeavingPage {
  readonly #visit: OpenVisit;
  readonly #id: string;
  readonly #place: HTMLElement;
  /** In the order of the page. */
  readonly #parts = {
    answer: part(),
    after: part(),
    sum: part(),
    missing: part(),
    refused: part(),
    signatures: part(),
    stored: part(),
  };
  readonly #form: HTMLFormElement;
  readonly #complaint = element("p", { class: "dialog-trouble mb-3", role: "alert" });
  #progress: Progress | null = null;
  #entries: readonly Entry[] = [];
  #room: number | null = null;
  #hasEnded = false;

  constructor(visit: OpenVisit, place: HTMLElement) {
    this.#visit = visit;
    this.#place = place;
    this.#id = place.dataset["leaving"]!;
    this.#form = endForm(this.#draft(), (summary) => void this.#end(summary));
  }

  /** Take over from the plain form, with what was entered in it meanwhile. */
  begin(): void {
    const plain = this.#place.querySelector("form");
    if (plain) takeOver(plain, this.#form);
    document.documentElement.classList.add("on-tablet");
    this.#place.replaceChildren(...Object.values(this.#parts), this.#complaint, this.#form);
    this.#place.addEventListener("click", (event) => this.#click(event));
    this.#visit.tablet.sender.onProgress((progress) => {
      this.#progress = progress;
      this.#draw();
    });
  }

  /** Read what is not part of the visit's state, and draw all of it. */
  async read(): Promise<void> {
    [this.#entries, this.#room] = await Promise.all([this.#visit.tablet.store.entries(this.#id), roomLeft()]);
    this.#draw();
  }

  #draw(): void {
    const { state, standard, isMoved } = this.#visit;
    // All of it is drawn here, by the standard that the visit was opened with.
    if (isMoved) return location.reload();
    if (!state) return this.#drawOver();
    this.#hasEnded = state.packet.state === "finished" || (state.end !== null && !state.end.refusal);
    const parts = this.#parts;
    put(parts.answer, [answer(state)]);
    put(parts.after, afterEnd(state));
    put(parts.sum, [sum(state, standard)]);
    put(parts.missing, missing(state));
    put(parts.refused, refused(state, this.#entries));
    put(parts.signatures, [signatures(state, isOpen(state))]);
    put(parts.stored, [stored(state, this.#progress, this.#room)]);
    this.#form.hidden = !canEnd(state);
    drawSure(this.#form, state, this.#visit.tablet.person);
  }

  /** The tablet forgets a visit that is over once nothing of it is left here. */
  #drawOver(): void {
    for (const each of Object.values(this.#parts)) put(each, []);
    const back = link("/inspections", MY_VISITS, "btn-outline-primary");
    const record = link(`/inspections/${this.#id}`, RECORD, "btn-primary");
    put(this.#parts.answer, [this.#hasEnded ? sentence("success", EVERYTHING_THERE) : sentence("info", OVER)]);
    put(this.#parts.after, [element("div", { class: "leaving-acts" }, ...(this.#hasEnded ? [record] : []), back)]);
    this.#form.hidden = true;
  }

  #click({ target }: MouseEvent): void {
    const button = (target as Element).closest<HTMLButtonElement>("[data-act]");
    const { state } = this.#visit;
    if (!button) return;
    this.#complain(null);
    const { tablet } = this.#visit;
    if (button.dataset["act"] === "save") void saveVisit(tablet, this.#id);
    else if (button.dataset["act"] === "send") void tablet.sender.send();
    else if (button.dataset["act"] === "again") void this.#again(button.value);
    else if (button.dataset["act"] === "drop") void this.#drop(DROP, ({ key }) => key === button.value);
    else if (button.dataset["act"] === "drop-all") void this.#drop(DROP_ALL, ({ state }) => state === "refused");
    else if (button.dataset["act"] === "sign" && state) void askSignature(tablet, state, button.value as SignatureRole);
    else if (button.dataset["act"] === "back" && state) void this.#goOn(state);
  }

  async #end(summary: string): Promise<void> {
    const { state, tablet } = this.#visit;
    if (!state) return;
    try {
      await endVisit(tablet.store, state, summary, document.documentElement.dataset["release"]!);
      forget(this.#draft());
    } catch (error) {
      this.#complain(notKept(END, error));
    }
  }

  async #goOn(state: VisitState): Promise<void> {
    // What was said at the end stands in the form again.
    remember(this.#draft(), state.end!.summary);
    if (!(await takeBackEnd(this.#visit.tablet.store, state))) this.#complain(TOO_LATE);
  }

  async #again(key: string): Promise<void> {
    const entry = this.#entry(key);
    if (entry) await this.#visit.tablet.sender.again(entry);
  }

  async #drop({ title, text, stay, go }: typeof DROP | typeof DROP_ALL, which: (entry: Entry) => boolean): Promise<void> {
    const chosen = this.#entries.filter(which);
    // What was drawn on a photograph, and its withdrawal, mean nothing without it.
    const isOf = (entry: Entry): boolean => "photograph" in entry && chosen.some(({ key }) => key === `photograph/${entry.photograph}`);
    const dropped = this.#entries.filter((entry) => which(entry) || isOf(entry));
    if ((await ask(title, text, stay, go)) !== "go") return;
    for (const entry of dropped) await this.#visit.tablet.store.replace(entry, null);
  }

  #entry(key: string): Entry | undefined {
    return this.#entries.find((entry) => entry.key === key);
  }

  #complain(text: Text | null): void {
    this.#complaint.textContent = text ? say(text) : "";
  }

  #draft(): string {
    return `summary/${this.#visit.tablet.person.id}/${this.#id}`;
  }
}

function link(href: string, label: Text, look: string): HTMLAnchorElement {
  return element("a", { class: `btn btn-lg ${look}`, href }, say(label));
}

function sum({ totals }: VisitState, { wording }: Standard): HTMLElement {
  const lines: readonly (readonly [Text, string])[] = [
    [{ zh: "已查", en: "Looked at" }, `${totals.done} / ${totals.total}`],
    [{ zh: "不符合", en: "Not met" }, String(totals.counts.failed)],
    [{ zh: "得分", en: "Score" }, String(totals.score)],
    [{ zh: "待定分值", en: "Points open" }, String(totals.pointsOpen)],
    [{ zh: "按检查所见", en: "As found" }, say(wording.outcomes[totals.outcome])],
  ];
  const shown = lines.map(([name, value]) =>
    element("div", {}, element("span", { class: "label" }, say(name)), element("strong", {}, value)),
  );
  return element("div", { class: "card mb-3" }, element("div", { class: "card-body finish-sum leaving-sum" }, ...shown));
}

function part(): HTMLElement {
  return element("div");
}

/** Show elements in a part, unless it shows the same already: the focus stays where it is. */
function put(part: HTMLElement, shown: readonly HTMLElement[]): void {
  const html = shown.map(({ outerHTML }) => outerHTML).join("");
  if (part.innerHTML === html) return;
  const focused = part.contains(document.activeElement) ? (document.activeElement as HTMLButtonElement) : null;
  part.replaceChildren(...shown);
  if (focused) part.querySelector<HTMLElement>(`[data-act="${focused.dataset["act"]}"][value="${focused.value}"]`)?.focus();
}
