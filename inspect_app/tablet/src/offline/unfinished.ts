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

/** Links and forms of the page wait; whoever closes it is asked, where the browser asks. */
export function guardUnfinished(page: Document): void {
  page.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[href]");
    if (!link || event.defaultPrevented || isWithin(link)) return;
    later(event, () => location.assign(link.href));
  });
  page.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    later(event, () => (event.target as HTMLFormElement).requestSubmit(event.submitter));
  });
  window.addEventListener("beforeunload", (event) => {
    if (unfinished.size) event.preventDefault();
  });
}

function later(event: Event, go: () => void): void {
  if (!unfinished.size) return;
  event.preventDefault();
  void finished().then(go);
}

/** Whether the page stays: the link leads to another place on it, opens beside it, or saves something. */
function isWithin({ href, target, download }: HTMLAnchorElement): boolean {
  if (download) return true;
  const [there, here] = [new URL(href), new URL(location.href)];
  return target === "_blank" || (there.hash !== "" && there.pathname + there.search === here.pathname + here.search);
}
