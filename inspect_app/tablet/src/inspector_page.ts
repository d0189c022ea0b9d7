/** How the checklist page takes in what the server answers. */

export function read(html: string): Document {
  return new DOMParser().parseFromString(html, "text/html");
}

/** The sentence the page holds for a failure: "network" or "login". */
export function failure(kind: string): string {
  return document.getElementById("announcement")!.dataset[kind] ?? kind;
}

/** Put the parts of `answer` in place of those with the same id; cards only where `mayReplace` says so. */
export function replace(answer: Document, mayReplace: (id: string) => boolean): void {
  for (const fresh of answer.querySelectorAll<HTMLElement>("[data-replace]")) {
    const shown = document.getElementById(fresh.id);
    if (!shown || (shown.matches(".item-card") && !mayReplace(fresh.id))) continue;
    // Photographs may be on their way: their part of the card is theirs alone.
    const pictures = shown.querySelector(".item-pictures");
    if (pictures) fresh.querySelector(".item-pictures")?.replaceWith(pictures);
    shown.replaceWith(fresh);
    showTickAll(fresh);
  }
}

/** Buttons that only a script can serve. */
export function showTickAll(part: Element): void {
  for (const button of part.querySelectorAll<HTMLElement>("[data-tick-all]")) button.hidden = false;
}

/** Show the photographs that `answer` has for a card, and what it refused; gives the form for the next ones. */
export function replacePictures(card: HTMLElement, answer: Document, first: boolean): HTMLFormElement {
  const shown = card.querySelector(".item-pictures")!;
  const fresh = answer.getElementById(card.id)!.querySelector(".item-pictures")!;
  // Of several photographs sent together, every refusal stays in sight.
  if (!first) fresh.prepend(...shown.querySelectorAll(".item-refused"));
  shown.replaceWith(fresh);
  replace(answer, () => false);
  return fresh.querySelector<HTMLFormElement>("[data-photographs]")!;
}

/** Say at the card that nothing was saved; `retry` sends again. */
export function complain(card: HTMLElement, text: string, retry?: () => void): void {
  for (const old of card.querySelectorAll(".item-body > .alert, .item-body > .item-saved")) old.remove();
  const alert = document.createElement("div");
  alert.className = "alert alert-danger mb-2";
  alert.role = "alert";
  alert.textContent = text;
  if (retry) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-lg btn-danger d-block mt-2";
    button.textContent = failure("retry");
    button.addEventListener("click", () => {
      alert.remove();
      retry();
    });
    alert.append(button);
  }
  card.querySelector(".item-body")!.prepend(alert);
}

/** Tell screen readers what an answer says, or how far `form` has come; that is shown at the form, too. */
export function announce(said: Document | string, form?: HTMLFormElement): void {
  const text = typeof said === "string" ? said : said.querySelector("[data-announce]")?.textContent;
  document.getElementById("announcement")!.textContent = text ?? "";
  const progress = form?.querySelector(".sending");
  if (progress) progress.textContent = text ?? "";
}

