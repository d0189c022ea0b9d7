/** What the parts of the page have in common. */
import { element } from "../element.ts";
import type { VisitState } from "../offline/state.ts";
import { say } from "../offline/words.ts";
import type { Text } from "../policy/index.ts";

/** A part of the page under its heading. */
export function section(heading: Text, ...content: (Node | string)[]): HTMLElement {
  return element("section", { class: "mb-4" }, element("h2", { class: "h5" }, say(heading)), ...content);
}

/** A button that the page listens to by its `act`. */
export function actButton(act: string, label: Text, look = "btn-outline-primary", value = ""): HTMLButtonElement {
  return element("button", { type: "button", class: `btn btn-lg ${look}`, "data-act": act, value }, say(label));
}

/** Whether nothing of the visit is on this tablet alone. */
export function isAllThere({ unsent }: VisitState): boolean {
  return Object.values(unsent).every((count) => count === 0);
}

/** A moment on the tablet's own clock, in the page's language. */
export function moment(at: string): string {
  const shown = { month: "long", day: "numeric", hour: "2-digit", minute: "2-digit" } as const;
  return new Intl.DateTimeFormat(say({ zh: "zh-CN", en: "en-GB" }), shown).format(new Date(at));
}

/** Bytes as people read them. */
export function size(bytes: number): string {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(1)} GB`;
  return bytes >= 1e6 ? `${(bytes / 1e6).toFixed(1)} MB` : `${Math.ceil(bytes / 1000)} KB`;
}
