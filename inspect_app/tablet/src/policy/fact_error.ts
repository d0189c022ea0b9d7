import type { Text } from "./text.ts";

/** A fact or a ruling that cannot be accepted: where, like `staff[2].city_hours`, and what to enter instead. */
export class FactError extends Error {
  readonly place: string;
  readonly remedy: Text;

  constructor(place: string, remedy: Text) {
    super(`${place}: ${remedy.en}`);
    this.name = "FactError";
    this.place = place;
    this.remedy = remedy;
  }
}
