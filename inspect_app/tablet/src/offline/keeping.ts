/** What the service worker is to keep for work without a network, and what it says of it. */
import { newId } from "./bytes.ts";
import { sayNoPagesAreKept, sayStoreIsLost } from "./conditions.ts";
import { type FromWorker, IN_USE, type Keep, LIST, type ToWorker } from "./messages.ts";
import type { Person } from "./model.ts";
import { showNotice } from "./notices.ts";
import type { Store } from "./store.ts";

/** Several packets come one after the other. */
const PAUSE_MS = 500;
/** After so long without all of it the worker is asked again, then after twice as long, up to the longest. */
const PATIENCE_MS = 10_000;
const LONGEST_PATIENCE_MS = 5 * 60_000;

/** Raises StoreUnavailable. */
export async function keepPages(store: Store, person: Person): Promise<void> {
  if (!(await startWorker())) return sayNoPagesAreKept();
  await tell({ kind: "person", person: person.id });
  await new Asking(store, person).start();
}

/** Asks the worker for what is wanted whenever that changes, and again until all of it is there. */
class Asking {
  readonly #store: Store;
  readonly #person: Person;
  #asked = "";
  /** The name of the last ask: the answer to one before says nothing of it. */
  #name = "";
  #patience = PATIENCE_MS;
  #change = 0;
  #again = 0;

  constructor(store: Store, person: Person) {
    this.#store = store;
    this.#person = person;
  }

  async start(): Promise<void> {
    this.#store.onChange(() => {
      window.clearTimeout(this.#change);
      this.#change = window.setTimeout(() => void this.#ask().catch(sayStoreIsLost), PAUSE_MS);
    });
    const askAgain = (): void => void this.#askAgain().catch(sayStoreIsLost);
    // What could not be had before, and what the worker of another release may not have come to when it took over.
    window.addEventListener("online", askAgain);
    navigator.serviceWorker.addEventListener("controllerchange", askAgain);
    navigator.serviceWorker.addEventListener("message", ({ data }) => this.#hear(data as FromWorker));
    await this.#ask();
  }

  async #ask(): Promise<void> {
    const wanted = await wantedBy(this.#store, this.#person);
    if (this.#asked === JSON.stringify(wanted)) return;
    this.#asked = JSON.stringify(wanted);
    // A reply of the server may be lost, and browsers stop a worker in the middle of its work.
    window.clearTimeout(this.#again);
    this.#again = window.setTimeout(() => {
      this.#patience = Math.min(2 * this.#patience, LONGEST_PATIENCE_MS);
      void this.#askAgain().catch(sayStoreIsLost);
    }, this.#patience);
    this.#name = newId();
    await tell({ ...wanted, ask: this.#name });
  }

  async #askAgain(): Promise<void> {
    this.#asked = "";
    await this.#ask();
  }

  #hear(said: FromWorker): void {
    if (said.kind !== "kept" || said.ask !== this.#name || !said.complete) return;
    window.clearTimeout(this.#again);
    this.#patience = PATIENCE_MS;
  }
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
