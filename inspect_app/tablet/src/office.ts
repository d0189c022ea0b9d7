// What every office page loads. Pages work without it; it only spares people mistakes.
import { askBefore } from "./confirm";
import { helpWithFacts } from "./facts";
import { showLive } from "./live";
import { askAuthenticator } from "./passkey";
import { tellWhoIsHere } from "./person";
import { fetchTokens } from "./tokens";
import { guardUnsaved } from "./unsaved";

askBefore(document);
guardUnsaved(document);
void askAuthenticator(document);
helpWithFacts(document);
showLive(document);
tellWhoIsHere(document);
fetchTokens(document);
