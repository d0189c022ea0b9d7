/** Who has signed, whether it still fits, and the buttons to sign. */
import { element } from "../element.ts";
import type { SignatureRole } from "../offline/model.ts";
import type { SignatureState, VisitState } from "../offline/state.ts";
import { say } from "../offline/words.ts";
import type { Text } from "../policy/index.ts";
import { actButton, moment, section } from "./parts.ts";

const ROLES: readonly { readonly role: SignatureRole; readonly who: Text; readonly ask: Text }[] = [
  { role: "inspector", who: { zh: "检查员", en: "Inspectors" }, ask: { zh: "我来签名", en: "Sign" } },
  { role: "station_head", who: { zh: "站点负责人", en: "Head of the station" }, ask: { zh: "请负责人签名", en: "Ask to sign" } },
];
const ANOTHER = { zh: "再签一个", en: "Another signature" };
const NOBODY = { zh: "尚未签名", en: "Not signed yet" };
const FITS = { zh: "✓ 已签名", en: "✓ Signed" };
const OLD = { zh: "签名后内容有改动，请重新签名", en: "Signed before the last change: please sign again" };

/** `isOpen`: whether signatures are still taken. */
export function signatures(state: VisitState, isOpen: boolean): HTMLElement {
  // What is signed should not change any more.
  const isTime = !state.gaps.some(({ blocks }) => blocks);
  const lines = ROLES.map(({ role, who, ask }) => {
    const given = newest(state.signatures.filter((each) => each.role === role));
    const isSigned = given.some(({ fits }) => fits);
    const shown = given.length ? given.map(line) : [element("p", { class: "mb-0 text-body-secondary" }, say(NOBODY))];
    return element(
      "li",
      { class: "list-group-item leaving-line" },
      element("div", {}, element("strong", {}, say(who)), ...shown),
      ...(isOpen ? [actButton("sign", isSigned ? ANOTHER : ask, isSigned || !isTime ? "btn-outline-secondary" : "btn-primary", role)] : []),
    );
  });
  return section({ zh: "签名", en: "Signatures" }, element("ul", { class: "list-group mb-0" }, ...lines));
}

/** Of each person the last one: what was signed before it has been replaced. */
function newest(given: readonly SignatureState[]): SignatureState[] {
  return [...new Map(given.map((each) => [each.name, each])).values()];
}

function line({ name, at, fits }: SignatureState): HTMLElement {
  const tone = fits ? "leaving-good" : "leaving-poor";
  return element("p", { class: "mb-0" }, `${name} ${moment(at)} `, element("span", { class: tone }, say(fits ? FITS : OLD)));
}
