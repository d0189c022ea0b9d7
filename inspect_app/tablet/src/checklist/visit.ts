/** One visit as the tablet holds it, and what the inspector does on it, one act after the other. */
import { answer, type AnswerChange, answerEntry, NobodyHere } from "../offline/acts.ts";
import type { AnswerEntry, Entry, Packet } from "../offline/model.ts";
import { factsOf, ofKind } from "../offline/overlay.ts";
import type { Tablet } from "../offline/start.ts";
import { visitState, type VisitState } from "../offline/state.ts";
import { type CompiledStandard, compileStandard, type FactsJson, type Standard, type Text } from "../policy/index.ts";
import { Touched } from "./touched.ts";

/** Told after a change; of a touch, which item was touched. */
type Told = (touched?: string) => void;

export class OpenVisit {
  readonly tablet: Tablet;
  readonly standard: Standard;
  readonly rules: CompiledStandard;
  readonly #id: string;
  readonly #touched: Touched;
  /** As it was last read from the store. */
  #kept: { readonly packet: Packet; readonly entries: readonly Entry[] } | null = null;
  /** What was touched and is on its way into the store. */
  #coming: readonly AnswerEntry[] = [];
  /** As what is kept says, and with what is coming. */
  #settled: VisitState | null = null;
  #state: VisitState | null = null;
  #isStale = true;
  /** How many touches are on their way: what the page shows is looked up again after each of them anyway. */
  #writing = 0;
  #isMoved = false;
  #told: Told = () => undefined;
  #acting: Promise<unknown> = Promise.resolve();

  constructor(tablet: Tablet, id: string, standard: Standard) {
    this.tablet = tablet;
    this.standard = standard;
    this.#id = id;
    this.#touched = new Touched(`${tablet.person.id}/${id}`);
    this.rules = compileStandard(standard);
  }

  /**
   * How the visit stands, with what is on its way into the store; null once the tablet holds nothing of it for this
   * person, and while somebody else is logged in.
   */
  get state(): VisitState | null {
    return this.#state;
  }

  /** Whether the visit is on another edition by now: a page drawn by this one shows nothing of it any more. */
  get isMoved(): boolean {
    return this.#isMoved;
  }

  /** Read it, and be told after every change, made here, in another tab or by the server. */
  async follow(told: Told): Promise<void> {
    this.#told = told;
    const items = this.standard.sections.flatMap((section) => section.items.map(({ id }) => id));
    // What cannot be kept now stays where it is.
    await this.#touched.handOver(this.tablet.store, items).catch(() => undefined);
    this.tablet.store.onChange(() => {
      this.#isStale = true;
      if (!this.#writing) void this.#inTurn(() => this.#refresh());
    });
    await this.#inTurn(() => this.#refresh());
  }

  /**
   * Shown at once, and on its way into the store before anything else can happen: whoever looks there from now on finds it,
   * and so does the next page where this one is left before it has arrived. Resolves when it is on the tablet. Raises what
   * `acts.answer` raises, and then it is not shown any more.
   */
  async answer(item: string, change: AnswerChange): Promise<void> {
    const { store, person } = this.tablet;
    const state = this.#state;
    if (!state) throw new NobodyHere("the page is another person's");
    const coming = this.#foresee(item, change);
    this.#writing += 1;
    try {
      const written = answer(store, state, person.id, item, change, coming);
      if (coming) void this.tablet.sender.expect(written);
      await written;
    } finally {
      this.#writing -= 1;
      if (coming) this.#touched.drop(coming);
      await this.#inTurn(() => this.#refresh(coming));
    }
  }

  /** What the rules would say of the item if this were found. Throws `FactError` for a value that cannot be accepted. */
  foretell(item: string, found: FactsJson): Text {
    if (!this.#kept) return { zh: "", en: "" };
    const { packet, entries } = this.#kept;
    const facts = { ...factsOf(packet, ofKind(entries, "answer")), ...found };
    const stated = Object.entries(facts).filter(([, value]) => value !== null);
    return this.rules.assess(Object.fromEntries(stated), packet.rulings).items[item]!.explanation;
  }

  /** The entry that will be kept, shown already. */
  #foresee(item: string, change: AnswerChange): AnswerEntry | undefined {
    const state = this.#state!;
    const kept = [...ofKind(this.#kept!.entries, "answer"), ...this.#coming];
    const before = kept.filter((entry) => entry.item === item).at(-1);
    const entry = answerEntry(state, this.tablet.person.id, item, change, before);
    if (!entry || entry === before) return undefined;
    this.#touched.keep(entry);
    this.#coming = [...this.#coming, entry];
    this.#show(item);
    return entry;
  }

  /** `written` is not on its way any more. */
  async #refresh(written?: AnswerEntry): Promise<void> {
    if (!this.#isStale && !written) return;
    if (this.#isStale) await this.#look();
    this.#coming = this.#coming.filter((entry) => entry !== written);
    this.#show();
  }

  async #look(): Promise<void> {
    this.#isStale = false;
    const { store, person } = this.tablet;
    const [packet, entries, here] = await Promise.all([store.packet(this.#id), store.entries(this.#id), store.person()]);
    const isMine = packet !== undefined && here?.id === person.id;
    this.#isMoved = isMine && packet.standard !== this.standard.sha256;
    this.#kept = isMine && !this.#isMoved ? { packet, entries } : null;
    this.#settled = this.#stateOf([]);
  }

  #show(touched?: string): void {
    this.#state = this.#coming.length ? this.#stateOf(this.#coming) : this.#settled;
    this.#told(touched);
  }

  #stateOf(coming: readonly AnswerEntry[]): VisitState | null {
    if (!this.#kept) return null;
    const { packet, entries } = this.#kept;
    const latest = new Map([...entries, ...coming].map((entry) => [entry.key, entry]));
    return visitState(packet, this.standard, this.rules, [...latest.values()]);
  }

  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const done = this.#acting.then(act);
    this.#acting = done.catch(() => undefined);
    return done;
  }
}

/** The visit, once the tablet has its packet and its standard: the one of the page, where a page is of one. */
export async function openVisit(tablet: Tablet, id: string, edition?: string): Promise<OpenVisit> {
  const { store } = tablet;
  for (;;) {
    const changed = new Promise<void>((done) => {
      const stop = store.onChange(() => {
        stop();
        done();
      });
    });
    const packet = await store.packet(id);
    const standard = packet && packet.standard === (edition ?? packet.standard) && (await store.standard(packet.standard));
    if (standard) return new OpenVisit(tablet, id, standard);
    await changed;
  }
}
