/** Lines at the top of the page that say what is the matter with the tablet; each is there once. */
import { element } from "../element.ts";
import type { Text } from "../policy/index.ts";
import { finished } from "./unfinished.ts";
import { say } from "./words.ts";

export interface Notice {
  /** A second notice of the same kind takes the place of the first. */
  readonly kind: string;
  readonly text: Text;
  /** "warning" asks somebody to do something, "info" does not. */
  readonly tone: "warning" | "info";
  readonly act?: { readonly label: Text; readonly press: () => void };
}

export function showNotice({ kind, text, tone, act }: Notice): void {
  const line = element("p", { id: `notice-${kind}`, class: `tablet-notice alert alert-${tone}` }, say(text));
  if (act) {
    const button = element("button", { type: "button", class: "btn btn-outline-primary" }, say(act.label));
    button.addEventListener("click", () => void finished().then(act.press));
    line.append(" ", button);
  }
  const shown = document.getElementById(line.id);
  if (shown) shown.replaceWith(line);
  else region().append(line);
}

export function hideNotice(kind: string): void {
  document.getElementById(`notice-${kind}`)?.remove();
}

/** What is put there is read out without interrupting. */
function region(): HTMLElement {
  const found = document.getElementById("tablet-notices");
  if (found) return found;
  const made = element("div", { id: "tablet-notices", role: "status" });
  document.getElementById("content")!.prepend(made);
  return made;
}
