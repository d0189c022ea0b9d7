/** One photograph, large: drawn on, or taken back. */
import { ask, openDialog } from "../dialog.ts";
import { element } from "../element.ts";
import type { Point, Shape } from "../offline/model.ts";
import { say } from "../offline/words.ts";
import type { Text } from "../policy/index.ts";
import { draw, layer } from "./layer.ts";
import { type Drawing, takePen } from "./pen.ts";
import { type Extent, extentOf, LONGEST_TEXT, MOST_SHAPES, moved, placed, scaled, type Tool, written } from "./shapes.ts";

/** What the dialog shows, and what may be done with it; without `acts` it can only be looked at. */
export interface Shown {
  readonly title: Text;
  readonly particulars: Text;
  readonly address: string;
  /** In its place where it does not load, as without a network. */
  readonly small: string;
  readonly shapes: readonly Shape[];
  readonly acts: Acts | null;
}

/** Each answers what went wrong, if anything. */
export interface Acts {
  save(shapes: readonly Shape[]): Promise<Text | null>;
  readonly remove: {
    readonly label: Text;
    /** Ask, and take the photograph back, unless it stays. */
    act(): Promise<Text | null | "stays">;
  };
}

const TOOLS: readonly { tool: Tool; label: Text }[] = [
  { tool: "arrow", label: { zh: "箭头", en: "Arrow" } },
  { tool: "ring", label: { zh: "画圈", en: "Ring" } },
  { tool: "text", label: { zh: "文字", en: "Text" } },
];
const SYMBOLS: Readonly<Record<Tool, string>> = { arrow: "↗", ring: "◯", text: "A" };
/** Without a pointer: how far a key moves what was drawn last, and how much it makes of it. */
const STEP = 0.02;
const MOVES: Readonly<Record<string, Point>> = {
  ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP],
};
const SIZES: Readonly<Record<string, number>> = { "+": 1.25, "=": 1.25, "-": 0.8 };
const PLACED = {
  zh: "已放在照片中央：用方向键移动，按 + 或 - 改变大小。",
  en: "Placed in the middle: the arrow keys move it, + and - change its size.",
};
const [SHOW, HIDE] = [
  { zh: "显示标注", en: "Show drawing" },
  { zh: "看原图", en: "Without drawing" },
];
const SMALL = {
  zh: "现在没有网络，只能看小图；标注照样可以画。",
  en: "Without a network there is the small picture only; you can draw on it all the same.",
};
const NOT_HERE = { zh: "现在没有网络，这张照片看不到。", en: "Without a network this photograph cannot be shown." };
const UNSAVED = {
  title: { zh: "标注还没有保存", en: "The drawing is not saved" },
  text: { zh: "关闭后，刚才画的标注就没有了。照片本身已经保存。", en: "When you close, what you have just drawn is gone. The photograph itself is kept." },
  back: { zh: "继续标注", en: "Go on drawing" },
  drop: { zh: "不保存标注", en: "Close without it" },
};

/** Show a photograph; resolves when it is closed. */
export async function view(shown: Shown): Promise<void> {
  await new Viewer(shown).closed;
}

