/**
 * Sends what waits on the tablet whenever there is something to send and a way to do it; one sender over all tabs.
 *
 * After a failure it waits, longer every time that nothing came through, and never gives up.
 */
import { now } from "./bytes.ts";
import { LogInFirst, Link, openSession, OtherPerson, Unclear, Unreachable } from "./link.ts";
import type { Entry } from "./model.ts";
import { ofKind } from "./overlay.ts";
import { ident, Round, waitingAgain } from "./round.ts";
import { StorageFull, type Store, StoreUnavailable } from "./store.ts";
import { TakenOver, Turn } from "./turn.ts";

export type Phase = "idle" | "sending" | "offline" | "login" | "other_person" | "trouble";

export interface Progress {
  readonly phase: Phase;
  /** What is not on the server yet, without what is refused. */
  readonly entriesLeft: number;
  readonly photographsLeft: number;
  readonly signaturesLeft: number;
  readonly bytesLeft: number;
  /** Of the file that is being sent now. */
  readonly bytesSent: number;
  /** When the newest of what is left was done; null where nothing is. */
  readonly keptAt: string | null;
  /** When the server last said what it holds, by the tablet's clock. */
  readonly heldAt: string | null;
  readonly refused: number;
  /** Whether the browser has promised not to clear what is kept; null where that is not known. */
  readonly persisted: boolean | null;
}

const CHANNEL = "inspect_app/progress";
// Milliseconds. Several taps one after another travel together.
const GATHER = 300;
const FIRST_PAUSE = 2_000;
const LONGEST_PAUSE = 60_000;
/** How often all visits are fetched where nothing else happens. */
const REFRESH = 5 * 60_000;

const NOTHING: Progress = {
  phase: "idle",
  entriesLeft: 0,
  photographsLeft: 0,
  signaturesLeft: 0,
  bytesLeft: 0,
  bytesSent: 0,
  keptAt: null,
  heldAt: null,
  refused: 0,
  persisted: null,
};

export class Sender {
  readonly #store: Store;
  readonly #turn: Turn;
  readonly #listeners = new Set<(progress: Progress) => void>();
  readonly #channel = new BroadcastChannel(CHANNEL);
  readonly #failures = new Map<string, number>();
  #forget = (): void => {};
  #progress = NOTHING;
  /** How many entries are on their way into the store. */
  #coming = 0;
  #round: Round | null = null;
  #sending: Promise<void> | null = null;
  #wanted: "changes" | "everything" | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isPausing = false;
  #isStopped = false;
  #failedInARow = 0;
  /** What the last round left: nothing new is to be done while it is the same. */
  #left = "";

