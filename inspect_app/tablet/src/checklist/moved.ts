/** A page and what the tablet holds of the visit are of two editions of the standard: neither is shown by the other. */
import { MOVED } from "../offline/gone.ts";
import { showNotice } from "../offline/notices.ts";

export function sayMoved(): void {
  showNotice({
    kind: "edition", tone: "warning", text: MOVED, act: { label: { zh: "刷新", en: "Reload" }, press: askServer },
  });
}

/** For the page as the server has it now: without a query the copy that is kept would come again. */
export function askServer(): void {
  if (location.search) location.reload();
  else location.replace(`?show=all${location.hash}`);
}
