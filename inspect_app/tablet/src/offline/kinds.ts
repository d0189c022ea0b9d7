/** What an inspector calls the things that the tablet sends. */
import type { Text } from "../policy/index.ts";
import type { Entry } from "./model.ts";

export const KINDS: Readonly<Record<Entry["kind"], Text>> = {
  answer: { zh: "检查记录", en: "Record" },
  photograph: { zh: "照片", en: "Photograph" },
  drawing: { zh: "照片标注", en: "Drawing" },
  withdrawal: { zh: "撤下照片", en: "Withdrawn photograph" },
  signature: { zh: "签名", en: "Signature" },
  end: { zh: "完成检查", en: "End of the visit" },
};
