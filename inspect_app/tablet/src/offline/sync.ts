/** Sends what waits on the tablet, and fetches what the server knows. */
import type { Entry } from "./model.ts";
import type { Store } from "./store.ts";

export interface Progress {
  readonly phase: "idle" | "sending" | "offline" | "login" | "other_person" | "trouble";
  readonly entriesLeft: number;
  readonly filesLeft: number;
  readonly bytesLeft: number;
  /** Of the files being sent now. */
  readonly bytesSent: number;
  /** When the server last said what it holds, by the tablet's clock. */
  readonly heldAt: string | null;
  readonly refused: number;
  /** Whether the browser has promised not to clear what is kept; null while it is not known. */
  readonly persisted: boolean | null;
}

export class Sender {
  readonly #store: Store;
  readonly #listeners = new Set<(progress: Progress) => void>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** Send from now on whenever there is something to send and a way to do it. */
  start(): void {}

  /** Send now. Resolves once everything that can be sent has been, or cannot be for now. */
  async send(): Promise<void> {
    await this.#store.contact();
  }

  /** Try a refused entry again. */
  async again(entry: Entry): Promise<void> {
    await this.#store.replace(entry, { ...entry, state: "waiting", refusal: null });
  }

  /** Told at once and after every step. Answers how to stop that. */
  onProgress(listener: (progress: Progress) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}
