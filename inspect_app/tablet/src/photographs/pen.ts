/** A finger, pen or mouse on a picture: arrows and rings are drawn from one point to another, texts are put at a point. */
import type { Point, Shape } from "../offline/model.ts";
import { dragged, type Extent, type Tool, within, written } from "./shapes.ts";

/** What is drawn with at this moment; nothing is, without a tool. */
export interface Drawing {
  tool: Tool | null;
  /** What the text tool writes. */
  words: string;
}

/** Told of a shape while it is being drawn, null where it is given up, and once when it is done. */
export interface Drawn {
  preview(shape: Shape | null): void;
  done(shape: Shape): void;
}

/** Draw on `layer`, which lies over a picture of this extent. */
export function takePen(layer: SVGSVGElement, extent: Extent, drawing: Drawing, drawn: Drawn): void {
  let pointer: number | null = null;
  let from: Point = [0, 0];

  const shape = (to: Point): Shape | null => {
    if (drawing.tool === null) return null;
    return drawing.tool === "text" ? written(drawing.words, to, extent) : dragged(drawing.tool, from, to);
  };

  layer.addEventListener("pointerdown", (event) => {
    // A palm beside the pen draws nothing, nor does a mouse's other button.
    if (pointer !== null || drawing.tool === null || event.button !== 0) return;
    event.preventDefault();
    layer.setPointerCapture(event.pointerId);
    pointer = event.pointerId;
    from = pointOf(event, layer, extent);
  });
  layer.addEventListener("pointermove", (event) => {
    if (event.pointerId === pointer) drawn.preview(shape(pointOf(event, layer, extent)));
  });
  layer.addEventListener("pointerup", (event) => {
    if (event.pointerId !== pointer) return;
    pointer = null;
    const made = shape(pointOf(event, layer, extent));
    if (made) drawn.done(made);
    else drawn.preview(null);
  });
  layer.addEventListener("pointercancel", (event) => {
    if (event.pointerId !== pointer) return;
    pointer = null;
    drawn.preview(null);
  });
}

function pointOf(event: PointerEvent, layer: SVGSVGElement, extent: Extent): Point {
  const box = layer.getBoundingClientRect();
  const longer = Math.max(box.width, box.height);
  return within(extent, [(event.clientX - box.left) / longer, (event.clientY - box.top) / longer]);
}
