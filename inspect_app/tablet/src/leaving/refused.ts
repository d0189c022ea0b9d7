/** What the server did not take, why, and what can be done about it. */
import { element } from "../element.ts";
import { KINDS } from "../offline/kinds.ts";
import type { Entry } from "../offline/model.ts";
import type { VisitState } from "../offline/state.ts";
import { say } from "../offline/words.ts";
import { actButton, section } from "./parts.ts";

const AGAIN = { zh: "再试一次", en: "Try again" };
const DROP = { zh: "放弃这一项", en: "Drop it" };
const KEPT = {
  zh: "这些内容还在这台平板上。可以再试一次，也可以保存为文件，请办公室载入。",
  en: "It is all still on this tablet. Try again, or save it to a file for the office to load.",
};

/** The end of the visit is spoken of where the visit is ended. */
export function refused(state: VisitState, entries: readonly Entry[]): HTMLElement[] {
  const found = entries.filter((entry) => entry.state === "refused" && entry.kind !== "end");
  // Of a visit that is somebody else's now, the page says above what can be done with all of it.
  if (!found.length || state.isGone) return [];
  const lines = found.map((entry) =>
    element(
      "li",
      { class: "list-group-item leaving-line" },
      element("div", {}, element("strong", {}, titleOf(state, entry)), element("p", { class: "mb-0" }, entry.refusal ? say(entry.refusal) : "")),
      actButton("again", AGAIN, "btn-outline-primary", entry.key),
      actButton("drop", DROP, "btn-outline-danger", entry.key),
    ),
  );
  const heading = { zh: `服务器未接收 ${found.length} 项`, en: `The server has not taken ${found.length}` };
  return [section(heading, element("p", {}, say(KEPT)), element("ul", { class: "list-group mb-0" }, ...lines))];
}

function titleOf(state: VisitState, entry: Entry): string {
  const item = state.items.find(({ id }) => "item" in entry && id === entry.item);
  return [say(KINDS[entry.kind]), item && say(item.item.title)].filter(Boolean).join(say({ zh: "：", en: ": " }));
}
