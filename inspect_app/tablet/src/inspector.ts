/** The inspector's pages on a tablet. Where nothing can be kept safely, their plain forms work one page at a time. */
import { showHelpOnce } from "./checklist/help.ts";
import { openNotes } from "./checklist/notes.ts";
import { openChecklist } from "./checklist/page.ts";
import { showStatus } from "./checklist/status.ts";
import "./common.ts";
import { startTablet } from "./offline/start.ts";

showHelpOnce(document);
openNotes(document);
const tablet = await startTablet();
const board = document.querySelector<HTMLElement>(".board[data-open]");
const leaving = document.querySelector<HTMLElement>("[data-leaving]");
if (tablet) showStatus(tablet);
if (tablet && board) await openChecklist(tablet, board);
// A kept checklist has no forms; the server's own has.
const isKept = document.documentElement.dataset["kept"] !== undefined;
if (!tablet && board && isKept && !location.search) location.replace(`?show=all${location.hash}`);
// It needs more script than the checklist, and is opened once a visit.
if (tablet && leaving) await (await import("./leaving/page.ts")).openLeaving(tablet, leaving);