class Viewer {
  readonly closed: Promise<void>;
  readonly #shown: Shown;
  readonly #drawing: Drawing = { tool: null, words: "" };
  #shapes: readonly Shape[];
  readonly #picture: HTMLImageElement;
  #layer = layer([1, 1]);
  readonly #frame: HTMLElement;
  readonly #stage: HTMLElement;
  readonly #status = element("p", { class: "viewer-status", role: "status" });
  readonly #words = element("input", {
    class: "form-control form-control-lg",
    maxlength: String(LONGEST_TEXT),
    "aria-label": say({ zh: "要写的文字", en: "Words to write" }),
    placeholder: say({ zh: "先写文字，再点照片", en: "Type, then tap the picture" }),
    hidden: true,
  });
  readonly #tools = TOOLS.map(({ tool, label }) => this.#toolButton(tool, label));
  readonly #undo = this.#button({ zh: "撤销", en: "Undo" }, "outline-secondary", () => this.#change(this.#shapes.slice(0, -1)));
  readonly #save = this.#button({ zh: "保存标注", en: "Save drawing" }, "primary", () => void this.#keep());
  readonly #toggle = this.#button(HIDE, "outline-secondary", () => this.#showDrawing(this.#isClean()));
  readonly #dialog: HTMLDialogElement;

  constructor(shown: Shown) {
    this.#shown = shown;
    this.#shapes = shown.shapes;
    this.#picture = element("img", { src: shown.address, alt: say(shown.title) });
    this.#frame = element("div", { class: "viewer-frame" }, this.#picture);
    this.#stage = element("div", { class: "viewer-stage" }, this.#frame);
    this.#dialog = openDialog(
      shown.title,
      "viewer",
      element("p", { class: "viewer-particulars" }, say(shown.particulars)),
      this.#stage,
      this.#status,
      this.#acts(),
    );
    this.closed = new Promise((done) => this.#dialog.addEventListener("close", () => done()));
    window.addEventListener("beforeunload", this.#holdPage);
    void this.closed.then(() => window.removeEventListener("beforeunload", this.#holdPage));
    this.#dialog.addEventListener("cancel", (event) => this.#leaveBy(event));
    this.#picture.addEventListener("load", () => this.#lay(), { once: true });
    this.#picture.addEventListener("error", () => this.#showSmall());
    this.#words.addEventListener("input", () => (this.#drawing.words = this.#words.value));
    this.#words.addEventListener("keydown", (event) => this.#writeBy(event));
    this.#show();
  }

  #acts(): HTMLElement {
    const close = this.#button({ zh: "关闭", en: "Close" }, "outline-secondary", () => void this.#leave());
    const { acts } = this.#shown;
    const remove = acts && this.#button(acts.remove.label, "outline-danger", () => void this.#remove());
    const pen = acts ? [...this.#tools, this.#words, this.#undo, this.#toggle, this.#save] : [this.#toggle];
    const end = element("span", { class: "viewer-end" }, ...(remove ? [remove] : []), close);
    return element("div", { class: "viewer-acts" }, ...pen, end);
  }

  /** Put the layer over the picture, now that its size is known. */
  #lay(): void {
    const { naturalWidth, naturalHeight } = this.#picture;
    this.#layer = layer(this.#extent());
    this.#frame.style.setProperty("--ratio", String(naturalWidth / naturalHeight));
    this.#frame.append(this.#layer);
    takePen(this.#layer, this.#extent(), this.#drawing, {
      preview: (shape) => draw(this.#layer, shape ? [...this.#shapes, shape] : this.#shapes),
      done: (shape) => this.#change([...this.#shapes, shape]),
    });
    this.#show();
  }

  #showSmall(): void {
    if (this.#picture.getAttribute("src") === this.#shown.small) return this.#say(NOT_HERE);
    this.#picture.src = this.#shown.small;
    this.#say(SMALL);
  }

  /** Answers whether there was room for them. */
  #change(shapes: readonly Shape[]): boolean {
    if (shapes.length > MOST_SHAPES) {
      this.#say({ zh: "标注太多，请先撤销几个。", en: "Too many marks; undo some first." });
      return false;
    }
    this.#shapes = shapes;
    this.#showDrawing(true);
    this.#say(null);
    this.#show();
    return true;
  }

  #show(): void {
    draw(this.#layer, this.#shapes);
    this.#undo.disabled = this.#shapes.length === 0;
    this.#save.disabled = !this.#isChanged();
    this.#toggle.hidden = this.#shapes.length === 0;
    this.#toggle.textContent = say(this.#isClean() ? SHOW : HIDE);
  }

  #showDrawing(isShown: boolean): void {
    if (isShown) delete this.#stage.dataset["clean"];
    else this.#stage.dataset["clean"] = "";
    this.#show();
  }

  #isClean(): boolean {
    return this.#stage.dataset["clean"] !== undefined;
  }

  #isChanged(): boolean {
    return JSON.stringify(this.#shapes) !== JSON.stringify(this.#shown.shapes);
  }

  #extent(): Extent {
    return extentOf(this.#picture.naturalWidth, this.#picture.naturalHeight);
  }

  /** Without a pointer arrow and ring stand in the middle at once, to be moved. */
  #choose(tool: Tool, byKey: boolean): void {
    const { tool: before } = this.#drawing;
    this.#drawing.tool = before === tool && !byKey ? null : tool;
    if (byKey && tool !== "text") this.#place(placed(tool, this.#extent()));
    this.#stage.classList.toggle("is-drawing", this.#drawing.tool !== null);
    this.#tools.forEach((button, at) => button.setAttribute("aria-pressed", String(TOOLS[at]!.tool === this.#drawing.tool)));
    this.#words.hidden = this.#drawing.tool !== "text";
    if (!this.#words.hidden) this.#words.focus();
  }

  #place(shape: Shape): void {
    if (this.#change([...this.#shapes, shape])) this.#say(PLACED);
  }

  /** With Enter words stand in the middle: who has no pointer can write, too. */
  #writeBy(event: KeyboardEvent): void {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    const extent = this.#extent();
    const text = written(this.#words.value, [extent[0] / 2, extent[1] / 2], extent);
    if (text) this.#change([...this.#shapes, text]);
  }

  /** Keys on a tool move what was drawn last, and make it larger or smaller. */
  #adjustBy(event: KeyboardEvent): void {
    const last = this.#shapes.at(-1);
    const [by, times] = [MOVES[event.key], SIZES[event.key]];
    if (!last || (!by && !times)) return;
    event.preventDefault();
    const adjusted = by ? moved(last, by, this.#extent()) : scaled(last, times!, this.#extent());
    this.#change([...this.#shapes.slice(0, -1), adjusted]);
  }

  async #keep(): Promise<void> {
    const wrong = await this.#shown.acts!.save(this.#shapes);
    if (wrong) this.#say(wrong);
    else this.#dialog.close();
  }

  async #remove(): Promise<void> {
    const wrong = await this.#shown.acts!.remove.act();
    if (wrong === null) this.#dialog.close();
    else if (wrong !== "stays") this.#say(wrong);
  }

  readonly #holdPage = (event: BeforeUnloadEvent): void => {
    if (this.#isChanged()) event.preventDefault();
  };

  #leaveBy(event: Event): void {
    if (!this.#isChanged()) return;
    event.preventDefault();
    void this.#leave();
  }

  async #leave(): Promise<void> {
    if (this.#isChanged() && !(await this.#mayDrop())) return;
    this.#dialog.close();
  }

  async #mayDrop(): Promise<boolean> {
    const back = { value: "back", label: UNSAVED.back, look: "primary" } as const;
    const drop = { value: "drop", label: UNSAVED.drop, look: "outline-secondary" } as const;
    return (await ask(UNSAVED.title, UNSAVED.text, drop, back)) === "drop";
  }

  #say(text: Text | null): void {
    this.#status.textContent = text ? say(text) : "";
  }

  #toolButton(tool: Tool, label: Text): HTMLButtonElement {
    // A click that no pointer made counts none.
    const button = this.#button(label, "outline-primary", ({ detail }) => this.#choose(tool, detail === 0));
    button.addEventListener("keydown", (event) => this.#adjustBy(event));
    button.prepend(element("span", { "aria-hidden": "true", class: "viewer-symbol" }, SYMBOLS[tool]));
    button.setAttribute("aria-pressed", "false");
    return button;
  }

  #button(label: Text, look: string, act: (event: MouseEvent) => void): HTMLButtonElement {
    const button = element("button", { type: "button", class: `btn btn-lg btn-${look}` }, say(label));
    button.addEventListener("click", act);
    return button;
  }
}
