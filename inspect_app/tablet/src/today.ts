/**
 * The list of visits on a tablet: what is done here, what is not sent yet, and what can be opened without a network.
 *
 * The list itself is the server's. Where it has changed since it was kept, the new one takes its place.
 */
import { showHomeScreenHelp } from "./home_screen.ts";
import { sayStoreIsLost } from "./offline/conditions.ts";
import { pagesOf } from "./offline/keeping.ts";
import { BY_STANDARD, type FromWorker, LIST, PAGES, PICTURES } from "./offline/messages.ts";
import type { Packet } from "./offline/model.ts";
import { startTablet, type Tablet } from "./offline/start.ts";
import { visitState, type VisitState } from "./offline/state.ts";
import { say } from "./offline/words.ts";
import { type CompiledStandard, compileStandard, type Standard, type Text } from "./policy/index.ts";

let drawing = Promise.resolve();

showHomeScreenHelp(document);
// Before anything is waited for: what the worker says meanwhile would be lost.
navigator.serviceWorker?.addEventListener("message", ({ data }) => {
  const said = data as FromWorker;
  if (said.kind === "renewed" && said.path === LIST) inTurn(takeNewList);
  inTurn(drawAll);
});
// What can be downloaded, and what has to wait.
for (const change of ["online", "offline"]) window.addEventListener(change, () => inTurn(drawAll));
void startTablet().then((tablet) => {
  tablet?.store.onChange(() => inTurn(drawAll));
  inTurn(drawAll);
});

/** With the tablet, one after the other; nothing where there is none. */
function inTurn(act: (tablet: Tablet) => Promise<void>): void {
  drawing = drawing.then(startTablet).then((tablet) => (tablet ? act(tablet) : undefined)).catch(sayStoreIsLost);
}

/** Put the list that was kept just now in the place of the one that is shown. */
async function takeNewList({ person }: Tablet): Promise<void> {
  const html = await (await caches.match(LIST, { cacheName: PAGES(person.id), ignoreVary: true }))?.text();
  const fresh = html && new DOMParser().parseFromString(html, "text/html").getElementById("visits");
  if (!fresh) return;
  const shown = document.getElementById("visits")!;
  const focused = shown.contains(document.activeElement) && document.activeElement?.getAttribute("href");
  shown.replaceWith(fresh);
  if (focused) fresh.querySelector<HTMLElement>(`a[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
}

async function drawAll(tablet: Tablet): Promise<void> {
  const cards = [...document.querySelectorAll<HTMLElement>("[data-visit]")];
  const here = await lookAround(tablet);
  const ready = await Promise.all(cards.map((card) => draw(tablet, here, card)));
  drawSum(ready);
}

/** What is kept on this tablet besides packets: addresses of pages and pictures. */
async function lookAround({ person }: Tablet): Promise<ReadonlySet<string>> {
  const names = [PAGES(person.id), PICTURES(person.id)];
  const kept = names.map(async (name) => ((await caches.has(name)) ? (await caches.open(name)).keys() : []));
  return new Set((await Promise.all(kept)).flat().map(({ url }) => new URL(url).pathname));
}

/** Answers whether the visit can be opened without a network. */
async function draw({ store, person }: Tablet, here: ReadonlySet<string>, card: HTMLElement): Promise<boolean> {
  const visit = card.dataset["visit"]!;
  const packet = await store.packet(visit);
  const standard = packet && (await store.standard(packet.standard));
  const state = standard && visitState(packet, standard, rulesOf(packet, standard), await store.entries(visit));
  const isHere = state !== undefined && [...pagesOf(visit), ...packet!.pictures].every((address) => here.has(address));
  const isReady = isHere && (await isOfItsEdition(person.id, packet!));
  if (state) drawProgress(card, state);
  const place = card.querySelector<HTMLElement>(".stop-tablet")!;
  place.hidden = false;
  place.classList.toggle("is-ready", isReady);
  const words = [isReady ? READY : navigator.onLine ? LOADING : NOT_LOADED, ...(state ? leftOf(state) : [])];
  const text = words.map(say).join(say({ zh: "；", en: "; " }));
  if (place.textContent !== text) place.textContent = text;
  return isReady;
}

/** A kept checklist of another edition than the visit is on shows nothing of it. */
async function isOfItsEdition(person: number, { id, standard }: Packet): Promise<boolean> {
  const [checklist] = pagesOf(id);
  const kept = await caches.match(checklist!, { cacheName: PAGES(person), ignoreVary: true });
  return kept?.headers.get(BY_STANDARD) === standard;
}

function drawProgress(card: HTMLElement, { totals: { done, total } }: VisitState): void {
  if (!done) return;
  const shown = card.querySelector<HTMLElement>(".stop-progress")!;
  const count = document.createElement("p");
  count.className = "mb-1";
  count.textContent = say({ zh: `已查 ${done} / ${total} 项`, en: `${done} of ${total} looked at` });
  const bar = document.createElement("progress");
  Object.assign(bar, { className: "stop-bar", max: total, value: done, ariaHidden: "true" });
  shown.replaceChildren(count, bar);
}

const READY: Text = { zh: "可离线使用 ✓", en: "Ready for use without a network ✓" };
const LOADING: Text = { zh: "正在下载到平板…", en: "Being downloaded to the tablet…" };
const NOT_LOADED: Text = { zh: "还没有下载完，联网后自动继续", en: "Not downloaded yet; goes on by itself when there is a network" };

/** What of the visit is on this tablet alone. */
function leftOf({ unsent, end }: VisitState): Text[] {
  const records = unsent.answers + unsent.others;
  const { photographs, signatures, refused } = unsent;
  return [
    ...(end ? [{ zh: "检查已完成，等待上传", en: "the visit is done and waits to be sent" }] : []),
    ...(records ? [{ zh: `未上传记录 ${records} 项`, en: `records to send: ${records}` }] : []),
    ...(photographs ? [{ zh: `未上传照片 ${photographs} 张`, en: `photographs to send: ${photographs}` }] : []),
    ...(signatures ? [{ zh: `未上传签名 ${signatures} 个`, en: `signatures to send: ${signatures}` }] : []),
    ...(refused ? [{ zh: `服务器未接收 ${refused} 项`, en: `not taken by the server: ${refused}` }] : []),
  ];
}

/** Whether one can leave for the visits of the list. */
function drawSum(ready: readonly boolean[]): void {
  const place = document.getElementById("ready-to-go")!;
  const missing = ready.filter((isReady) => !isReady).length;
  place.hidden = ready.length === 0;
  place.classList.toggle("is-ready", missing === 0);
  const text = say(missing ? stillMissing(missing) : READY_TO_GO);
  if (place.textContent !== text) place.textContent = text;
}

const READY_TO_GO: Text = {
  zh: "以下检查都已下载到平板，没有网络也可以进行 ✓",
  en: "All visits below are on the tablet and can be made without a network ✓",
};

function stillMissing(count: number): Text {
  return navigator.onLine
    ? { zh: `正在下载，还有 ${count} 项检查，请稍候再出发。`, en: `Visits still being downloaded: ${count}. Please wait before you leave.` }
    : { zh: `有 ${count} 项检查没有下载完，请在有网络的地方打开本页。`, en: `Visits not downloaded: ${count}. Open this page where there is a network.` };
}

const rules = new Map<string, CompiledStandard>();

function rulesOf(packet: Packet, standard: Standard): CompiledStandard {
  const known = rules.get(packet.standard) ?? compileStandard(standard);
  rules.set(packet.standard, known);
  return known;
}
