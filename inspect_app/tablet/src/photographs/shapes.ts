/** What is drawn on a photograph, as geometry. Lengths are parts of the picture's longer edge, as they are kept. */
import type { Point, Shape } from "../offline/model.ts";

export type Tool = Shape["kind"];

/** Width and height of a picture; the longer of them is 1. */
export type Extent = readonly [width: number, height: number];

export const MOST_SHAPES = 50;
/** Characters; so many fit across an upright picture. */
export const LONGEST_TEXT = 16;
/** The height of a line of text. */
export const TEXT_HEIGHT = 0.035;

/** Shorter than this is a tap and no arrow or ring. */
const SHORTEST = 0.02;
/** How far what is placed without a pointer reaches. */
const PLACED = 0.12;
const [HEAD, HEAD_ANGLE] = [0.035, Math.PI / 7];

export function extentOf(width: number, height: number): Extent {
  const longer = Math.max(width, height);
  return [width / longer, height / longer];
}

/** The nearest point on the picture, with as many digits as eyes can tell apart. */
export function within([width, height]: Extent, [x, y]: Point): Point {
  return [digits(Math.min(Math.max(x, 0), width)), digits(Math.min(Math.max(y, 0), height))];
}

/** The arrow or ring that a finger drew from one point to another; null for a tap. */
export function dragged(tool: Exclude<Tool, "text">, from: Point, to: Point): Shape | null {
  const [across, down] = [Math.abs(to[0] - from[0]), Math.abs(to[1] - from[1])];
  if (Math.hypot(across, down) < SHORTEST) return null;
  if (tool === "arrow") return { kind: "arrow", from, to };
  const centre: Point = [digits((from[0] + to[0]) / 2), digits((from[1] + to[1]) / 2)];
  return { kind: "ring", centre, radii: [radius(across), radius(down)] };
}

/** Words that begin at a point, or so near it that they do not leave the picture; null where there are none. */
export function written(words: string, [x, y]: Point, [width, height]: Extent): Shape | null {
  const text = words.trim().slice(0, LONGEST_TEXT);
  if (!text) return null;
  const length = [...text].reduce((sum, letter) => sum + (letter > "\u2000" ? 1 : 0.6), 0) * TEXT_HEIGHT;
  const fitting = (at: number, least: number, most: number): number => digits(Math.max(Math.min(at, most), least));
  return { kind: "text", at: [fitting(x, 0, width - length), fitting(y, TEXT_HEIGHT, height - TEXT_HEIGHT / 4)], text };
}

/** An arrow or ring in the middle of the picture, for who has no pointer. */
export function placed(tool: Exclude<Tool, "text">, [width, height]: Extent): Shape {
  const [x, y] = [digits(width / 2), digits(height / 2)];
  if (tool === "arrow") return { kind: "arrow", from: [digits(x - PLACED), digits(y + PLACED)], to: [x, y] };
  return { kind: "ring", centre: [x, y], radii: [PLACED, PLACED] };
}

/** The shape so much further to the right and down, but not off the picture. */
export function moved(shape: Shape, by: Point, extent: Extent): Shape {
  const shifted = ([x, y]: Point): Point => within(extent, [x + by[0], y + by[1]]);
  switch (shape.kind) {
    case "arrow": {
      const [from, to] = [shifted(shape.from), shifted(shape.to)];
      const isKept = [0, 1].every((axis) => isNear(to[axis]! - from[axis]!, shape.to[axis]! - shape.from[axis]!));
      return isKept ? { ...shape, from, to } : shape;
    }
    case "ring":
      return { ...shape, centre: shifted(shape.centre) };
    case "text":
      return written(shape.text, shifted(shape.at), extent) ?? shape;
  }
}

/** The shape so many times as large; an arrow's tip stays where it is, and words have one size. */
export function scaled(shape: Shape, times: number, extent: Extent): Shape {
  switch (shape.kind) {
    case "arrow": {
      const [[x, y], [tipX, tipY]] = [shape.from, shape.to];
      return dragged("arrow", within(extent, [tipX + (x - tipX) * times, tipY + (y - tipY) * times]), shape.to) ?? shape;
    }
    case "ring": {
      const [across, down] = shape.radii.map((each) => radius(Math.min(2 * each * times, 1))) as [number, number];
      return Math.max(across, down) < SHORTEST ? shape : { ...shape, radii: [across, down] };
    }
    case "text":
      return shape;
  }
}

/** The two ends of an arrow's head, whose tip is at `to`. */
export function arrowHead(from: Point, to: Point): readonly [Point, Point] {
  const angle = Math.atan2(to[1] - from[1], to[0] - from[0]);
  const length = Math.min(HEAD, Math.hypot(to[0] - from[0], to[1] - from[1]) / 2);
  const end = (turn: number): Point => [to[0] - length * Math.cos(angle + turn), to[1] - length * Math.sin(angle + turn)];
  return [end(HEAD_ANGLE), end(-HEAD_ANGLE)];
}

/** Half of a length; a ring never is a line. */
function radius(length: number): number {
  return digits(Math.max(length / 2, SHORTEST / 4));
}

function isNear(one: number, other: number): boolean {
  return Math.abs(one - other) < 0.001;
}

function digits(length: number): number {
  return Math.round(length * 10_000) / 10_000;
}
