/** What a visit still lacks before the inspectors leave: by the same rules and in the same words as on the server. */
import type { Text } from "../policy/index.ts";
import type { SignatureRole } from "./model.ts";
import type { Gap, ItemState, SignatureState } from "./state.ts";

const ROLES: readonly { readonly role: SignatureRole; readonly who: Text }[] = [
  { role: "inspector", who: { zh: "检查员", en: "The inspector" } },
  { role: "station_head", who: { zh: "站点负责人", en: "The head of the station" } },
];

/** Of the items in their order, then of the whole visit. */
export function gapsOf(items: readonly ItemState[], signatures: readonly SignatureState[]): Gap[] {
  return [...items.flatMap(ofItem), ...ROLES.flatMap(({ role, who }) => unsigned(role, who, signatures))];
}

function ofItem(state: ItemState): Gap[] {
  const { item, done, failed, verdict, note, photographs, rival, dispute, refusal } = state;
  const gaps: Gap[] = [];
  const add = (zh: string, en: string, blocks: boolean) =>
    gaps.push({ item: item.id, text: { zh: `${item.title.zh}：${zh}`, en: `${item.title.en}: ${en}` }, blocks });
  if (rival) add("两份记录不一致，请组长选定", "two records differ: the lead has to choose", true);
  else if (dispute?.blocks) add(dispute.text.zh, dispute.text.en, true);
  if (refusal) add(refusal.zh, refusal.en, true);
  if (!done) {
    add("尚未检查", "not looked at yet", true);
    return gaps;
  }
  if (failed && !note) add("不符合，请写明情况", "not met: say what was seen", true);
  if (failed && !photographs.length) add("不符合，最好附上照片", "not met: a photograph would help", false);
  if (verdict === "undecided") add("事实不全，还不能判定", "facts are missing, so it stays undecided", false);
  return gaps;
}

function unsigned(role: SignatureRole, who: Text, signatures: readonly SignatureState[]): Gap[] {
  const given = signatures.filter((signature) => signature.role === role);
  if (given.some(({ fits }) => fits)) return [];
  const text = given.length
    ? { zh: `${who.zh}签名后内容有改动，请重新签名`, en: `${who.en} signed before the last change: please sign again` }
    : { zh: `${who.zh}尚未签名`, en: `${who.en} has not signed yet` };
  return [{ item: null, text, blocks: false }];
}
