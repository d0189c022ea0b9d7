/** What is still missing, with the way to each item, and the answer to the page's question. */
import { element } from "../element.ts";
import { NOT_YOURS } from "../offline/gone.ts";
import { type Gap, isOpen, type VisitState } from "../offline/state.ts";
import { counted, say } from "../offline/words.ts";
import type { Text } from "../policy/index.ts";
import { isAllThere, section } from "./parts.ts";

type Tone = "success" | "warning" | "danger" | "info";

export const EVERYTHING_THERE = { zh: "可以离开。检查已完成，服务器已全部收到，结果已报送市总工会验收。", en: "Yes. The visit has ended, the server holds all of it, and its findings went to the city for acceptance." };
const NOT_ALL_THERE = {
  zh: "检查已完成，但这台平板上还有内容没有传到服务器，见下。",
  en: "The visit has ended, yet something on this tablet is not on the server: see below.",
};
const EVERYTHING_HERE = {
  zh: "可以离开。检查已在本机完成，内容都存在这台平板上，联网后自动上传。",
  en: "Yes. The visit has ended on this tablet, all of it is kept here and sent by itself when there is a network.",
};
const END_HELD_UP = {
  zh: "还不能离开：有内容服务器没有接收，检查还不能上传。请先处理下面列出的各项。",
  en: "Not yet: the server has not taken something, and the end of the visit waits for it. Please see to what is listed below.",
};
const END_SENT = { zh: "可以离开。检查已上传，正在等服务器确认。", en: "Yes. The visit has been sent; the server's confirmation is awaited." };
const END_REFUSED = { zh: "还不能离开：服务器未接受完成检查。", en: "Not yet: the server did not take the end of the visit." };
const CANCELLED = { zh: "本次检查已取消。", en: "The visit was cancelled." };
const UNSIGNED = { zh: "各项都已检查，还差签名。", en: "Every item was looked at; signatures are still missing." };
const READY = { zh: "各项都已检查。请在下面完成检查。", en: "Every item was looked at. Please end the visit below." };

/** Whether the inspectors can leave, in one sentence. */
export function answer(state: VisitState): HTMLElement {
  return sentence(...answered(state));
}

export function sentence(tone: Tone, text: Text): HTMLElement {
  return element("p", { class: `alert alert-${tone} leaving-answer` }, say(text));
}

function answered(state: VisitState): [Tone, Text] {
  const { packet, gaps, end, isGone, unsent } = state;
  if (isGone) return ["warning", NOT_YOURS];
  const blocking = gaps.filter(({ blocks }) => blocks).length;
  if (packet.state === "finished") return isAllThere(state) ? ["success", EVERYTHING_THERE] : ["warning", NOT_ALL_THERE];
  if (packet.state === "cancelled") return ["warning", CANCELLED];
  if (end?.refusal) return ["danger", END_REFUSED];
  if (end && unsent.holding) return ["danger", END_HELD_UP];
  if (end) return ["success", end.state === "sent" ? END_SENT : EVERYTHING_HERE];
  if (blocking) {
    return ["warning", { zh: `还不能离开：有 ${blocking} 处须完成。`, en: `Not yet: ${counted(blocking, "thing")} to be done first.` }];
  }
  if (gaps.some(({ item }) => item === null)) return ["info", UNSIGNED];
  return ["info", READY];
}

/** So many lines are shown at once; the others are folded. */
const MOST_SHOWN = 5;
const ONE_BY_ONE = { zh: "逐项处理", en: "One after the other" };

/** Lists of what has to be done and of what would help. Signatures are asked for in their own place. */
export function missing(state: VisitState): HTMLElement[] {
  if (!isOpen(state)) return [];
  const { packet, gaps, totals } = state;
  const ofItems = gaps.filter(({ item }) => item !== null);
  const blocking = ofItems.filter(({ blocks }) => blocks);
  const advisable = ofItems.filter(({ blocks }) => !blocks);
  const [must, may] = [blocking.length, advisable.length];
  const show = totals.counts.open ? "open" : totals.counts["no-note"] ? "no-note" : "all";
  const there = element("a", { class: "btn btn-lg btn-primary", href: `/inspections/${packet.id}?show=${show}` }, say(ONE_BY_ONE));
  return [
    ...list(packet.id, blocking, { zh: `还有 ${must} 处须完成`, en: `${counted(must, "thing")} to be done` }, element("p", {}, there)),
    ...list(packet.id, advisable, { zh: `建议补充 ${may} 处`, en: `${counted(may, "thing")} that would help` }),
  ];
}

function list(visit: string, gaps: readonly Gap[], heading: Text, ...above: HTMLElement[]): HTMLElement[] {
  if (!gaps.length) return [];
  const lines = gaps.map((gap) => line(visit, gap));
  const shown = element("ul", { class: "list-group" }, ...lines.slice(0, MOST_SHOWN));
  return [section(heading, ...above, shown, ...folded(lines.slice(MOST_SHOWN)))];
}

function folded(lines: readonly HTMLElement[]): HTMLElement[] {
  if (!lines.length) return [];
  const more = { zh: `其余 ${lines.length} 处`, en: `${lines.length} more` };
  const rest = element("ul", { class: "list-group" }, ...lines);
  return [element("details", { class: "leaving-more" }, element("summary", {}, say(more)), rest)];
}

function line(visit: string, { item, text }: Gap): HTMLElement {
  const link = element("a", { class: "d-block", href: `/inspections/${visit}#item-${item}` }, say(text));
  return element("li", { class: "list-group-item py-3" }, link);
}
