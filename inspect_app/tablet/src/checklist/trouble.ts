/** Why an answer is not on the tablet, in words for an inspector. */
import { NobodyHere, WhyMissing } from "../offline/acts.ts";
import { notKept } from "../offline/not_kept.ts";
import { FactError } from "../policy/fact_error.ts";
import type { Text } from "../policy/index.ts";

const NOBODY = {
  zh: "没有保存：登录已退出。请重新登录，再操作一次。",
  en: "Not saved: nobody is logged in. Log in, then do it again.",
};
const WHY = {
  zh: "没有保存：与申报不一致，请点“不一致”写明原因。",
  en: "Not saved: it differs from what was declared. Touch “Differs” and say why.",
};

/** Any other error, which is a mistake in these scripts, is thrown on. */
export function troubleOf(error: unknown): Text {
  if (error instanceof NobodyHere) return NOBODY;
  if (error instanceof WhyMissing) return WHY;
  if (error instanceof FactError) return { zh: `没有保存：${error.remedy.zh}。`, en: `Not saved: ${error.remedy.en}.` };
  return notKept({ zh: "本项记录", en: "The record" }, error);
}
