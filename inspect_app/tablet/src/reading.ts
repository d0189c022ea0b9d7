/** Resolves once the browser has read the whole page. */
export function isRead(page: Document): Promise<void> {
  if (page.readyState !== "loading") return Promise.resolve();
  return new Promise((resolve) => page.addEventListener("readystatechange", () => resolve(), { once: true }));
}
