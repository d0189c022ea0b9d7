/** What the tablet has to be able to do, and how it stands: said in plain words, with what still works. */
import type { Text } from "../policy/index.ts";
import { hideNotice, showNotice } from "./notices.ts";
import { type Store, StoreUnavailable } from "./store.ts";

const MEGABYTE = 1024 * 1024;
const LEAST_FREE = 200 * MEGABYTE;
const MOST_USED = 0.8;
const CLOCK_TOLERANCE_S = 600;

const ONLINE_ONLY: Text = {
  zh: "有网络时可以照常填写，每一项都直接存到服务器；没有网络时请不要填写。",
  en: "With a network you can work as usual: each item is saved on the server at once. Without one, please do not fill anything in.",
};
const NOT_SECURE: Text = {
  zh: "本页没有通过安全连接（https）打开，平板不能在本机保存检查记录。请联系系统管理员。",
  en: "This page was not opened over a secure connection (https), so the tablet cannot keep anything by itself. Please tell the administrator.",
};
const TOO_OLD: Text = {
  zh: "这个浏览器不能在本机保存检查记录：版本过旧，或正在无痕浏览。请更新系统，或改用普通窗口打开。",
  en: "This browser cannot keep records on the tablet: it is too old, or browsing privately. Update the system, or use an ordinary window.",
};
const NO_STORE: Text = {
  zh: "浏览器不允许在本机保存检查记录：可能正在无痕浏览，或在设置中关闭了网站数据，也可能存储空间已满。请改用普通窗口，或检查设置。",
  en: "The browser does not allow records to be kept on the tablet: perhaps it is browsing privately, site data is turned off in its settings, or the storage is full. Use an ordinary window, or look at the settings.",
};
const NO_WORKER: Text = {
  zh: "没有网络时本机打不开这些页面：浏览器不允许。已打开的页面可以继续填写，记录保存在本机，请不要关闭或刷新。",
  en: "Without a network these pages cannot be opened here: the browser does not allow it. A page that is open can be filled in and is kept on the tablet; do not close or reload it.",
};
const STORE_LOST: Text = {
  zh: "浏览器关闭了本机的存储，现在不能继续保存。请关闭本页，重新打开后再继续；已保存的记录还在。",
  en: "The browser has closed the tablet's storage, so nothing more can be kept now. Close this page and open it again; what was kept is still there.",
};

/** Why nothing can be kept here, null when all is there. */
export function whatIsMissing(): Text | null {
  if (!window.isSecureContext) return NOT_SECURE;
  return "indexedDB" in window && "locks" in navigator && "BroadcastChannel" in window ? null : TOO_OLD;
}

export function sayNothingIsKept(why: Text | "no store"): void {
  const reason = why === "no store" ? NO_STORE : why;
  const text = { zh: reason.zh + ONLINE_ONLY.zh, en: `${reason.en} ${ONLINE_ONLY.en}` };
  showNotice({ kind: "nothing-kept", text, tone: "warning" });
}

/** For whatever looks into the store by itself; any other error is thrown on. */
export function sayStoreIsLost(error: unknown): void {
  if (!(error instanceof StoreUnavailable)) throw error;
  showNotice({ kind: "store", text: STORE_LOST, tone: "warning" });
}

export function sayNoPagesAreKept(): void {
  showNotice({ kind: "no-pages", text: NO_WORKER, tone: "warning" });
}

/** Ask the browser not to clear what is kept, and see whether there is room. */
export async function checkStorage(): Promise<void> {
  if (!(await navigator.storage.persisted())) await navigator.storage.persist();
  const { quota = Infinity, usage = 0 } = await navigator.storage.estimate();
  const free = quota - usage;
  if (free >= LEAST_FREE && usage <= MOST_USED * quota) return hideNotice("room");
  const megabytes = Math.max(0, Math.round(free / MEGABYTE));
  showNotice({
    kind: "room",
    tone: "warning",
    text: {
      zh: `平板的存储空间不多了，还能存约 ${megabytes} MB 照片。请尽快联网上传，或删除平板上不用的文件。`,
      en: `The tablet is short of room: about ${megabytes} MB are left for photographs. Connect to the network soon, or delete files that nobody needs.`,
    },
  });
}

export async function checkClock(store: Store): Promise<void> {
  const { clockOffset = 0 } = (await store.contact()) ?? {};
  const isDemo = document.documentElement.dataset["demo"] !== undefined;
  if (isDemo || Math.abs(clockOffset) <= CLOCK_TOLERANCE_S) return hideNotice("clock");
  const by = duration(Math.abs(clockOffset));
  const [zh, en] = clockOffset > 0 ? ["慢", "slow"] : ["快", "fast"];
  showNotice({
    kind: "clock",
    tone: "warning",
    text: {
      zh: `平板的时钟${zh}了${by.zh}。记录的时间会按服务器的时钟更正；请等内容全部上传后，再在平板设置中校准。`,
      en: `The tablet's clock is ${by.en} ${en}. Recorded times are corrected by the server's clock; please set it right once everything has been sent.`,
    },
  });
}

export async function checkOthers(store: Store): Promise<void> {
  const waiting = await store.waitingOfOthers();
  if (!waiting.length) return hideNotice("others");
  const list = (one: (name: string, entries: number) => string, and: string): string =>
    waiting.map(({ person, entries }) => one(person.name, entries)).join(and);
  showNotice({
    kind: "others",
    tone: "info",
    text: {
      zh: `这台平板上还有${list((name, entries) => `${name}未上传的记录 ${entries} 项`, "、")}，请本人登录后上传。`,
      en: `On this tablet there are records not sent yet: ${list((name, entries) => `${entries} of ${name}`, ", ")}. They are sent once the person logs in.`,
    },
  });
}

/** Rounded to what matters: minutes, hours, days. */
function duration(seconds: number): Text {
  const minutes = Math.round(seconds / 60);
  const hours = Math.round(minutes / 60);
  if (minutes < 120) return { zh: ` ${minutes} 分钟`, en: `${minutes} minutes` };
  if (hours < 48) return { zh: ` ${hours} 小时`, en: `${hours} hours` };
  return { zh: ` ${Math.round(hours / 24)} 天`, en: `${Math.round(hours / 24)} days` };
}
