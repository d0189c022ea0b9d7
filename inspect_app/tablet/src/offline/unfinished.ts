/** Work that would be lost with the page: who leaves it waits until it is done. */

const unfinished = new Set<Promise<unknown>>();

/** Hold the page until the work is done or has failed. */
export function holdPage(work: Promise<unknown>): void {
  const held = work.catch(() => undefined).finally(() => unfinished.delete(held));
  unfinished.add(held);
}

/** Resolves once nothing is unfinished any more. */
export async function finished(): Promise<void> {
  while (unfinished.size) await Promise.all(unfinished);
}

/** Where to go then: who presses something else meanwhile has changed his mind. */
let next: (() => void) | null = null;

/** Links and forms of the page wait; whoever closes it is asked, where the browser asks. */
export function guardUnfinished(page: Document): void {
  page.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[href]");
    if (!link || event.defaultPrevented || isWithin(link)) return;
    later(event, () => location.assign(link.href));
  });
  // Before the page's own listeners, such as the one that asks whether it is meant: they are told once, when it goes on.
  const onSubmit = (event: SubmitEvent): void => {
    const form = event.target as HTMLFormElement;
    if (methodOf(form, event.submitter) !== "dialog") later(event, () => form.requestSubmit(event.submitter));
  };
  page.addEventListener("submit", onSubmit, { capture: true });
  window.addEventListener("beforeunload", (event) => {
    if (unfinished.size) event.preventDefault();
  });
}

function later(event: Event, go: () => void): void {
  if (!unfinished.size) return;
  event.preventDefault();
  event.stopPropagation();
  const isFirst = next === null;
  next = go;
  if (isFirst) void finished().then(leave);
}

function leave(): void {
  const go = next;
  next = null;
  go?.();
}

/** A form of a dialog closes it and leaves nothing. */
function methodOf(form: HTMLFormElement, submitter: HTMLElement | null): string | null {
  return submitter?.getAttribute("formmethod") ?? form.getAttribute("method");
}

/** Whether the page stays: the link leads to another place on it, opens beside it, or saves something. */
function isWithin({ href, target, download }: HTMLAnchorElement): boolean {
  if (download) return true;
  const [there, here] = [new URL(href), new URL(location.href)];
  return target === "_blank" || (there.hash !== "" && there.pathname + there.search === here.pathname + here.search);
}
