/** The end of the visit: the inspector's word, and how to go on after all. */
import { element } from "../element.ts";
import type { Person } from "../offline/model.ts";
import { isClosed, isOpen, type VisitState } from "../offline/state.ts";
import { say } from "../offline/words.ts";
import { recall, remember } from "../remembered.ts";
import { actButton } from "./parts.ts";

const SUMMARY = { zh: "检查小结", en: "Summary" };
const SUMMARY_HELP = {
  zh: "可写明检查的总体情况，以及与站点负责人交换的意见。",
  en: "What the visit found on the whole, and what was talked over with the head of the station.",
};
const SURE = { zh: "检查结果属实。完成后不能再修改。", en: "The findings are true. They cannot be changed after the end." };
const SIGNED = {
  zh: "您已签名确认检查结果。完成后不能再修改。",
  en: "You have signed what the visit found. It cannot be changed after the end.",
};
const FINISH = { zh: "完成检查", en: "End the visit" };
const GO_ON = { zh: "继续修改", en: "Go on with the visit" };
const AGAIN = { zh: "再试一次", en: "Try again" };

/** Why an end was not taken, and how to go on with the visit; nothing where neither can be. */
export function afterEnd(state: VisitState): HTMLElement[] {
  const { end } = state;
  if (!end || isClosed(state) || end.state === "sent") return [];
  const goOn = actButton("back", GO_ON);
  if (!end.refusal) return [element("div", { class: "leaving-acts" }, goOn)];
  const again = actButton("again", AGAIN, "btn-outline-primary", end.key);
  const why = element("p", { class: "alert alert-danger" }, say(end.refusal));
  return [why, element("div", { class: "leaving-acts" }, goOn, again)];
}

/** Whether the visit can be ended now. */
export function canEnd(state: VisitState): boolean {
  return isOpen(state) && !state.gaps.some(({ blocks }) => blocks);
}

/** What is typed survives the page under this name until the visit is ended. */
export function endForm(draft: string, onEnd: (summary: string) => void): HTMLFormElement {
  const summary = element("textarea", { class: "form-control", id: "summary", rows: "3", maxlength: "2000", "aria-describedby": "summary-help" });
  summary.value = recall(draft) ?? "";
  summary.addEventListener("input", () => remember(draft, summary.value));
  const sure = element("input", { type: "checkbox", class: "form-check-input", id: "sure", required: true });
  const form = element(
    "form",
    { class: "card card-body" },
    element("label", { class: "form-label fw-semibold mb-1", for: "summary" }, say(SUMMARY)),
    element("p", { class: "form-text mt-0", id: "summary-help" }, say(SUMMARY_HELP)),
    summary,
    element("div", { class: "form-check finish-sure my-3" }, sure, element("label", { class: "form-check-label", for: "sure" }, say(SURE))),
    element("p", { class: "finish-signed my-3" }, say(SIGNED)),
    element("button", { class: "btn btn-lg btn-primary" }, say(FINISH)),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    onEnd(summary.value.trim());
  });
  return form;
}

/** Who has signed what is held now is not asked for the same word again. */
export function drawSure(form: HTMLFormElement, { signatures }: VisitState, { name }: Person): void {
  const hasSigned = signatures.some((each) => each.role === "inspector" && each.name === name && each.fits);
  form.querySelector<HTMLElement>(".finish-sure")!.hidden = hasSigned;
  form.querySelector<HTMLInputElement>("#sure")!.required = !hasSigned;
  form.querySelector<HTMLElement>(".finish-signed")!.hidden = !hasSigned;
}

/** What stands in one form with a summary and a tick, put into another; a summary that is there already stays. */
export function takeOver(from: HTMLFormElement, to: HTMLFormElement): void {
  const [typed, summary] = [from, to].map((form) => form.querySelector("textarea")!);
  const [ticked, sure] = [from, to].map((form) => form.querySelector<HTMLInputElement>("[type=checkbox]")!);
  summary!.value ||= typed!.value;
  sure!.checked = ticked!.checked;
}
