/** Why the tablet could not keep something, in sentences that say what to do. */
import type { Text } from "../policy/index.ts";
import { NotKept, StorageFull, StoreUnavailable } from "./store.ts";

/** The sentence for what the store raised, of `what` was to be kept; any other error is thrown on. */
export function notKept({ zh, en }: Text, error: unknown): Text {
  if (error instanceof StorageFull) {
    return {
      zh: `平板存储空间已满，${zh}没有保存。请联网上传已有的内容，或删除平板上不用的文件，再试一次。`,
      en: `The tablet's storage is full. ${en} was not kept. Connect to the network to send what is here, or delete files that nobody needs, then try again.`,
    };
  }
  if (error instanceof NotKept) {
    return {
      zh: `${zh}写入后核对不一致，没有保存。请再试一次；如再次出现，请改用另一台平板。`,
      en: `Read back, it differed from what was written. ${en} was not kept. Try again; should that happen once more, use another tablet.`,
    };
  }
  if (!(error instanceof StoreUnavailable)) throw error;
  return {
    zh: `平板的存储打不开，${zh}没有保存。请关闭本页重新打开，再试一次。`,
    en: `The tablet's storage does not open. ${en} was not kept. Close this page, open it and try again.`,
  };
}
