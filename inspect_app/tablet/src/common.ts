// What every page loads, of the office and of inspectors.
import { askBefore } from "./confirm.ts";
import { tellWhoIsHere } from "./person.ts";
import { fetchTokens } from "./tokens.ts";

askBefore(document);
tellWhoIsHere(document);
fetchTokens(document);
