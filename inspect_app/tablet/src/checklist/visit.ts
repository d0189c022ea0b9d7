/** One visit as the tablet holds it, and what the inspector does on it, one act after the other. */
import { answer, type AnswerChange } from "../offline/acts.ts";
import type { Tablet } from "../offline/start.ts";
import { visitState, type VisitState } from "../offline/state.ts";
import { type CompiledStandard, compileStandard, type Standard } from "../policy/index.ts";

export class OpenVisit {
  readonly tablet: Tablet;
  readonly standard: Standard;
  readonly rules: CompiledStandard;
  readonly #id: string;
  #state: VisitState | null = null;
  #stale = true;
  #told: () => void = () => undefined;
  #acting: Promise<unknown> = Promise.resolve();

  constructor(tablet: Tablet, id: string, standard: Standard) {
    this.tablet = tablet;
    this.standard = standard;
    this.#id = id;
    this.rules = compileStandard(standard);
  }

  /** How the visit stood when it was last read; null once it is not this person's any more. */
  get state(): VisitState | null {
    return this.#state;
  }

  /** Read it, and be told after every change, made here, in another tab or by the server. */
  async follow(told: () => void): Promise<void> {
    this.#told = told;
    this.tablet.store.onChange(() => {
      this.#stale = true;
      void this.#inTurn(() => this.#refresh());
    });
    await this.#inTurn(() => this.#refresh());
  }

  /** Resolves when the answer is on the tablet and read back into `state`. */
  answer(item: string, change: AnswerChange): Promise<void> {
    return this.#inTurn(async () => {
      if (!this.#state) return;
      await answer(this.tablet.store, this.#state, item, change);
      await this.#refresh();
    });
  }

  async #refresh(): Promise<void> {
    if (!this.#stale) return;
    this.#stale = false;
    const { store } = this.tablet;
    const [packet, entries] = await Promise.all([store.packet(this.#id), store.entries(this.#id)]);
    this.#state = packet ? visitState(packet, this.standard, this.rules, entries) : null;
    this.#told();
  }

  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const done = this.#acting.then(act);
    this.#acting = done.catch(() => undefined);
    return done;
  }
}

/** The visit, once the tablet has its packet and its standard. */
export async function openVisit(tablet: Tablet, id: string): Promise<OpenVisit> {
  const { store } = tablet;
  for (;;) {
    const changed = new Promise<void>((done) => {
      const stop = store.onChange(() => {
        stop();
        done();
      });
    });
    const packet = await store.packet(id);
    const standard = packet && (await store.standard(packet.standard));
    if (standard) return new OpenVisit(tablet, id, standard);
    await changed;
  }
}
