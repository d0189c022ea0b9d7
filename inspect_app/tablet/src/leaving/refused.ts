/** What the server did not take, why, and what can be done about it. */
import { element } from "../element.ts";
import { KINDS } from "../offline/kinds.ts";
import type { Entry } from "../offline/model.ts";
import { isClosed, type VisitState } from "../offline/state.ts";
import { say } from "../offline/words.ts";
import { actButton, section } from "./parts.ts";

const AGAIN = { zh: "再试一次", en: "Try again" };
const DROP = { zh: "放弃这一项", en: "Drop it" };
const SAVE = { zh: "保存为文件", en: "Save to a file" };
const DROP_ALL = { zh: "全部放弃", en: "Drop all of it" };
const KEPT = {
  zh: "这些内容还在这台平板上。可以再试一次，也可以保存为文件，请办公室载入。",
  en: "It is all still on this tablet. Try again, or save it to a file for the office to load.",
};

const CLOSED = {
  zh: "服务器不再接收本次检查的内容，以下各项还在这台平板上。请保存为文件，并告知组长或市总工会经办人；确认不再需要后，可以全部放弃。",
  en:
    "The server takes nothing more of this visit; this is still on the tablet. Save it to a file and tell the lead or the " +
    "city's officer. Once it is certainly not needed, it can be dropped.",
};

/** The end of a visit is spoken of where the visit is ended, unless it is closed. */
export function refused(state: VisitState, entries: readonly Entry[]): HTMLElement[] {
  const closed = isClosed(state);
  const found = entries.filter(({ state, kind }) => state === "refused" && (closed || kind !== "end"));
  if (!found.length) return [];
  const heading = { zh: `服务器未接收 ${found.length} 项`, en: `The server has not taken ${found.length}` };
  const lines = found.map((entry) => (closed ? title(state, entry) : line(state, entry)));
  const list = element("ul", { class: "list-group mb-3" }, ...lines.map((each) => element("li", { class: "list-group-item leaving-line" }, ...each)));
  const acts = [actButton("save", SAVE), actButton("drop-all", DROP_ALL, "btn-outline-danger")];
  const after = closed ? [element("div", { class: "leaving-acts" }, ...acts)] : [];
  return [section(heading, element("p", {}, say(closed ? CLOSED : KEPT)), list, ...after)];
}

/** Of a closed visit the reason is the same for all: it stands above. */
function title(state: VisitState, entry: Entry): HTMLElement[] {
  return [element("strong", {}, titleOf(state, entry))];
}

function line(state: VisitState, entry: Entry): HTMLElement[] {
  const why = element("p", { class: "mb-0" }, entry.refusal ? say(entry.refusal) : "");
  return [
    element("div", {}, ...title(state, entry), why),
    actButton("again", AGAIN, "btn-outline-primary", entry.key),
    actButton("drop", DROP, "btn-outline-danger", entry.key),
  ];
}

function titleOf(state: VisitState, entry: Entry): string {
  const item = state.items.find(({ id }) => "item" in entry && id === entry.item);
  return [say(KINDS[entry.kind]), item && say(item.item.title)].filter(Boolean).join(say({ zh: "：", en: ": " }));
}
