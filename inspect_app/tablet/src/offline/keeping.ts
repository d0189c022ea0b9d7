/** What the service worker is to keep for work without a network, and what it says of it. */
import { sayNoPagesAreKept, sayStoreIsLost } from "./conditions.ts";
import { type FromWorker, IN_USE, type Keep, LIST, type ToWorker } from "./messages.ts";
import type { Person } from "./model.ts";
import { showNotice } from "./notices.ts";
import type { Store } from "./store.ts";

/** Several packets come one after the other. */
const PAUSE_MS = 500;

/** Raises StoreUnavailable. */
export async function keepPages(store: Store, person: Person): Promise<void> {
  if (!(await startWorker())) return sayNoPagesAreKept();
  await tell({ kind: "person", person: person.id });
  let asked = "";
  const ask = async (): Promise<void> => {
    const wanted = await wantedBy(store, person);
    if (asked === JSON.stringify(wanted)) return;
    asked = JSON.stringify(wanted);
    await tell(wanted);
  };
  let waiting = 0;
  store.onChange(() => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => void ask().catch(sayStoreIsLost), PAUSE_MS);
  });
  const askAgain = (): void => {
    asked = "";
    void ask().catch(sayStoreIsLost);
  };
  // What could not be had before, and what the worker of another release may not have come to when it took over.
  window.addEventListener("online", askAgain);
  navigator.serviceWorker.addEventListener("controllerchange", askAgain);
  await ask();
}

/** False where the browser does not allow it, such as one that browses privately. */
async function startWorker(): Promise<boolean> {
  if (!navigator.serviceWorker) return false;
  navigator.serviceWorker.addEventListener("message", ({ data }) => hear(data as FromWorker));
  const registering = navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" });
  const registration = await registering.catch(() => null);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") void registration?.update().catch(() => null);
  });
  return registration !== null;
}

export function pagesOf(visit: string): string[] {
  return [checklistOf(visit), `${checklistOf(visit)}/finish`];
}

function checklistOf(visit: string): string {
  return `${LIST}/${visit}`;
}

/** The worker keeps the files of this release for as long as this page is open. */
export function holdRelease(): void {
  const name = IN_USE + document.documentElement.dataset["release"];
  void navigator.locks.request(name, { mode: "shared" }, () => new Promise(() => {}));
}

async function wantedBy(store: Store, person: Person): Promise<Keep> {
  const packets = await store.packets();
  const pictures = new Set(packets.flatMap((packet) => packet.pictures));
  return {
    kind: "keep",
    person: person.id,
    pages: [LIST, ...packets.flatMap(({ id }) => pagesOf(id))],
    standards: Object.fromEntries(packets.map(({ id, standard }) => [checklistOf(id), standard])),
    pictures: [...pictures],
  };
}

async function tell(said: ToWorker): Promise<void> {
  const { active } = await navigator.serviceWorker.ready;
  active?.postMessage(said);
}

function hear(said: FromWorker): void {
  if (said.kind !== "kept" || !said.release || said.release === document.documentElement.dataset["release"]) return;
  showNotice({
    kind: "release",
    tone: "info",
    text: { zh: "新版本已就绪，方便时刷新本页即可使用。", en: "A new version is ready: reload this page when it suits you." },
    act: { label: { zh: "现在刷新", en: "Reload now" }, press: () => location.reload() },
  });
}
