// What every office page loads. Pages work without it; it only spares people mistakes.
import { helpWithFacts } from "./facts.ts";
import { showLive } from "./live.ts";
import { askAuthenticator } from "./passkey.ts";
import { guardUnsaved } from "./unsaved.ts";

guardUnsaved(document);
void askAuthenticator(document);
helpWithFacts(document);
showLive(document);
