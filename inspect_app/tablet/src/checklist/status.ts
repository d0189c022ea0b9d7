/**
 * The line that says what is held where: on this tablet, on the server, and what is still to be sent.
 *
 * It changes often and is read out only where something changes for the inspector: no network, log in, refused.
 */
import { element, put } from "../element.ts";
import { saveVisit } from "../leaving/saving.ts";
import type { Entry } from "../offline/model.ts";
import { isGone } from "../offline/gone.ts";
import { KINDS } from "../offline/kinds.ts";
import type { Tablet } from "../offline/start.ts";
import { isClosed } from "../offline/state.ts";
import type { Progress } from "../offline/sync.ts";
import { counted, say } from "../offline/words.ts";
import type { Text } from "../policy/index.ts";
import { time } from "./shown.ts";

type Phase = Progress["phase"];

const DOING: Readonly<Record<Phase, Text | null>> = {
  idle: null,
  sending: { zh: "正在发送", en: "Sending" },
  offline: { zh: "没有网络，有网络时自动发送", en: "No network; sent by itself when there is one" },
  login: { zh: "登录已过期，登录后继续发送", en: "Logged out; sent after you log in" },
  other_person: { zh: "现在登录的不是本人或不是检查员，内容留在本机", en: "Whoever is logged in is not you, or no inspector; your work stays here" },
  trouble: { zh: "暂时发送不了，稍后自动再试", en: "Cannot send just now; tried again by itself" },
};
const SENT = { zh: "已发送，正在等服务器确认", en: "Sent; the server's confirmation is awaited" };
const LOG_IN = { zh: "登录", en: "Log in" };
const AGAIN = { zh: "再试一次", en: "Try again" };
const SAVE = { zh: "保存为文件", en: "Save to a file" };

/** Show and keep up to date the line at the foot of a page. */
export function showStatus(tablet: Tablet): void {
  const place = document.getElementById("tablet-status");
  if (!place) return;
  const details = place.querySelector("details")!;
  let before = "";
  let latest: Progress | null = null;
  tablet.sender.onProgress((progress) => {
    latest = progress;
    place.hidden = false;
    document.documentElement.classList.add("has-status");
    place.dataset.phase = progress.phase;
    place.classList.toggle("has-refused", progress.refused > 0);
    drawLine(place.querySelector("summary")!, progress);
    drawLogIn(place, progress.phase);
    const now = spoken(progress);
    if (before && now !== before) document.getElementById("announcement")!.textContent = now;
    before = now;
    if (details.open) void drawMore(details, tablet, progress);
  });
  details.addEventListener("toggle", () => details.open && void drawMore(details, tablet, latest));
}

function drawLine(line: HTMLElement, progress: Progress): void {
  const parts = [held(progress), left(progress), doing(progress), refused(progress)].filter((part) => part);
  put(line, parts.map((part) => element("span", {}, part)));
}

/** On the tablet and on the server. */
function held(progress: Progress): string {
  const { keptAt, heldAt, entriesLeft } = progress;
  const server = heldAt ? say({ zh: `服务器已收 ${time(heldAt)}`, en: `On the server ${time(heldAt)}` }) : "";
  if (!entriesLeft) return server && isAllThere(progress) ? `✓ ${server}` : server;
  const here = keptAt ? say({ zh: `本机已存 ${time(keptAt)}`, en: `On this tablet ${time(keptAt)}` }) : "";
  return [here, server].filter((part) => part).join(" · ");
}

function left(progress: Progress): string {
  const { entriesLeft, photographsLeft: photographs, signaturesLeft: signatures, bytesLeft } = progress;
  if (!entriesLeft) return !isAllThere(progress) ? "" : say({ zh: "没有待发送的内容", en: "Nothing to send" });
  const records = entriesLeft - photographs - signatures;
  const size = bytesLeft ? `${Math.max(bytesLeft / 1e6, 0.1).toFixed(1)} MB` : "";
  const zh = [records && `记录 ${records} 项`, photographs && `照片 ${photographs} 张`, signatures && `签名 ${signatures} 个`];
  const en = [
    records && counted(records, "record"),
    photographs && counted(photographs, "photograph"),
    signatures && counted(signatures, "signature"),
  ];
  return say({
    zh: `待发送：${zh.filter(Boolean).join("、")}${size && `（${size}）`}`,
    en: `To send: ${en.filter(Boolean).join(", ")}${size && ` (${size})`}`,
  });
}

/** Nothing is left, and the server has confirmed it. */
function isAllThere({ phase, entriesLeft, refused: count }: Progress): boolean {
  return !entriesLeft && !count && phase !== "sending";
}

function doing({ phase, entriesLeft, bytesSent, bytesLeft }: Progress): string {
  const text = DOING[phase];
  if (!text) return "";
  if (phase === "sending" && !entriesLeft) return say(SENT);
  if (phase !== "sending" || !bytesLeft) return say(text);
  return `${say(text)} ${(bytesSent / 1e6).toFixed(1)} / ${((bytesSent + bytesLeft) / 1e6).toFixed(1)} MB`;
}

