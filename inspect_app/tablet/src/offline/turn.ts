/** One sender over all tabs: the others wait for their turn. */

const LOCK = "inspect_app/sender";
/** In milliseconds; longer than any one request takes without a sign. */
const SILENCE = 3 * 60_000;
/** In milliseconds: how often is looked whether anybody has the turn. */
const LOOK = 3_000;

/** Another tab goes on in the place of this one. */
export class TakenOver extends Error {
  override readonly name = "TakenOver";
}

export class Turn {
  readonly #silence: number;
  #heardAt = 0;

  constructor(silence = SILENCE) {
    this.#silence = silence;
  }

  /** The tab whose turn it is has given a sign. */
  heard(): void {
    this.#heardAt = Date.now();
  }

  /**
   * Work once it is our turn; `goOn` raises TakenOver when it is no longer. Browsers put tabs to sleep in the midst of
   * their work, and now and then forget to call up who is next after a tab has gone: where nothing is heard for long,
   * or nobody has the turn, it is taken. That is safe, as every request may be repeated.
   */
  async take(work: (goOn: () => void) => Promise<void>): Promise<void> {
    const patience = new AbortController();
    this.heard();
    let isWaiting = true;
    let looksAtNobody = 0;
    const look = async () => {
      looksAtNobody = (await isHeld()) ? 0 : looksAtNobody + 1;
      const isLost = looksAtNobody > 1 || Date.now() - this.#heardAt > this.#silence;
      if (isWaiting && isLost) patience.abort();
    };
    const watch = setInterval(() => void look(), Math.min(LOOK, this.#silence / 4));
    try {
      await hold({ signal: patience.signal }, (goOn) => {
        isWaiting = false;
        clearInterval(watch);
        return work(goOn);
      });
    } catch (error) {
      if (!patience.signal.aborted) throw error;
      await hold({ steal: true }, work);
    } finally {
      clearInterval(watch);
    }
  }
}

async function isHeld(): Promise<boolean> {
  const { held } = await navigator.locks.query();
  return held!.some(({ name }) => name === LOCK);
}

async function hold(options: LockOptions, work: (goOn: () => void) => Promise<void>): Promise<void> {
  let isOurs = true;
  let working: Promise<void> | null = null;
  const goOn = () => {
    if (!isOurs) throw new TakenOver("another tab goes on");
  };
  try {
    await navigator.locks.request(LOCK, options, () => (working = work(goOn)));
  } catch (error) {
    if (!working) throw error;
    // The lock is lost or the work has failed; either way the work ends before this does.
    isOurs = false;
    await working;
  }
}
