/**
 * What was touched and may not be in the store yet. It is in the browser's own storage at once: a page that is left or
 * loaded anew in that moment hands it over to the next one.
 */
import { laterThan } from "../offline/acts.ts";
import type { AnswerEntry } from "../offline/model.ts";
import type { Store } from "../offline/store.ts";
import { forget, recall, remember } from "../remembered.ts";

export class Touched {
  readonly #whose: string;

  /** `whose` tells these touches from those of other people and visits. */
  constructor(whose: string) {
    this.#whose = whose;
  }

  keep(entry: AnswerEntry): void {
    remember(this.#key(entry.item), JSON.stringify(entry));
  }

  /** It is in the store, or never will be. A later touch of the item stays. */
  drop({ item, revision }: AnswerEntry): void {
    if (this.#of(item)?.revision === revision) forget(this.#key(item));
  }

  /** Put into the store what a page had no time for; what has come there since then is newer and stays. */
  async handOver(store: Store, items: readonly string[]): Promise<void> {
    for (const item of items) {
      const entry = this.#of(item);
      if (!entry) continue;
      await store.change(entry.person, entry.key, (kept) => {
        if (kept && kept.at >= entry.at) return kept;
        return { ...entry, ...laterThan(kept as AnswerEntry | undefined) };
      });
      this.drop(entry);
    }
  }

  #of(item: string): AnswerEntry | null {
    const kept = recall(this.#key(item));
    return kept === null ? null : (JSON.parse(kept) as AnswerEntry);
  }

  #key(item: string): string {
    return `touched/${this.#whose}/${item}`;
  }
}
