import assert from "node:assert/strict";
import { test } from "node:test";
import { arrowHead, dragged, extentOf, moved, placed, scaled, within, written } from "../../src/photographs/shapes.ts";

const WIDE = extentOf(2048, 1536);

test("the longer edge of a picture is 1, whichever it is", () => {
  assert.deepEqual(extentOf(2048, 1536), [1, 0.75]);
  assert.deepEqual(extentOf(1536, 2048), [0.75, 1]);
});

test("a finger that leaves the picture stays at its edge", () => {
  assert.deepEqual(within([1, 0.75], [1.2, -0.1]), [1, 0]);
  assert.deepEqual(within([1, 0.75], [0.123456, 0.9]), [0.1235, 0.75]);
});

test("an arrow points where the finger was lifted", () => {
  assert.deepEqual(dragged("arrow", [0.1, 0.2], [0.5, 0.2]), { kind: "arrow", from: [0.1, 0.2], to: [0.5, 0.2] });
});

test("a ring lies between the corners of the drag, in whatever direction", () => {
  const ring = { kind: "ring", centre: [0.3, 0.3], radii: [0.2, 0.1] };
  assert.deepEqual(dragged("ring", [0.1, 0.2], [0.5, 0.4]), ring);
  assert.deepEqual(dragged("ring", [0.5, 0.4], [0.1, 0.2]), ring);
});

test("a level drag makes a narrow ring, never a line", () => {
  assert.deepEqual(dragged("ring", [0.1, 0.2], [0.5, 0.2]), { kind: "ring", centre: [0.3, 0.2], radii: [0.2, 0.005] });
});

test("a tap draws nothing", () => {
  assert.equal(dragged("arrow", [0.1, 0.2], [0.11, 0.2]), null);
});

test("the head of an arrow lies behind its tip, and a short arrow has a short head", () => {
  const [left, right] = arrowHead([0.1, 0.5], [0.5, 0.5]);
  assert.ok(left[0] < 0.5 && left[0] > 0.46 && left[0] === right[0]);
  assert.ok(Math.abs(left[1] + right[1] - 1) < 1e-9 && left[1] !== right[1]);
  const [short] = arrowHead([0.48, 0.5], [0.5, 0.5]);
  assert.ok(short[0] > 0.49);
});

test("words stand where they were put, and never leave the picture", () => {
  assert.deepEqual(written(" 漏水 ", [0.2, 0.3], [1, 0.75]), { kind: "text", at: [0.2, 0.3], text: "漏水" });
  assert.deepEqual(written("漏水", [0.99, 0.01], [1, 0.75]), { kind: "text", at: [0.93, 0.035], text: "漏水" });
  assert.equal(written("  ", [0.2, 0.3], [1, 0.75]), null);
});

test("without a pointer shapes stand in the middle, and move and grow on the picture", () => {
  const arrow = placed("arrow", WIDE);
  assert.deepEqual(arrow, { kind: "arrow", from: [0.38, 0.495], to: [0.5, 0.375] });
  assert.deepEqual(moved(arrow, [0.1, 0.1], WIDE), { kind: "arrow", from: [0.48, 0.595], to: [0.6, 0.475] });
  assert.deepEqual(moved(arrow, [0.9, 0], WIDE), arrow);
  assert.deepEqual(scaled(arrow, 0.5, WIDE), { kind: "arrow", from: [0.44, 0.435], to: [0.5, 0.375] });
  const ring = placed("ring", WIDE);
  assert.deepEqual(moved(ring, [-0.9, 0], WIDE), { kind: "ring", centre: [0, 0.375], radii: [0.12, 0.12] });
  assert.deepEqual(scaled(ring, 100, WIDE), { kind: "ring", centre: [0.5, 0.375], radii: [0.5, 0.5] });
  assert.deepEqual(scaled(ring, 0.1, WIDE), ring);
  const words = written("漏水", [0.5, 0.5], WIDE)!;
  assert.deepEqual(moved(words, [2, 2], WIDE), { kind: "text", at: [0.93, 0.7413], text: "漏水" });
});
