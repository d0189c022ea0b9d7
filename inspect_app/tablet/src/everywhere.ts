import { askBefore } from "./confirm.ts";
import { tellWhoIsHere } from "./person.ts";
import { fetchTokens } from "./tokens.ts";

/** What every page does, of the office and of inspectors. */
export function doWhatEveryPageDoes(page: Document): void {
  askBefore(page);
  tellWhoIsHere(page);
  fetchTokens(page);
}
