/**
 * Warns before a page with unsent changes is left.
 *
 * Watched are forms marked `data-guard-unsaved`. A form that the server gave back with errors holds changes from
 * the start: `data-guard-unsaved="changed"`.
 */
export function guardUnsaved(page: Document): void {
  const forms = [...page.querySelectorAll<HTMLFormElement>("form[data-guard-unsaved]")];
  const changed = new Set(forms.filter((form) => form.dataset.guardUnsaved === "changed"));
  for (const form of forms) {
    form.addEventListener("input", () => changed.add(form));
    form.addEventListener("reset", () => changed.delete(form));
  }
  // On the page and not on the form: a question asked before sending (confirm.ts) has been answered by then.
  page.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) changed.delete(event.target as HTMLFormElement);
  });
  window.addEventListener("beforeunload", (event) => {
    if (changed.size > 0) event.preventDefault();
  });
}
