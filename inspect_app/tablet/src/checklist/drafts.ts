/**
 * What was typed of what differs and is not saved yet. It is in the browser's own storage at once, so that a page
 * that is loaded anew, as tablets do when they run short of memory, brings it back.
 */
import type { Said } from "./panel.ts";

export class Drafts {
  readonly #whose: string;

  /** `whose` tells these drafts from those of other people, visits and editions of the standard. */
  constructor(whose: string) {
    this.#whose = whose;
  }

  keep(item: string, typed: Said): void {
    try {
      localStorage.setItem(this.#key(item), JSON.stringify(typed));
    } catch {
      // No room: the browser asks before the page is left.
    }
  }

  of(item: string): Said | null {
    const kept = localStorage.getItem(this.#key(item));
    return kept === null ? null : (JSON.parse(kept) as Said);
  }

  drop(item: string): void {
    localStorage.removeItem(this.#key(item));
  }

  #key(item: string): string {
    return `found/${this.#whose}/${item}`;
  }
}
