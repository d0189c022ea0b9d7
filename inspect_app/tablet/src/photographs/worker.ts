/** Makes pictures smaller beside the page, which stays quick meanwhile. */
import { shrink, ShrinkFailed } from "./shrink.ts";
import type { Answer, Task } from "./shrinker.ts";

addEventListener("message", ({ data }: MessageEvent<Task>) => void work(data));

async function work({ file, edge }: Task): Promise<void> {
  try {
    const made = await shrink(file, edge);
    answer({ made }, [made.bytes, made.thumbnail]);
  } catch (error) {
    // Without an answer the page would wait for ever. Where there is no room here, there may be some there.
    const isOfFile = error instanceof ShrinkFailed && error.trouble !== "no_memory";
    answer({ trouble: isOfFile ? error.trouble : null }, []);
  }
}

function answer(message: Answer, transfer: Transferable[]): void {
  postMessage(message, { transfer });
}
