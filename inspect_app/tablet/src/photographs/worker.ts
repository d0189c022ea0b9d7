/** Makes pictures smaller beside the page, which stays quick meanwhile. */
import { shrink, ShrinkFailed } from "./shrink.ts";
import type { Answer, Task } from "./shrinker.ts";

addEventListener("message", ({ data }: MessageEvent<Task>) => void work(data));

async function work({ file, edge }: Task): Promise<void> {
  try {
    const made = await shrink(file, edge);
    answer({ made }, [made.bytes, made.thumbnail]);
  } catch (error) {
    // Without an answer the page would wait for ever.
    answer({ trouble: error instanceof ShrinkFailed ? error.trouble : null }, []);
  }
}

function answer(message: Answer, transfer: Transferable[]): void {
  postMessage(message, { transfer });
}
