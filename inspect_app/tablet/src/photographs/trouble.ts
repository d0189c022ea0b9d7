/** Why a photograph was not kept, in sentences that say what to do. */
import { notKept } from "../offline/not_kept.ts";
import type { Text } from "../policy/index.ts";
import { ShrinkFailed } from "./shrink.ts";

/** The item has this very picture already. */
export class SameAgain extends Error {}

const PHOTOGRAPH = { zh: "照片", en: "The photograph" };
const SAME_AGAIN = { zh: "这个项目已有同一张照片，没有重复保存。", en: "The item has this photograph already; it was not kept twice." };
const UNREADABLE = {
  zh: "照片读不出来，没有保存。照片如果在云端，请先下载到本机再选。",
  en: "The photograph cannot be read and was not kept. If it is in a cloud, download it to the tablet first.",
};
const HEIC = {
  zh: "本机打不开 HEIC 格式的照片，没有保存。请点“拍照”直接拍摄，或在相机设置中把照片格式改为 JPEG（“兼容性最佳”）。",
  en:
    "This tablet cannot open photographs in the HEIC format; it was not kept. Press “Camera” to take it here, or set the " +
    "camera's format to JPEG (“Most Compatible”).",
};
const NO_PICTURE = {
  zh: "这个文件不是照片或已损坏，没有保存。请重新拍摄或另选一张。",
  en: "This file is no photograph or is damaged; it was not kept. Take it again or choose another.",
};
const NO_MEMORY = {
  zh: "平板内存不足，照片没有保存。请关闭其他应用，再拍一次或再选一次。",
  en: "The tablet is short of memory; the photograph was not kept. Close other apps, then take or choose it again.",
};
const UNFORESEEN = {
  zh: "照片没有保存。请再拍一次或再选一次；如再次出现，请改用另一台平板。",
  en: "The photograph was not kept. Take or choose it again; should that happen once more, use another tablet.",
};

/** The sentence for an error. One that nobody has thought of is told to the browser's console, too. */
export function of(error: unknown, file: File): Text {
  if (error instanceof SameAgain) return SAME_AGAIN;
  if (!(error instanceof ShrinkFailed)) return ofStore(error);
  if (error.trouble === "no_picture") return isHeic(file) ? HEIC : NO_PICTURE;
  return error.trouble === "unreadable" ? UNREADABLE : NO_MEMORY;
}

function ofStore(error: unknown): Text {
  try {
    return notKept(PHOTOGRAPH, error);
  } catch {
    reportError(error);
    return UNFORESEEN;
  }
}

/** Of several files, the sentence names the one it is about. */
export function named({ name }: File, files: number, { zh, en }: Text): Text {
  return files > 1 ? { zh: `${name}：${zh}`, en: `${name}: ${en}` } : { zh, en };
}

/** What is said of files that were not tried any more. */
export function left(files: number): Text {
  return {
    zh: `其余 ${files} 张也没有保存。`,
    en: files > 1 ? `The other ${files} were not kept, either.` : "The last one was not kept, either.",
  };
}

function isHeic({ name, type }: File): boolean {
  return /^image\/hei[cf]/.test(type) || /\.hei[cf]$/i.test(name);
}
