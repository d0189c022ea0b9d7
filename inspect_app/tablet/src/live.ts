/**
 * Shows what a form would come to while it is being filled in.
 *
 * A form with `data-live-url` is posted there a moment after the last change; nothing is saved by that. The answer
 * is HTML whose elements marked `data-live` take the place of those with the same id. Without an answer (no network,
 * not logged in any more) the page stays as it is: saving works as before and says what is wrong.
 */
const PAUSE = 400;

export function showLive(page: Document): void {
  for (const form of page.querySelectorAll<HTMLFormElement>("form[data-live-url]")) follow(page, form);
}

function follow(page: Document, form: HTMLFormElement): void {
  let waiting = 0;
  let asked = new AbortController();
  const later = (): void => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => {
      asked.abort();
      asked = new AbortController();
      void refresh(page, form, asked.signal);
    }, PAUSE);
  };
  for (const kind of ["input", "change"]) form.addEventListener(kind, later);
}

async function refresh(page: Document, form: HTMLFormElement, signal: AbortSignal): Promise<void> {
  const answer = await post(form, signal);
  if (answer === null || signal.aborted) return;
  const parts = new DOMParser().parseFromString(answer, "text/html").querySelectorAll("[data-live]");
  for (const part of parts) {
    const shown = page.getElementById(part.id);
    // Only what has changed: a screen reader reads out what is replaced.
    if (shown && shown.innerHTML !== part.innerHTML) shown.innerHTML = part.innerHTML;
  }
}

async function post(form: HTMLFormElement, signal: AbortSignal): Promise<string | null> {
  try {
    const answer = await fetch(form.dataset.liveUrl!, { method: "POST", body: new FormData(form), signal });
    return answer.ok && !answer.redirected ? await answer.text() : null;
  } catch (error) {
    if (error instanceof TypeError || (error instanceof DOMException && error.name === "AbortError")) return null;
    throw error;
  }
}
