/** A drawn signature as grey values: where the ink is, and whether there is any. */

/** Grey values below this are ink, as the server reads them. */
const INK = 160;
/** Pixels of ink; fewer are a slip of the pen. */
const LEAST = 200;
const MARGIN = 12;

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The box around the strokes, with a margin, in a picture of RGBA pixels; null where hardly anything is drawn. */
export function inkBox(pixels: Uint8ClampedArray, width: number, height: number): Box | null {
  let [left, top, right, bottom, ink] = [width, height, -1, -1, 0];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (pixels[(y * width + x) * 4]! >= INK) continue;
      ink++;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = y;
    }
  }
  if (ink < LEAST) return null;
  [left, top] = [Math.max(left - MARGIN, 0), Math.max(top - MARGIN, 0)];
  [right, bottom] = [Math.min(right + MARGIN, width - 1), Math.min(bottom + MARGIN, height - 1)];
  return { left, top, width: right - left + 1, height: bottom - top + 1 };
}
