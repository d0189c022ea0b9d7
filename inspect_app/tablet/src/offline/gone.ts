/** A visit that is not this person's any more: given to somebody else, or cancelled. */
import type { Text } from "../policy/index.ts";
import type { Entry } from "./model.ts";

/** What is said of what the server did not take for that reason. */
export const GONE: Text = {
  zh: "这次检查已改由他人承担或已取消，服务器没有接收。请联系市总工会经办人；记录仍保存在本机，可以存为文件交给对方。",
  en:
    "This visit has been given to somebody else or was cancelled, so the server did not take this. Please ask the " +
    "city's officer; it is kept on this tablet and can be saved to a file for them.",
};

/** Of a visit of which the tablet holds nothing any more. */
export const OVER: Text = {
  zh: "本次检查已结束，或已改由他人承担。这台平板上没有待上传的内容。",
  en: "The visit is over, or somebody else's now. Nothing of it waits on this tablet.",
};
/** Of a visit that is not the person's any more while the tablet holds something of it. */
export const NOT_YOURS: Text = {
  zh: "本次检查已改由他人承担或已取消，不能再记录。服务器没有接收的内容仍在这台平板上，可以保存为文件，交给市总工会经办人。",
  en:
    "The visit has been given to somebody else or was cancelled; nothing more can be recorded. What the server did not " +
    "take is still on this tablet: save it to a file for the city's officer.",
};

/** On a page of the edition that the visit was on before. */
export const MOVED: Text = {
  zh: "本次检查已改用新版标准，请联网刷新本页后继续。已记录的内容都在。",
  en: "The visit was moved to a new edition of the standard: reload this page in the network to go on. All that was recorded is kept.",
};

/**
 * Whether it was refused with an item that the visit does not have any more, itself or as part of a photograph: nobody can
 * mend it, so it holds up no end. `items` are the visit's.
 */
export function isPast(entry: Entry, entries: readonly Entry[], items?: readonly string[]): boolean {
  if (entry.state !== "refused") return false;
  if ("item" in entry) return items?.includes(entry.item) === false;
  return "photograph" in entry && entries.some((each) => each.key === `photograph/${entry.photograph}` && isPast(each, entries, items));
}

/** Whether it was refused for that reason. */
export function isGone({ refusal }: Entry): boolean {
  return refusal?.zh === GONE.zh;
}
