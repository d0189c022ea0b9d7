/** `shrink` in a worker where the browser has canvases there, else on the page. */
import { shrink, ShrinkFailed, type Shrunk, type Trouble } from "./shrink.ts";

/** The address of worker.ts, bundled; written in by build.mjs. */
declare const SHRINK_WORKER: string;

export interface Task {
  readonly file: Blob;
  readonly edge: number;
}

/** Trouble is null where it lies with the worker, such as canvases that have no context there. */
export type Answer = { readonly made: Shrunk } | { readonly trouble: Trouble | null };

// Null once it is known not to work here.
let worker: Worker | null = null;
let isTried = false;

/** One at a time. Raises ShrinkFailed. */
export async function shrinkAside(file: Blob, edge: number): Promise<Shrunk> {
  const aside = helper();
  const answer = aside && (await ask(aside, { file, edge }));
  if (answer && "made" in answer) return answer.made;
  if (answer?.trouble) throw new ShrinkFailed(answer.trouble);
  return shrink(file, edge);
}

function helper(): Worker | null {
  if (!isTried && typeof OffscreenCanvas !== "undefined") worker = new Worker(SHRINK_WORKER, { type: "module" });
  isTried = true;
  return worker;
}

/** Null where the worker did not load. */
function ask(aside: Worker, task: Task): Promise<Answer | null> {
  return new Promise((done) => {
    aside.onmessage = ({ data }: MessageEvent<Answer>) => done(data);
    aside.onerror = () => {
      aside.terminate();
      worker = null;
      done(null);
    };
    aside.postMessage(task);
  });
}
