/** Photographs on the tablet: taken, shown, drawn on and taken back. */
import type { PhotographState, VisitState } from "../offline/state.ts";
import type { Keeper } from "./taking.ts";

export { type Keeper, takePhotographs, type Taken, type Taking } from "./taking.ts";
export { thumbnailOf } from "./thumbnail.ts";

/** Show a photograph; while the visit goes on it can be drawn on and taken back. Resolves when it is closed. */
export async function openPhotograph(tablet: Keeper, state: VisitState, photograph: PhotographState): Promise<void> {
  // Not needed before somebody touches a photograph.
  const { open } = await import("./opening.ts");
  await open(tablet, state, photograph);
}
