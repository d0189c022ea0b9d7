/** The inspector's pages on a tablet. Where nothing can be kept safely, their plain forms work one page at a time. */
import { showHelpOnce } from "./checklist/help.ts";
import { askServer, sayMoved } from "./checklist/moved.ts";
import { openNotes } from "./checklist/notes.ts";
import { openChecklist } from "./checklist/page.ts";
import { showStatus } from "./checklist/status.ts";
import { openVisit, type OpenVisit } from "./checklist/visit.ts";
import { doWhatEveryPageDoes } from "./everywhere.ts";
import { helpWithFacts } from "./facts.ts";
import { hideNotice } from "./offline/notices.ts";
import { startTablet, type Tablet } from "./offline/start.ts";
import { isRead } from "./reading.ts";
import { guardUnsaved } from "./unsaved.ts";

/** The visit, where the address is that of its checklist. */
const visitHere = /^\/inspections\/([^/]+)$/.exec(location.pathname)?.[1];
// What is kept is looked up, and its rules are made ready, while the page is still being read.
const starting = startTablet();
const opening = starting.then((tablet) => (tablet && visitHere ? openVisit(tablet, visitHere) : null));
await isRead(document);
doWhatEveryPageDoes(document);
helpWithFacts(document);
guardUnsaved(document);
showHelpOnce(document);
openNotes(document);
const tablet = await starting;
const board = document.querySelector<HTMLElement>(".board[data-open]");
const leaving = document.querySelector<HTMLElement>("[data-leaving]");
if (tablet) showStatus(tablet);
// A kept checklist has no forms; the server's own has.
const isKept = document.documentElement.dataset["kept"] !== undefined;
if (tablet && board) await openChecklist(await visitOf(tablet, board), board);
if (!tablet && board && isKept && !location.search) location.replace(`?show=all${location.hash}`);
// It needs more script than the checklist, and is opened once a visit.
if (tablet && leaving) await (await import("./leaving/page.ts")).openLeaving(tablet, leaving);

/** The visit in the edition that its page is of: of the two, one may be older than a move to another edition. */
async function visitOf(tablet: Tablet, { dataset }: HTMLElement): Promise<OpenVisit> {
  const id = dataset["visit"]!;
  const visit = (await opening) ?? (await openVisit(tablet, id));
  if (visit.standard.sha256 === dataset["standard"]) return visit;
  if (isKept && !location.search) askServer();
  sayMoved();
  const other = await openVisit(tablet, id, dataset["standard"]);
  hideNotice("edition");
  return other;
}
