/** Long work in short tasks, so that the browser can show and answer in between. */

const SLICE_MS = 8;

/** To be awaited between two steps: when a slice of time is over, the browser has its turn. */
export function slices(): () => Promise<void> {
  let end = performance.now() + SLICE_MS;
  return async () => {
    if (performance.now() < end) return;
    await nextTask();
    end = performance.now() + SLICE_MS;
  };
}

/** Resolves once what has been changed is in sight; at once where the page is not. */
export function painted(): Promise<void> {
  if (document.hidden) return nextTask();
  return new Promise((resolve) => requestAnimationFrame(() => resolve(nextTask())));
}

/** Not a timer: those wait for a second where a page is not in sight. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
