/** Photographs of an item on its card: taken, shown as thumbnails, opened. */
import { element } from "../element.ts";
import type { Tablet } from "../offline/start.ts";
import type { ItemState, PhotographState } from "../offline/state.ts";
import { say } from "../offline/words.ts";
import { takePhotographs, thumbnailOf } from "../photographs/index.ts";
import type { Text } from "../policy/index.ts";
import { nameOf } from "./card.ts";

type Open = (photograph: PhotographState) => void;

const SAVING = { zh: "正在保存照片", en: "Saving photographs" };
const PHOTOGRAPH = { zh: "照片", en: "Photograph" };
const NOT_KEPT = { zh: "没有保存：", en: "Not saved: " };
const DRAWN = { zh: "有标注", en: "drawn on" };
const TO_SEND = { zh: "待上传", en: "to be sent" };
const REFUSED = { zh: "未接收", en: "not taken" };

/** Keep what was chosen with a camera or album button; says beside it how far it is and what could not be kept. */
export async function takeFor(tablet: Tablet, visit: string, card: HTMLElement, input: HTMLInputElement): Promise<void> {
  const files = [...(input.files ?? [])];
  input.value = "";
  if (!files.length) return;
  const progress = card.querySelector(".sending")!;
  const source = input.name === "camera" ? "camera" : "album";
  const onProgress = (done: number): void => void (progress.textContent = `${say(SAVING)} ${done + 1}/${files.length}`);
  onProgress(0);
  try {
    const { problems } = await takePhotographs(tablet, { visit, item: card.dataset.item!, source, files, onProgress });
    complain(card, problems);
  } finally {
    progress.textContent = "";
  }
}

function complain(card: HTMLElement, problems: readonly Text[]): void {
  const pictures = card.querySelector(".item-pictures")!;
  pictures.querySelector(".item-refused")?.remove();
  if (!problems.length) return;
  const texts = problems.map((problem) => element("li", {}, say(problem)));
  const alert = element("div", { class: "alert alert-danger mb-2", role: "alert" });
  alert.append(element("strong", {}, say(NOT_KEPT)), element("ul", { class: "mb-0" }, ...texts));
  pictures.prepend(element("div", { class: "item-refused" }, alert));
}

/** The thumbnails; those that are still shown stay the elements they are. */
export function drawPictures(card: HTMLElement, item: ItemState, open: Open): void {
  const list = card.querySelector("[data-photos]")!;
  const title = nameOf(card);
  const before = new Map([...list.querySelectorAll<HTMLElement>("[data-photo]")].map((each) => [each.dataset.photo!, each]));
  const shown = item.photographs.map((photo) => before.get(keyOf(photo)) ?? thumbnail(photo, open));
  for (const [index, each] of shown.entries()) {
    each.querySelector("img")!.alt = `${say(PHOTOGRAPH)} ${index + 1}${say({ zh: "：", en: ": " })}${title}`;
  }
  if (shown.length !== list.children.length || shown.some((each, index) => each !== list.children[index])) {
    list.replaceChildren(...shown);
  }
}

function thumbnail(photo: PhotographState, open: Open): HTMLElement {
  const picture = element("img", { class: "thumb", loading: "lazy", width: "96", height: "72" });
  whenInSight(picture, () => (picture.src = thumbnailOf(photo)));
  const button = element("button", { type: "button", class: "photo" }, picture);
  button.addEventListener("click", () => open(photo));
  if (photo.shapes.length) button.append(element("span", { class: "photo-drawn" }, say(DRAWN)));
  if (isRefused(photo)) button.append(element("span", { class: "photo-waits is-refused" }, say(REFUSED)));
  else if (!photo.kept) button.append(element("span", { class: "photo-waits" }, say(TO_SEND)));
  return element("li", { "data-photo": keyOf(photo) }, button);
}

const toShow = new WeakMap<Element, () => void>();
const sight = new IntersectionObserver(
  (seen) => {
    for (const { target } of seen.filter(({ isIntersecting }) => isIntersecting)) {
      sight.unobserve(target);
      toShow.get(target)!();
    }
  },
  { rootMargin: "50%" },
);

/** Addresses of pictures on the tablet cost time: sixty at once would hold up the first touch. */
function whenInSight(picture: Element, show: () => void): void {
  toShow.set(picture, show);
  sight.observe(picture);
}

function isRefused({ entry }: PhotographState): boolean {
  return entry?.state === "refused";
}

/** What a thumbnail shows: drawn on, sent or refused, it is made anew. */
function keyOf(photo: PhotographState): string {
  const { id, kept, shapes } = photo;
  return `${id} ${isRefused(photo) ? "refused" : kept ? "kept" : "waits"} ${JSON.stringify(shapes)}`;
}
