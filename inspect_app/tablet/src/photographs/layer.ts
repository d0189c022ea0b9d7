/** Draws shapes over a picture: red within white, to be seen on anything. */
import type { Point, Shape } from "../offline/model.ts";
import { arrowHead, type Extent, TEXT_HEIGHT } from "./shapes.ts";

const NAMESPACE = "http://www.w3.org/2000/svg";
/** Lengths of shapes are parts of an edge; browsers draw letters badly in units that large. */
const UNIT = 1000;

/** An empty layer for a picture of this extent. */
export function layer([width, height]: Extent): SVGSVGElement {
  return svg("svg", { class: "drawing", viewBox: `0 0 ${width * UNIT} ${height * UNIT}` });
}

/** Show these shapes on a layer in place of what it showed. */
export function draw(on: SVGSVGElement, shapes: readonly Shape[]): void {
  on.replaceChildren(...shapes.flatMap((shape) => ["drawing-edge", "drawing-line"].map((look) => drawn(shape, look))));
}

function drawn(shape: Shape, look: string): SVGElement {
  switch (shape.kind) {
    case "arrow": {
      const [left, right] = arrowHead(shape.from, shape.to);
      const path = `M${at(shape.from)}L${at(shape.to)}M${at(left)}L${at(shape.to)}L${at(right)}`;
      return svg("path", { class: look, d: path });
    }
    case "ring": {
      const [cx, cy, rx, ry] = [...shape.centre, ...shape.radii].map((length) => String(length * UNIT));
      return svg("ellipse", { class: look, cx: cx!, cy: cy!, rx: rx!, ry: ry! });
    }
    case "text": {
      const [x, y] = shape.at.map((length) => String(length * UNIT));
      const text = svg("text", { class: look, x: x!, y: y!, "font-size": String(TEXT_HEIGHT * UNIT) });
      text.textContent = shape.text;
      return text;
    }
  }
}

function at([x, y]: Point): string {
  return `${x * UNIT} ${y * UNIT}`;
}

function svg<K extends keyof SVGElementTagNameMap>(tag: K, attributes: Record<string, string>): SVGElementTagNameMap[K] {
  const made = document.createElementNS(NAMESPACE, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}
