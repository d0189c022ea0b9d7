/** What a checklist holds as text until somebody asks for it: browsers look long at controls that nobody has touched. */
import { parsed } from "../element.ts";

let held: DocumentFragment | undefined;

/** A copy of the page's template for an item, whose title is put where it belongs. */
export function copied(template: string, item: string, title: string): HTMLElement {
  held ??= parsed(document.querySelector("noscript[data-to-copy]")!.textContent!);
  const { innerHTML } = held.querySelector<HTMLTemplateElement>(template)!;
  const copy = parsed(innerHTML.replaceAll("%ITEM%", item));
  for (const place of copy.querySelectorAll("[data-title]")) place.textContent = title;
  return copy.firstElementChild as HTMLElement;
}
