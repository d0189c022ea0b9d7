import { parsed } from "./element.ts";

/**
 * Small helps for the fields of a checklist. Without a script every one of them works by a round trip.
 */
export function helpWithFacts(page: Document): void {
  page.addEventListener("change", (event) => untickContradictions(event.target));
  page.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLButtonElement>("button");
    if (button?.matches("[data-add-row]")) change(event, button, askForRow);
    else if (button?.matches("[data-remove-row]")) change(event, button, removeRow);
    else if (button?.matches("[data-tick-all]")) change(event, button, tickAll);
  });
  for (const button of page.querySelectorAll<HTMLButtonElement>("[data-tick-all]")) button.hidden = false;
}

/** Do it here instead of on the server, and let everything that watches the form know. */
function change(event: Event, button: HTMLButtonElement, act: (button: HTMLButtonElement) => void): void {
  event.preventDefault();
  const form = button.form;
  act(button);
  form?.dispatchEvent(new Event("input", { bubbles: true }));
}

/** “None of these” and the others exclude each other. */
function untickContradictions(target: EventTarget | null): void {
  if (!(target instanceof HTMLInputElement) || target.type !== "checkbox" || !target.checked) return;
  const boxes = target.closest("[data-ticks]")?.querySelectorAll<HTMLInputElement>("input[type=checkbox]") ?? [];
  for (const box of boxes) if ((box.value === "-") !== (target.value === "-")) box.checked = false;
}

function tickAll(button: HTMLButtonElement): void {
  const boxes = [...button.closest("[role=group]")!.querySelectorAll<HTMLInputElement>("input[type=checkbox]")];
  const all = boxes.every((box) => box.checked);
  for (const box of boxes) box.checked = !all;
  for (const none of button.closest("[data-ticks]")!.querySelectorAll<HTMLInputElement>('input[value="-"]')) {
    if (!all) none.checked = false;
  }
}

function askForRow(button: HTMLButtonElement): void {
  const row = addRow(button.closest<HTMLElement>("[data-rows]")!);
  row.querySelector<HTMLElement>("input:not([type=hidden]), select")?.focus();
}

/** A blank row at the end of a table of records. */
export function addRow(table: HTMLElement): HTMLTableRowElement {
  const body = table.querySelector("tbody")!;
  const blank = table.querySelector("template")!;
  // A number no row has had; the server reads the rows in the order of their numbers.
  const index = Number(blank.dataset.next ?? body.rows.length);
  blank.dataset.next = String(index + 1);
  const html = blank.innerHTML.replaceAll("%I%", String(index)).replaceAll("%N%", String(body.rows.length + 1));
  const row = parsed(html).querySelector("tr")!;
  body.append(row);
  return row;
}

function removeRow(button: HTMLButtonElement): void {
  const row = button.closest("tr")!;
  const next = row.nextElementSibling ?? row.previousElementSibling;
  const rows = row.closest("[data-rows]")!;
  row.remove();
  const focus = next?.querySelector<HTMLElement>("[data-remove-row]");
  (focus ?? rows.querySelector<HTMLElement>("[data-add-row]"))?.focus();
}
