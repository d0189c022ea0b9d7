/** What is kept where: on this tablet, on the server, and what is still to be sent. */
import { element } from "../element.ts";
import type { VisitState } from "../offline/state.ts";
import type { Progress } from "../offline/sync.ts";
import { counted, say } from "../offline/words.ts";
import type { Text } from "../policy/index.ts";
import { actButton, isAllThere, moment, section, size } from "./parts.ts";

/** Below so many bytes a visit with photographs may not fit any more. */
const LITTLE = 200e6;

/** Room left on the tablet in bytes; null where the browser does not say. */
export async function roomLeft(): Promise<number | null> {
  const { quota, usage } = await navigator.storage.estimate();
  return quota === undefined || usage === undefined ? null : quota - usage;
}

export function stored(state: VisitState, progress: Progress | null, room: number | null): HTMLElement {
  const lines = [here(state), there(state, progress), ...space(room), ...promise(progress)];
  const acts = element(
    "div",
    { class: "leaving-acts" },
    ...(isAllThere(state) ? [] : [actButton("send", { zh: "立即上传", en: "Send now" })]),
    actButton("save", { zh: "保存为文件", en: "Save to a file" }),
  );
  const list = element("ul", { class: "leaving-stored" }, ...lines.map(([tone, text]) => element("li", { class: tone }, say(text))));
  return section({ zh: "内容存在哪里", en: "Where everything is" }, list, acts);
}

type Line = readonly [tone: "leaving-good" | "leaving-wait" | "leaving-poor", text: Text];

function here({ totals, items, signatures }: VisitState): Line {
  const photographs = items.reduce((sum, item) => sum + item.photographs.length, 0);
  const [done, signed] = [totals.done, signatures.length];
  return [
    "leaving-good",
    {
      zh: `这台平板上：${done} 项检查记录、${photographs} 张照片、${signed} 个签名，都已存好。`,
      en: `On this tablet: ${counted(done, "item")}, ${counted(photographs, "photograph")} and ${counted(signed, "signature")}, all kept.`,
    },
  ];
}

function there(state: VisitState, progress: Progress | null): Line {
  if (isAllThere(state)) {
    const at = progress?.heldAt && moment(progress.heldAt);
    const [zh, en] = at ? [`（${at}）`, ` (${at})`] : ["", ""];
    return ["leaving-good", { zh: `服务器上：已全部收到${zh}。`, en: `On the server: everything${en}.` }];
  }
  const { answers, photographs, signatures, others, bytes, refused } = state.unsent;
  const zh = [
    answers && `${answers} 项记录`,
    photographs && `${photographs} 张照片`,
    signatures && `${signatures} 个签名`,
    others && `${others} 项其他内容`,
  ].filter(Boolean);
  const en = [
    answers && counted(answers, "item"),
    photographs && counted(photographs, "photograph"),
    signatures && counted(signatures, "signature"),
    others && counted(others, "other thing"),
  ].filter(Boolean);
  if (!zh.length) {
    return ["leaving-poor", { zh: `服务器未接收 ${refused} 项，见上。`, en: `The server has not taken ${refused}: see above.` }];
  }
  const much = bytes ? { zh: `（${size(bytes)}）`, en: ` (${size(bytes)})` } : { zh: "", en: "" };
  return [
    "leaving-wait",
    {
      zh: `还没有传到服务器：${zh.join("、")}${much.zh}。联网后自动上传，传完以前请勿清除浏览器数据。`,
      en: `Not on the server yet: ${en.join(", ")}${much.en}. Sent by itself when there is a network; until then do not clear the browser's data.`,
    },
  ];
}

function space(room: number | null): Line[] {
  if (room === null) return [];
  const left = size(room);
  if (room > LITTLE) return [["leaving-good", { zh: `平板还可存约 ${left}。`, en: `There is room for about ${left} more.` }]];
  return [
    [
      "leaving-poor",
      {
        zh: `平板只剩约 ${left} 空间：请先联网上传，或删除平板上不用的文件。`,
        en: `There is room for only ${left} more: send what is here first, or delete files that nobody needs.`,
      },
    ],
  ];
}

function promise(progress: Progress | null): Line[] {
  if (progress?.persisted !== false) return [];
  const text = {
    zh: "浏览器没有承诺长期保存：请当天联网上传，或保存为文件。",
    en: "The browser does not promise to keep things long: send everything today, or save it to a file.",
  };
  return [["leaving-poor", text]];
}
