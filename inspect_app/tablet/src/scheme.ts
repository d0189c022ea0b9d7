/**
 * Light or dark: as the tablet is set, or as chosen with the page's own switch and kept on the tablet.
 *
 * It runs before the page is drawn, so that nobody is dazzled by a white page on the way to a dark one.
 */
const KEPT = "scheme";
const prefersDark = matchMedia("(prefers-color-scheme: dark)");

function apply(): void {
  const dark = (chosen() ?? (prefersDark.matches ? "dark" : "light")) === "dark";
  document.documentElement.dataset.bsTheme = dark ? "dark" : "light";
  for (const button of switches()) button.ariaPressed = String(dark);
}

function chosen(): string | null {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null; // Nothing may be kept in this browser.
  }
}

function change(): void {
  const dark = document.documentElement.dataset.bsTheme === "dark";
  try {
    localStorage.setItem(KEPT, dark ? "light" : "dark");
    apply();
  } catch {
    document.documentElement.dataset.bsTheme = dark ? "light" : "dark";
  }
}

function switches(): NodeListOf<HTMLElement> {
  return document.querySelectorAll<HTMLElement>("[data-scheme-switch]");
}

apply();
prefersDark.addEventListener("change", apply);
window.addEventListener("storage", apply);
document.addEventListener("DOMContentLoaded", apply);
document.addEventListener("click", (event) => {
  if ((event.target as Element).closest("[data-scheme-switch]")) change();
});
