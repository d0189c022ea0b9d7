/** The box in which somebody signs: dark strokes on white, whatever the colours of the page. */
import SignaturePad from "signature_pad";
import { inkBox } from "./strokes.ts";

const INK = "#101828";

export class Pad {
  readonly #canvas: HTMLCanvasElement;
  readonly #pad: SignaturePad;
  #width = 0;

  /** `onStroke` is told after every stroke. The canvas has to be on the page. */
  constructor(canvas: HTMLCanvasElement, onStroke: () => void) {
    this.#canvas = canvas;
    this.#pad = new SignaturePad(canvas, { backgroundColor: "#fff", penColor: INK, minWidth: 1, maxWidth: 3.5, throttle: 0 });
    this.#pad.addEventListener("endStroke", onStroke);
    // Called at once, and when the tablet is turned.
    new ResizeObserver(() => this.#fit()).observe(canvas);
  }

  clear(): void {
    this.#pad.clear();
  }

  /** The strokes, cut out, as PNG; null where hardly anything was drawn. */
  async picture(): Promise<ArrayBuffer | null> {
    const { width, height } = this.#canvas;
    const box = inkBox(this.#canvas.getContext("2d")!.getImageData(0, 0, width, height).data, width, height);
    if (!box) return null;
    const cut = Object.assign(document.createElement("canvas"), { width: box.width, height: box.height });
    cut.getContext("2d")!.drawImage(this.#canvas, -box.left, -box.top);
    const png = await new Promise<Blob | null>((done) => cut.toBlob(done, "image/png"));
    return png && png.arrayBuffer();
  }

  /** As many pixels as the screen shows; what was drawn keeps its place in the box. */
  #fit(): void {
    const { clientWidth: width, clientHeight: height } = this.#canvas;
    if (width === 0 || width === this.#width) return;
    const scale = this.#width ? width / this.#width : 1;
    const strokes = this.#pad.toData().map((stroke) => ({
      ...stroke,
      points: stroke.points.map((point) => ({ ...point, x: point.x * scale, y: point.y * scale })),
    }));
    this.#width = width;
    // A signature has pixels enough at twice the size of the screen.
    const ratio = Math.min(window.devicePixelRatio, 2);
    Object.assign(this.#canvas, { width: width * ratio, height: height * ratio });
    this.#canvas.getContext("2d")!.scale(ratio, ratio);
    this.#pad.fromData(strokes);
  }
}
