/** Asks why a photograph is taken back: a phrase in one tap, or own words. */
import { openDialog } from "../dialog.ts";
import { element } from "../element.ts";
import { say } from "../offline/words.ts";
import type { Text } from "../policy/index.ts";

const TITLE = { zh: "为什么撤下这张照片？", en: "Why is this photograph withdrawn?" };
const TEXT = {
  zh: "照片不会删除，但不再作为本次检查的依据。",
  en: "It is not deleted, but no longer counts as evidence of this visit.",
};
const PHRASES: readonly Text[] = [
  { zh: "照片模糊，看不清楚", en: "Blurred, nothing to be seen" },
  { zh: "拍错了检查项目", en: "Taken for the wrong item" },
  { zh: "与另一张照片重复", en: "The same as another photograph" },
];
const OWN_WORDS = { zh: "其他原因", en: "Another reason" };
const WITHDRAW = { zh: "撤下", en: "Withdraw" };
const BACK = { zh: "不撤下", en: "Keep it" };

/** The reason; null where the photograph is to stay. */
export function askWhy(): Promise<string | null> {
  const words = element("input", { class: "form-control form-control-lg", id: "withdraw-why", maxlength: "500", required: true });
  const form = element(
    "form",
    { method: "dialog", class: "dialog-form" },
    element("label", { class: "form-label", for: words.id }, say(OWN_WORDS)),
    words,
    element(
      "div",
      { class: "dialog-acts" },
      element("button", { value: "", formnovalidate: true, class: "btn btn-lg btn-outline-secondary" }, say(BACK)),
      element("button", { value: "why", class: "btn btn-lg btn-danger" }, say(WITHDRAW)),
    ),
  );
  // Enter withdraws; the first button of a form is the one that it would press.
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target !== words) return;
    event.preventDefault();
    if (!event.isComposing) form.requestSubmit(form.querySelector<HTMLButtonElement>("[value=why]"));
  });
  const phrases = element("div", { class: "dialog-choices" }, ...PHRASES.map((phrase) => choice(say(phrase))));
  const dialog = openDialog(TITLE, "", element("p", {}, say(TEXT)), phrases, form);
  phrases.addEventListener("click", ({ target }) => {
    if (target instanceof HTMLButtonElement) dialog.close(target.value);
  });
  return new Promise((answer) =>
    dialog.addEventListener("close", () => {
      const { returnValue } = dialog;
      answer((returnValue === "why" ? words.value.trim() : returnValue) || null);
    }),
  );
}

function choice(phrase: string): HTMLButtonElement {
  return element("button", { type: "button", value: phrase, class: "btn btn-lg btn-outline-danger" }, phrase);
}
