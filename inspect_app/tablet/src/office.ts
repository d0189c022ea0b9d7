// What every office page loads. Pages work without it; it only spares people mistakes.
import { askBefore } from "./confirm";
import { guardUnsaved } from "./unsaved";

askBefore(document);
guardUnsaved(document);
