/** Makes a page of an inspector work without a network, or says why it cannot. */
import { IN_USE, type ToWorker } from "./messages.ts";

export async function startTablet(): Promise<null> {
  if (!isSecureContext || !navigator.serviceWorker || !navigator.locks) return null;
  holdRelease();
  const { person = "" } = document.documentElement.dataset;
  const said: ToWorker[] = [
    { kind: "person", person: Number(person) },
    { kind: "keep", person: Number(person), pages: ["/inspections"], pictures: [] },
  ];
  await navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" });
  const { active } = await navigator.serviceWorker.ready;
  for (const each of said) active?.postMessage(each);
  return null;
}

/** The worker keeps the files of this release for as long as this page is open. */
function holdRelease(): void {
  const { release } = document.documentElement.dataset;
  void navigator.locks.request(`${IN_USE}${release}`, { mode: "shared" }, () => new Promise(() => {}));
}
