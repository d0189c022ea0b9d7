/** From a camera's file to what is kept of it: an upright JPEG with its longest edge within a bound, and a thumbnail. */
import { carryExif, isJpeg } from "./exif.ts";

const THUMBNAIL_EDGE = 320;
const QUALITY = 0.85;
const THUMBNAIL_QUALITY = 0.8;
// A small picture can carry a film or a map of depths behind it.
const MOST_ORIGINAL_BYTES = 3 * 1024 * 1024;

export interface Shrunk {
  /** JPEG: the file as it was where it was small enough. */
  readonly bytes: ArrayBuffer;
  readonly thumbnail: ArrayBuffer;
}

/** Why not: the browser cannot show it, its bytes cannot be read, or the tablet has no memory left for the picture. */
export type Trouble = "no_picture" | "unreadable" | "no_memory";

export class ShrinkFailed extends Error {
  readonly trouble: Trouble;

  constructor(trouble: Trouble) {
    super(trouble);
    this.trouble = trouble;
  }
}

type Surface = HTMLCanvasElement | OffscreenCanvas;
type Source = ImageBitmap | Surface;

/** Raises ShrinkFailed. Holds one decoded picture at a time. */
export async function shrink(file: Blob, edge: number): Promise<Shrunk> {
  const original = new Uint8Array(await readAll(file));
  const decoded = await decode(original, file.type);
  const fits = Math.max(decoded.width, decoded.height) <= edge && original.length <= MOST_ORIGINAL_BYTES;
  const picture = fitted(decoded, edge);
  decoded.close();
  const thumbnail = await jpeg(fitted(picture, THUMBNAIL_EDGE), THUMBNAIL_QUALITY);
  if (fits && isJpeg(original)) return { bytes: original.buffer, thumbnail };
  const made = new Uint8Array(await jpeg(picture, QUALITY));
  return { bytes: carryExif(original, made).buffer as ArrayBuffer, thumbnail };
}

async function readAll(file: Blob): Promise<ArrayBuffer> {
  try {
    return await file.arrayBuffer();
  } catch {
    // Albums list pictures that are in a cloud, and a card can be taken out.
    throw new ShrinkFailed("unreadable");
  }
}

async function decode(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(new Blob([bytes], { type }), { imageOrientation: "from-image" });
  } catch {
    throw new ShrinkFailed("no_picture");
  }
}

/** The picture on white with its longest edge at most `edge`; never enlarged. */
function fitted(picture: Source, edge: number): Surface {
  const scale = Math.min(1, edge / Math.max(picture.width, picture.height));
  const [width, height] = [picture.width, picture.height].map((length) => Math.max(1, Math.round(length * scale)));
  const canvas = surface(width!, height!);
  const context = canvas.getContext("2d", { alpha: false }) as CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D | null;
  if (!context) throw new ShrinkFailed("no_memory");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = "high";
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}

function surface(width: number, height: number): Surface {
  if (typeof OffscreenCanvas !== "undefined") return new OffscreenCanvas(width, height);
  return Object.assign(document.createElement("canvas"), { width, height });
}

async function jpeg(canvas: Surface, quality: number): Promise<ArrayBuffer> {
  try {
    const made =
      "convertToBlob" in canvas
        ? await canvas.convertToBlob({ type: "image/jpeg", quality })
        : await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", quality));
    return await made!.arrayBuffer();
  } catch {
    // What was drawn is a picture: there is no room for its bytes.
    throw new ShrinkFailed("no_memory");
  }
}
