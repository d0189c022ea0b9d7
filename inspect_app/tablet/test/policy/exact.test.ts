import assert from "node:assert/strict";
import { test } from "node:test";

import { compare, exact, minus, numberJson, plainNumber, tenths, yuan } from "../../src/policy/exact.ts";

test("decimals are subtracted as they were written, not as doubles hold them", () => {
  assert.equal(plainNumber(minus(exact(0.3), exact(0.1))), "0.2");
  assert.equal(plainNumber(minus(exact("50.00000000000000000001"), exact(50))), "0.00000000000000000001");
});

test("trailing zeros, exponents and the kind of number change no comparison", () => {
  assert.equal(compare(exact("50.00"), exact(50)), 0);
  assert.equal(compare(exact("5e1"), exact(50)), 0);
  assert.equal(compare(exact("-0.5"), exact(0)), -1);
  assert.equal(compare(exact(1e-7), exact("0.0000001")), 0);
});

test("numbers are read in groups of three, without trailing zeros and exponents", () => {
  assert.equal(plainNumber(exact("1234567.50")), "1,234,567.5");
  assert.equal(plainNumber(exact("-1234")), "-1,234");
  assert.equal(plainNumber(exact("1e15")), "1,000,000,000,000,000");
  assert.equal(plainNumber(exact(1e-7)), "0.0000001");
});

test("fen are written in yuan, with cents only where there are any", () => {
  assert.deepEqual([50_000_001n, 2_000_000n, 5n, -1_05n].map(yuan), ["500,000.01", "20,000", "0.05", "-1.05"]);
});

test("a number that no double holds stays a text in JSON", () => {
  assert.equal(numberJson(exact("52.50")), 52.5);
  assert.equal(numberJson(exact("52.00")), 52);
  assert.equal(numberJson(exact("0.12345678901234567890")), "0.12345678901234567890");
});

test("tenths are rounded half up", () => {
  assert.equal(tenths(1n, 20n), 0.1);
  assert.equal(tenths(249n, 5000n), 0);
  assert.equal(tenths(200n, 3n), 66.7);
});

test("what is no number is refused", () => {
  for (const wrong of ["", " 5", "1_000", "5.", "NaN", "0x10"]) assert.throws(() => exact(wrong), /is no number/);
});