  /** `silence` in milliseconds: after so long without a sign from the tab that sends, this one takes over. */
  constructor(store: Store, silence?: number) {
    this.#store = store;
    this.#turn = new Turn(silence);
    this.#channel.onmessage = ({ data }: MessageEvent<Progress>) => {
      this.#turn.heard();
      this.#tell(data);
    };
  }

  /** Send from now on. */
  start(): void {
    this.#forget = this.#store.onChange(() => void this.#changed());
    globalThis.addEventListener?.("online", () => {
      this.#failedInARow = 0;
      void this.send();
    });
    globalThis.document?.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") void this.send();
    });
    // Where the store is lost, the round itself finds out.
    void this.#count().catch(() => {});
    void this.send();
  }

  /** Send what waits and fetch all visits. Resolves once that is done or cannot be done for now. */
  send(): Promise<void> {
    return this.#want("everything");
  }

  /** Try a refused entry again. */
  async again(entry: Entry): Promise<void> {
    await this.#store.replace(entry, waitingAgain(entry));
    await this.send();
  }

  /** Told as soon as it is known, and after every step made here or in another tab. Answers how to stop that. */
  onProgress(listener: (progress: Progress) => void): () => void {
    this.#listeners.add(listener);
    if (this.#progress !== NOTHING) listener(this.#shown());
    return () => void this.#listeners.delete(listener);
  }

  /** Count what is on its way into the store as left already, until it is there or has failed. */
  async expect(written: Promise<void>): Promise<void> {
    this.#coming += 1;
    this.#tell(this.#progress);
    await written.catch(() => {});
    // Where the store is lost, whoever wrote finds out.
    await this.#count().catch(() => {});
    this.#coming -= 1;
    this.#tell(this.#progress);
  }

  /** Send no more. */
  stop(): void {
    this.#isStopped = true;
    this.#forget();
    this.#channel.close();
    clearTimeout(this.#timer);
  }

  async #changed(): Promise<void> {
    try {
      // The tab that sends counts for all.
      if (this.#sending || this.#progress.phase !== "sending") await this.#count();
      // A round that is under way is followed by another look, and after a failure the pause has to pass.
      if (this.#sending || this.#isPausing || !(await this.#isNew())) return;
      this.#later(GATHER, () => void this.#want("changes"));
    } catch (error) {
      this.#tell({ ...this.#progress, phase: phaseOf(error) });
    }
  }

  async #isNew(): Promise<boolean> {
    const entries = await this.#store.entries();
    return fingerprint(entries) !== this.#left && entries.some(({ state }) => state === "waiting");
  }

  #want(wanted: "changes" | "everything"): Promise<void> {
    if (this.#wanted !== "everything") this.#wanted = wanted;
    this.#sending ??= this.#send().finally(() => {
      this.#sending = null;
      // What was done in the very last moment has woken nobody.
      if (!this.#isStopped) void this.#changed();
    });
    return this.#sending;
  }

  async #send(): Promise<void> {
    clearTimeout(this.#timer);
    this.#isPausing = false;
    while (this.#wanted && !this.#isPausing) {
      const isEverything = this.#wanted === "everything";
      this.#wanted = null;
      await this.#turn.take((mustBeOurs) =>
        this.#sendOnce(isEverything, () => {
          if (this.#isStopped) throw new TakenOver("sends no more");
          mustBeOurs();
        }),
      );
    }
    if (!this.#isPausing) this.#later(REFRESH, () => void this.send());
  }

  async #sendOnce(isEverything: boolean, goOn: () => void): Promise<void> {
    try {
      await this.#goRound(isEverything, goOn);
      this.#failedInARow = 0;
      await this.#show("idle");
    } catch (error) {
      if (error instanceof TakenOver) return;
      // A bad network that lets something through is worth another try soon.
      if (this.#round?.gotOn) this.#failedInARow = 0;
      this.#pause();
      await this.#say(phaseOf(error));
    } finally {
      this.#round = null;
    }
  }

  async #goRound(isEverything: boolean, goOn: () => void): Promise<void> {
    const person = await this.#store.person();
    if (!person || (!isEverything && !(await this.#isNew()))) return;
    await this.#show(this.#progress.entriesLeft ? "sending" : this.#progress.phase);
    const session = await openSession();
    if (session.person.id !== person.id) throw new OtherPerson("somebody else is logged in");
    // Where the store is lost, the round itself finds out.
    const onStep = (bytesSent: number) => void this.#count({ bytesSent }, true).catch(() => {});
    const round = new Round(this.#store, new Link(session), session.clockOffset, this.#failures, { onStep, goOn });
    this.#round = round;
    try {
      await round.run(isEverything);
    } finally {
      if (round.heard) await this.#store.keepContact({ clockOffset: session.clockOffset, at: now() });
    }
    const entries = await this.#store.entries();
    // Made while the round was under way.
    const isMore = entries.some((entry) => entry.state === "waiting" && !round.seen.has(ident(entry)));
    this.#left = isMore ? "" : fingerprint(entries);
    if (isMore) this.#wanted ??= "changes";
  }

  #pause(): void {
    this.#failedInARow += 1;
    this.#wanted = null;
    this.#isPausing = true;
    this.#later(pauseAfter(this.#failedInARow, Math.random()), () => void this.send());
  }

  #later(milliseconds: number, act: () => void): void {
    clearTimeout(this.#timer);
    if (!this.#isStopped) this.#timer = setTimeout(act, milliseconds);
  }

  /** `#show` also where the store itself is lost. */
  async #say(phase: Phase): Promise<void> {
    try {
      await this.#show(phase);
    } catch (error) {
      this.#tell({ ...this.#progress, phase: phaseOf(error) });
    }
  }

  async #show(phase: Phase): Promise<void> {
    const persisted = (await globalThis.navigator?.storage?.persisted?.()) ?? null;
    await this.#count({ phase, persisted, bytesSent: 0 }, true);
  }

  /** Count what is left; `isOurs` where it is this tab that sends, so that the others are told. */
  async #count(more: Partial<Progress> = {}, isOurs = false): Promise<void> {
    const [entries, contact] = await Promise.all([this.#store.entries(), this.#store.contact()]);
    this.#tell({ ...this.#progress, ...this.#tally(entries), heldAt: contact?.at ?? null, ...more });
    if (isOurs && !this.#isStopped) this.#channel.postMessage(this.#progress);
  }

  #tally(
    entries: readonly Entry[],
  ): Pick<Progress, "entriesLeft" | "photographsLeft" | "signaturesLeft" | "bytesLeft" | "keptAt" | "refused"> {
    const acknowledged = this.#round?.acknowledged;
    const left = entries.filter((entry) => entry.state !== "refused" && !acknowledged?.has(ident(entry)));
    const [photographs, signatures] = [ofKind(left, "photograph"), ofKind(left, "signature")];
    return {
      entriesLeft: left.length,
      photographsLeft: photographs.length,
      signaturesLeft: signatures.length,
      bytesLeft: [...photographs, ...signatures].reduce((sum, { size }) => sum + size, 0),
      keptAt: left.at(-1)?.at ?? null,
      refused: entries.filter(({ state }) => state === "refused").length,
    };
  }

  #tell(progress: Progress): void {
    this.#progress = progress;
    const shown = this.#shown();
    for (const listener of this.#listeners) queueMicrotask(() => listener(shown));
  }

  /** What is on its way may take the place of what is left: it is not added. */
  #shown(): Progress {
    return { ...this.#progress, entriesLeft: Math.max(this.#progress.entriesLeft, this.#coming) };
  }
}

/**
 * Milliseconds to wait after so many failures in a row: twice as long every time, within a bound. `chance` is from 0
 * to 1: tablets that lost the network together do not come back together.
 */
export function pauseAfter(failures: number, chance: number): number {
  return Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (failures - 1)) * (0.5 + chance / 2);
}

function phaseOf(error: unknown): Phase {
  if (error instanceof Unreachable) return "offline";
  if (error instanceof LogInFirst) return "login";
  if (error instanceof OtherPerson) return "other_person";
  // What nobody has thought of is for the browser's console, and is tried again like any other trouble.
  const isKnown = error instanceof Unclear || error instanceof StoreUnavailable || error instanceof StorageFull;
  if (!isKnown) queueMicrotask(() => fail(error));
  return "trouble";
}

function fail(error: unknown): never {
  throw error;
}

function fingerprint(entries: readonly Entry[]): string {
  return entries.map((entry) => `${ident(entry)} ${entry.state}`).join("\n");
}
