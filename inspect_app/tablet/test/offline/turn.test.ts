import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { Turn } from "../../src/offline/turn.ts";

// Milliseconds; a quarter of it passes between two looks.
const SILENCE = 40;

test("one works after the other", async () => {
  const done: string[] = [];
  const work = (name: string) => async () => {
    done.push(`${name} begins`);
    await Promise.resolve();
    done.push(`${name} ends`);
  };
  await Promise.all([new Turn().take(work("one")), new Turn().take(work("other"))]);
  assert.deepEqual(done, ["one begins", "one ends", "other begins", "other ends"]);
});

test("a turn that nobody has and nobody is called up for is taken", async () => {
  const { request } = navigator.locks;
  // What a browser does that has lost sight of who is next: it grants nothing that waits in line.
  const forgetful = (name: string, options: LockOptions, work: LockGrantedCallback<void>) =>
    options.steal
      ? request.call(navigator.locks, name, options, work)
      : new Promise((_, refuse) => options.signal!.addEventListener("abort", () => refuse(options.signal!.reason)));
  const forgetting = mock.method(navigator.locks, "request", forgetful as never);
  let isDone = false;
  await new Turn(SILENCE).take(async () => void (isDone = true));
  forgetting.mock.restore();
  assert.ok(isDone);
});

test("what goes wrong in the work is told, and the work is not done again", async () => {
  let times = 0;
  const work = async () => {
    times += 1;
    throw new RangeError("no");
  };
  await assert.rejects(new Turn(SILENCE).take(work), RangeError);
  assert.equal(times, 1);
});