function refused({ refused: count }: Progress): string {
  return count ? say({ zh: `服务器未接收 ${count} 项，点此查看`, en: `${count} not taken by the server: touch to see` }) : "";
}

/** What is worth interrupting for. */
function spoken(progress: Progress): string {
  const { phase } = progress;
  const sent = phase === "idle" && isAllThere(progress) ? say({ zh: "内容已全部发送", en: "Everything has been sent" }) : "";
  const trouble = phase === "idle" || phase === "sending" ? "" : doing(progress);
  return [trouble, sent, refused(progress)].filter((part) => part).join(say({ zh: "，", en: ", " }));
}

/** The way to the log-in, and back to this page. */
function drawLogIn(place: HTMLElement, phase: Phase): void {
  const shown = place.querySelector(":scope > a");
  if ((phase === "login") === (shown !== null)) return;
  if (shown) return shown.remove();
  const back = encodeURIComponent(location.pathname + location.search);
  place.append(element("a", { class: "btn btn-primary", href: `/login?next=${back}` }, say(LOG_IN)));
}

// ---- what is behind the line ----

async function drawMore(details: HTMLDetailsElement, tablet: Tablet, progress: Progress | null): Promise<void> {
  const { store } = tablet;
  const [entries, others] = await Promise.all([store.entries(), store.waitingOfOthers()]);
  const lines = [
    ...(await Promise.all(together(entries).map((refused) => refusal(refused, tablet)))),
    ...others.map(({ person, entries: count }) =>
      line({
        zh: `${person.name}在本机还有 ${count} 项未发送：由本人登录后发送，您看不到内容。`,
        en: `${person.name} has ${count} things to send on this tablet: they are sent when ${person.name} logs in.`,
      }),
    ),
    ...(progress?.persisted === false ? [line(NOT_PERSISTED)] : []),
    line(PROMISE),
  ];
  details.querySelector(".status-more")!.replaceChildren(element("ul", {}, ...lines));
}

const NOT_PERSISTED = {
  zh: "浏览器没有承诺长期保存：请把本系统添加到主屏幕，从主屏幕打开，并在当天联网发送。",
  en: "The browser does not promise to keep things long: add this to the Home Screen, open it there, and send on the same day.",
};
const PROMISE = {
  zh: "内容先存在本机，服务器确认收到后才从本机清除。",
  en: "Everything is kept on this tablet until the server has confirmed it.",
};

function line(text: Text): HTMLElement {
  return element("li", {}, say(text));
}

/** What was refused, by visit and reason. */
function together(entries: readonly Entry[]): (readonly [Entry, ...Entry[]])[] {
  const groups = new Map<string, [Entry, ...Entry[]]>();
  for (const entry of entries) {
    if (entry.state !== "refused") continue;
    const key = `${entry.visit} ${entry.refusal?.zh}`;
    const group = groups.get(key);
    if (group) group.push(entry);
    else groups.set(key, [entry]);
  }
  return [...groups.values()];
}

async function refusal(refused: readonly [Entry, ...Entry[]], { store, sender, person }: Tablet): Promise<HTMLElement> {
  const [first] = refused;
  const packet = await store.packet(first.visit);
  const standard = packet && (await store.standard(packet.standard));
  const items = standard?.sections.flatMap((section) => section.items) ?? [];
  const titles = refused.map((entry) => {
    const item = items.find(({ id }) => "item" in entry && id === entry.item);
    return [say(KINDS[entry.kind]), item && say(item.title)].filter(Boolean).join(" · ");
  });
  // Of a closed visit the server's own page shows nothing of what is here.
  const closed = packet && isClosed({ packet, isGone: isGone(first) });
  const where = `/inspections/${first.visit}${closed ? "/finish" : "item" in first ? `#item-${first.item}` : ""}`;
  const link = element("a", { href: where }, [packet?.site.name, named(titles)].filter(Boolean).join(" · "));
  const again = element("button", { type: "button", class: "btn btn-outline-primary" }, say(AGAIN));
  again.addEventListener("click", () => void Promise.all(refused.map((entry) => sender.again(entry))));
  const save = element("button", { type: "button", class: "btn btn-outline-primary ms-2" }, say(SAVE));
  save.addEventListener("click", () => void saveVisit({ store, person }, first.visit));
  const reason = first.refusal ? say(first.refusal) : "";
  return element("li", { class: "refused" }, link, element("p", { class: "mb-1" }, reason), again, save);
}

/** One by its name, of several the first and how many there are. */
function named([first, ...others]: readonly string[]): string {
  const count = others.length + 1;
  return others.length ? say({ zh: `${first}等 ${count} 项`, en: `${first} and ${others.length} more` }) : first!;
}
