import assert from "node:assert/strict";
import { test } from "node:test";
import { inkBox } from "../../src/signatures/strokes.ts";

/** White RGBA pixels with a dark rectangle. */
function drawn(width: number, height: number, ink: { x: number; y: number; width: number; height: number }): Uint8ClampedArray {
  const pixels = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = ink.y; y < ink.y + ink.height; y++) {
    for (let x = ink.x; x < ink.x + ink.width; x++) pixels.fill(20, (y * width + x) * 4, (y * width + x) * 4 + 3);
  }
  return pixels;
}

test("a signature is cut to its strokes with a margin", () => {
  const box = inkBox(drawn(400, 200, { x: 100, y: 50, width: 80, height: 30 }), 400, 200);
  assert.deepEqual(box, { left: 88, top: 38, width: 104, height: 54 });
});

test("strokes up to the edge are cut at the edge", () => {
  const box = inkBox(drawn(400, 200, { x: 0, y: 0, width: 400, height: 200 }), 400, 200);
  assert.deepEqual(box, { left: 0, top: 0, width: 400, height: 200 });
});

test("an empty box and a mere dot are no signature", () => {
  assert.equal(inkBox(drawn(400, 200, { x: 0, y: 0, width: 0, height: 0 }), 400, 200), null);
  assert.equal(inkBox(drawn(400, 200, { x: 10, y: 10, width: 10, height: 10 }), 400, 200), null);
});
