/**
 * Notes: kept as you pause and when you leave the field. What is typed is in the browser's own storage at once, so
 * that a page that is closed in the middle of a word loses nothing.
 */
import { parsed } from "../element.ts";
import type { ItemState } from "../offline/state.ts";
import { forget, recall, remember } from "../remembered.ts";
import { nameOf } from "./card.ts";
import { copied } from "./copies.ts";

/** Give notes their fields when they are opened; until then the page holds them as text alone. */
export function openNotes(page: Document): void {
  for (const note of page.querySelectorAll<HTMLDetailsElement>(".act-note[open]")) takeOut(note);
  page.addEventListener("toggle", ({ target }) => target instanceof HTMLDetailsElement && takeOut(target), true);
}

/** The fields of a note: as the page was made with them, else for one that says nothing yet. */
export function takeOut(note: HTMLDetailsElement): void {
  if (!note.matches(".act-note") || note.querySelector(".note-fields")) return;
  const held = note.querySelector("noscript");
  if (held) held.replaceWith(parsed(held.textContent!));
  else note.append(emptyFields(note.closest<HTMLElement>("[data-item]")!));
}

function emptyFields(card: HTMLElement): HTMLElement {
  return copied("[data-note-fields]", card.dataset["item"]!, nameOf(card));
}

const PAUSE = 800;

/** What is being typed, and the note over which it is, where that is known. */
interface Draft {
  readonly note: string;
  readonly over?: string | undefined;
}

/** Keeps the note of an item; answers whether it is kept. */
type Keep = (item: string, note: string) => Promise<boolean>;

export class Notes {
  readonly #drafts: string;
  readonly #keep: Keep;
  /** Items whose note was typed and is not kept yet, with the pause that is being waited for. */
  readonly #typed = new Map<string, number>();
  /** Of each item the note that is kept, as far as is known here. */
  readonly #kept = new Map<string, string | undefined>();

  /** `drafts` tells these notes from those of other people and visits. */
  constructor(drafts: string, keep: Keep) {
    this.#drafts = drafts;
    this.#keep = keep;
  }

  typed(item: string, field: HTMLTextAreaElement): void {
    // Where there is no room, it is kept after the pause, or the page says that it cannot be.
    const draft: Draft = { note: field.value, over: this.#kept.get(item) };
    remember(this.#draft(item), JSON.stringify(draft));
    window.clearTimeout(this.#typed.get(item));
    this.#typed.set(item, window.setTimeout(() => void this.keep(item, field), PAUSE));
  }

  /** Keep what was typed, if anything was; what could not be kept stays typed. */
  async keep(item: string, field: HTMLTextAreaElement): Promise<void> {
    if (!this.#typed.has(item)) return;
    window.clearTimeout(this.#typed.get(item));
    const note = field.value;
    const before = this.#kept.get(item);
    // What is typed from now on stands over this one.
    this.#kept.set(item, note.trim());
    const isKept = await this.#keep(item, note.trim());
    if (!isKept) this.#kept.set(item, before);
    if (!isKept || field.value !== note) return;
    this.#typed.delete(item);
    forget(this.#draft(item));
  }

  /** A phrase after what is there, where there is room; Chinese sentences follow one another without a space. */
  add(item: string, field: HTMLTextAreaElement, phrase: string): void {
    const before = field.value.trimEnd();
    const gap = before && /[\x21-\x7e]$/.test(before) ? " " : "";
    const note = `${before}${gap}${phrase}`;
    if (note.length > field.maxLength) return;
    field.value = note;
    this.typed(item, field);
    void this.keep(item, field);
  }

  /** Show the note that is kept, unless another is being typed. */
  draw(field: HTMLTextAreaElement, item: ItemState): void {
    this.#kept.set(item.id, item.note);
    if (this.#typed.has(item.id) || field.value.trim() === item.note) return;
    field.value = item.note;
  }

  /**
   * What was typed on a page that was closed before it was kept; null where it has been kept all the same, or another note
   * has taken the place of the one it was typed over: a browser that dies may find again what it forgot a minute before.
   */
  draftOf({ id, note }: ItemState): string | null {
    const kept = recall(this.#draft(id));
    if (kept === null) return null;
    const draft = JSON.parse(kept) as Draft;
    if (draft.note.trim() !== note && (draft.over ?? note) === note) return draft.note;
    // Left there, it would come back over what somebody says later.
    forget(this.#draft(id));
    return null;
  }

  /** Bring it back. */
  restore({ id, note }: ItemState, field: HTMLTextAreaElement, draft: string): void {
    this.#kept.set(id, note);
    field.value = draft;
    this.typed(id, field);
  }

  #draft(item: string): string {
    return `writing/${this.#drafts}/${item}`;
  }
}
