/** Opens one photograph of a visit: what is shown of it, and what may be done with it now. */
import { ask } from "../dialog.ts";
import { draw, withdraw } from "../offline/acts.ts";
import { notKept } from "../offline/not_kept.ts";
import { isOpen, type PhotographState, type VisitState } from "../offline/state.ts";
import { say } from "../offline/words.ts";
import type { Text } from "../policy/index.ts";
import type { Keeper } from "./taking.ts";
import { pictureAt, thumbnailOf } from "./thumbnail.ts";
import { type Acts, view } from "./viewer.ts";
import { askWhy } from "./why.ts";

const DRAWING = { zh: "标注", en: "The drawing" };
const WITHDRAWAL = { zh: "撤下照片", en: "The withdrawal" };
const NEVER_SENT = { zh: "拍摄后随即在平板上删除", en: "Deleted on the tablet soon after it was taken" };

export async function open(tablet: Keeper, state: VisitState, photograph: PhotographState): Promise<void> {
  const bytes = await tablet.store.bytes(photograph.id);
  const address = bytes ? pictureAt(bytes) : (photograph.kept?.display ?? thumbnailOf(photograph));
  const item = state.items.find(({ id }) => id === photograph.item)!;
  await view({
    title: item.item.title,
    particulars: particularsOf(photograph),
    address,
    small: thumbnailOf(photograph),
    shapes: photograph.shapes,
    acts: isOpen(state) ? actsOn(tablet, state, photograph) : null,
  });
  if (bytes) URL.revokeObjectURL(address);
}

/** When, by whom and how it was taken, and whether it is on the server. */
function particularsOf({ at, by, source, entry }: PhotographState): Text {
  const moment = (language: string): string =>
    new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }).format(new Date(at));
  const camera = { zh: "现场拍摄", en: "taken on site" };
  const taken = source === "album" ? { zh: "从相册选择", en: "from the album" } : camera;
  const where = entry ? { zh: "已存本机，尚未上传", en: "on this tablet, not sent yet" } : { zh: "已上传", en: "on the server" };
  return {
    zh: [moment("zh-CN"), by.name, taken.zh, where.zh].filter(Boolean).join(" · "),
    en: [moment("en-GB"), by.name, taken.en, where.en].filter(Boolean).join(" · "),
  };
}

function actsOn({ store }: Keeper, state: VisitState, photograph: PhotographState): Acts {
  const isOnlyHere = photograph.entry?.state === "waiting" || photograph.entry?.state === "refused";
  return {
    save: (shapes) => tried(DRAWING, () => draw(store, state, photograph.id, shapes)),
    remove: {
      label: isOnlyHere ? { zh: "删除照片", en: "Delete" } : { zh: "撤下照片", en: "Withdraw" },
      act: async () => {
        const why = isOnlyHere ? await mayDelete() : await askWhy();
        if (why === null) return "stays";
        return tried(WITHDRAWAL, () => withdraw(store, state, photograph.id, why));
      },
    },
  };
}

/** What went wrong with keeping something, if anything. */
async function tried(what: Text, keep: () => Promise<void>): Promise<Text | null> {
  try {
    await keep();
    return null;
  } catch (error) {
    return notKept(what, error);
  }
}

/** Ask before a photograph that is nowhere else is gone; the reason, or null where it is to stay. */
async function mayDelete(): Promise<string | null> {
  const title = { zh: "删除这张照片？", en: "Delete this photograph?" };
  const text = { zh: "照片只在这台平板上，删除后不能恢复。", en: "It is on this tablet only and cannot be brought back." };
  const stay = { value: "", label: { zh: "不删除", en: "Keep it" }, look: "outline-secondary" } as const;
  const go = { value: "delete", label: { zh: "删除", en: "Delete" }, look: "danger" } as const;
  // Should the server hold it by now, it is withdrawn there, and the history asks for a reason.
  return (await ask(title, text, stay, go)) === "delete" ? say(NEVER_SENT) : null;
}
