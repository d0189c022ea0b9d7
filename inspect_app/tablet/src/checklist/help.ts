/** How the page is used: open the first time somebody sees it on this tablet, and to be found again later. */
import { recall, remember } from "../remembered.ts";

const SEEN = "help-seen";

export function showHelpOnce(page: Document): void {
  const help = page.querySelector<HTMLDetailsElement>("[data-help]");
  if (!help) return;
  help.open = !recall(SEEN);
  help.addEventListener("toggle", () => !help.open && remember(SEEN, "1"));
  help.querySelector("[data-help-done]")!.addEventListener("click", () => {
    help.open = false;
    help.querySelector("summary")!.focus();
  });
}
