/**
 * How to put the pages on the Home Screen: open until somebody closes it, and to be found again on the same page.
 *
 * Opened from there, the browser promises to keep what is on the tablet; on an iPad it clears pages that were not
 * used for a week otherwise.
 */
import { recall, remember } from "./remembered.ts";

const CLOSED = "home-screen-help";

/** What Chromium gives a page that may be installed. */
interface InstallEvent extends Event {
  prompt(): Promise<unknown>;
}

export function showHomeScreenHelp(page: Document): void {
  const help = page.querySelector<HTMLDetailsElement>("[data-home-screen]")!;
  help.hidden = matchMedia("(display-mode: standalone)").matches;
  help.open = !recall(CLOSED);
  if (help.open) page.getElementById("visits")!.before(help);
  help.addEventListener("toggle", () => !help.open && remember(CLOSED, "1"));
  const [done, install] = ["done", "install"].map((name) => help.querySelector<HTMLElement>(`[data-${name}]`)!);
  done!.addEventListener("click", () => {
    help.open = false;
    help.querySelector("summary")!.focus();
  });
  window.addEventListener("beforeinstallprompt", (event) => {
    install!.hidden = false;
    install!.addEventListener("click", () => void (event as InstallEvent).prompt());
  });
  window.addEventListener("appinstalled", () => {
    help.hidden = true;
  });
}
