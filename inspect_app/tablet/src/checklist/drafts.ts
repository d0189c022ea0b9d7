/**
 * What was typed of what differs and is not saved yet. It is in the browser's own storage at once, so that a page
 * that is loaded anew, as tablets do when they run short of memory, brings it back.
 */
import { forget, recall, remember } from "../remembered.ts";
import type { Said } from "./panel.ts";

export class Drafts {
  readonly #whose: string;

  /** `whose` tells these drafts from those of other people, visits and editions of the standard. */
  constructor(whose: string) {
    this.#whose = whose;
  }

  keep(item: string, typed: Said): void {
    // Where there is no room, the browser asks before the page is left.
    remember(this.#key(item), JSON.stringify(typed));
  }

  of(item: string): Said | null {
    const kept = recall(this.#key(item));
    return kept === null ? null : (JSON.parse(kept) as Said);
  }

  drop(item: string): void {
    forget(this.#key(item));
  }

  #key(item: string): string {
    return `found/${this.#whose}/${item}`;
  }
}
