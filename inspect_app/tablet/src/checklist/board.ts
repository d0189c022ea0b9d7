/** The bar above the items, and beside them the filters and the sections. */
import { isShown, type Show, type VisitState } from "../offline/state.ts";
import { say } from "../offline/words.ts";
import type { Outcome } from "../policy/index.ts";
import { element, put } from "../element.ts";

/** What a filter shows; all is no filter. */
export type Filter = Show | "all";

const FILTERS: readonly Filter[] = ["all", "open", "no-note", "failed", "no-photograph"];

// As on the pages of the office.
const OUTCOMES = {
  certify: [{ zh: "达标", en: "Up to standard" }, "success"],
  rectify: [{ zh: "须整改", en: "To be put right" }, "danger"],
  incomplete: [{ zh: "尚有未定事项", en: "Not all decided" }, "secondary"],
} as const;

/** What the page was opened with, else everything. */
export function filterWanted(): Filter {
  const wanted = new URLSearchParams(location.search).get("show");
  return FILTERS.find((filter) => filter === wanted) ?? "all";
}

export function drawBar(bar: HTMLElement, { totals }: VisitState): void {
  const write = (name: string, text: string): void => put(bar.querySelector(`[data-${name}]`)!, [text]);
  write("done", String(totals.done));
  write("score", String(totals.score));
  write("points-open", String(totals.pointsOpen));
  bar.querySelector<HTMLElement>("[data-points-open-box]")!.hidden = !totals.pointsOpen;
  bar.querySelector<HTMLElement>(".progress-bar")!.style.width = `${(100 * totals.done) / totals.total}%`;
  put(bar.querySelector("[data-outcome-box]")!, [outcomeBadge(totals.outcome)]);
  const complete = !totals.counts.open && !totals.counts["no-note"];
  const finish = bar.querySelector(".board-finish");
  finish?.classList.toggle("btn-primary", complete);
  finish?.classList.toggle("btn-outline-primary", !complete);
}

function outcomeBadge(outcome: Outcome): HTMLElement {
  const [text, tone] = OUTCOMES[outcome];
  return element("span", { class: `badge text-bg-${tone}`, "data-outcome": outcome }, say(text));
}

/** How many items each filter has, and how far each section is. */
export function drawNav(board: HTMLElement, { items, totals }: VisitState): void {
  for (const link of board.querySelectorAll<HTMLElement>("[data-show]")) {
    const show = link.dataset.show as Filter;
    put(link.querySelector(".count")!, [String(show === "all" ? totals.total : totals.counts[show])]);
  }
  const done = new Set(items.filter((item) => item.done).map(({ id }) => id));
  for (const link of board.querySelectorAll<HTMLElement>("[data-jump]")) {
    const cards = [...board.querySelectorAll<HTMLElement>(`[data-section="${link.dataset.jump}"] [data-item]`)];
    const looked = cards.filter((card) => done.has(card.dataset.item!)).length;
    link.classList.toggle("is-done", looked === cards.length);
    put(link.querySelector(".count")!, [`${looked}/${cards.length}`]);
  }
}

/**
 * Show the items that fit now. An item that stops fitting stays where it is until the filter is touched again:
 * nothing moves under the finger.
 */
export function filter(board: HTMLElement, { items }: VisitState, show: Filter): void {
  const fitting = new Set(items.filter((item) => show === "all" || isShown(item, show)).map(({ id }) => id));
  for (const card of board.querySelectorAll<HTMLElement>("[data-item]")) card.hidden = !fitting.has(card.dataset.item!);
  for (const section of board.querySelectorAll<HTMLElement>("[data-section]")) {
    section.hidden = !section.querySelector("[data-item]:not([hidden])");
  }
  board.querySelector<HTMLElement>("[data-none-shown]")!.hidden = fitting.size > 0;
  for (const link of board.querySelectorAll<HTMLElement>("[data-show]")) {
    if (link.dataset.show === show) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}
