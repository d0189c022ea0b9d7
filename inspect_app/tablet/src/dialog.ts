/** Dialogs over a page: the browser keeps the focus in them, closes them with Escape and gives the focus back. */
import { element } from "./element.ts";
import { say } from "./offline/words.ts";
import type { Text } from "./policy/index.ts";

/** An answer to choose: what is said on its button, and how the button looks. */
export interface Choice {
  readonly value: string;
  readonly label: Text;
  readonly look: "primary" | "danger" | "outline-secondary";
}

let opened = 0;

/** Show a dialog under a heading; once closed it is gone. */
export function openDialog(title: Text, look: string, ...content: readonly (Node | string)[]): HTMLDialogElement {
  const id = `dialog-${++opened}`;
  const heading = element("h2", { class: "h5 dialog-title", id, tabindex: "-1" }, say(title));
  const dialog = element("dialog", { class: `tablet-dialog ${look}`, "aria-labelledby": id }, heading, ...content);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** Ask a question; gives the value of the button that was pressed, "" where the dialog was left. */
export function ask(title: Text, text: Text, ...choices: readonly Choice[]): Promise<string> {
  const form = element("form", { method: "dialog", class: "dialog-acts" }, ...choices.map(button));
  const dialog = openDialog(title, "", element("p", {}, say(text)), form);
  return new Promise((answer) => dialog.addEventListener("close", () => answer(dialog.returnValue)));
}

function button({ value, label, look }: Choice): HTMLButtonElement {
  return element("button", { value, class: `btn btn-lg btn-${look}` }, say(label));
}
