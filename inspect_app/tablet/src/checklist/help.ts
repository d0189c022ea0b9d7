/** How the page is used: open the first time somebody sees it on this tablet, and to be found again later. */
const SEEN = "help-seen";

export function showHelpOnce(page: Document): void {
  const help = page.querySelector<HTMLDetailsElement>("[data-help]");
  if (!help) return;
  help.open = !localStorage.getItem(SEEN);
  help.addEventListener("toggle", () => !help.open && localStorage.setItem(SEEN, "1"));
  help.querySelector("[data-help-done]")!.addEventListener("click", () => {
    help.open = false;
    help.querySelector("summary")!.focus();
  });
}
