/**
 * Saves an item of the checklist where it stands: a grade, “as declared”, a phrase, what was typed, photographs.
 *
 * The server answers with the parts of the page that changed (`data-replace`). Without this script the same forms
 * work one page at a time. What was not saved stays on the page and says so.
 */
import { announce, complain, failure, read, replace, replacePictures, showTickAll } from "./inspector_page";

// Cards with something typed that was not saved yet.
const typed = new Set<string>();

document.addEventListener("input", (event) => {
  const form = (event.target as Element).closest("[data-answer]");
  if (form) typed.add(cardOf(form).id);
});

window.addEventListener("beforeunload", (event) => {
  if (typed.size > 0) event.preventDefault();
});

document.addEventListener("submit", (event) => {
  const form = event.target as HTMLFormElement;
  if (event.defaultPrevented || !form.matches("[data-answer]")) return;
  event.preventDefault();
  if (!cardOf(form).ariaBusy) void saveAnswer(form, event.submitter as HTMLButtonElement | null);
});

document.addEventListener("click", (event) => {
  const link = (event.target as Element).closest<HTMLAnchorElement>("a[data-change]");
  if (!link) return;
  event.preventDefault();
  void askForFacts(link);
});

document.addEventListener("change", (event) => {
  const input = event.target as HTMLInputElement;
  if (input.type !== "file" || !input.form?.matches("[data-photographs]")) return;
  void savePhotographs(input.form, input.name, [...(input.files ?? [])]);
});

async function saveAnswer(form: HTMLFormElement, pressed: HTMLButtonElement | null): Promise<void> {
  const card = cardOf(form);
  card.ariaBusy = "true";
  const answer = await ask(form.action, new FormData(form, pressed));
  card.ariaBusy = null;
  if (typeof answer === "string") return complain(card, answer);
  if (!answer.querySelector(`[id="${card.id}"] .alert-danger`)) typed.delete(card.id);
  announce(answer);
  replace(answer, (id) => id === card.id || !typed.has(id));
  const again = document.getElementById(card.id);
  const button = pressed && `button[name="${pressed.name}"][value="${CSS.escape(pressed.value)}"]`;
  ((button && again?.querySelector<HTMLElement>(button)) || again)?.focus({ preventScroll: true });
}

/** Open the fields for what differs, beside everything typed so far; closed, they keep nothing. */
async function askForFacts(link: HTMLAnchorElement): Promise<void> {
  const card = cardOf(link);
  const answer = await ask(link.href);
  if (typeof answer === "string") return complain(card, answer);
  const fields = answer.getElementById(card.id)!.querySelector<HTMLElement>(".act-change")!;
  link.replaceWith(fields);
  showTickAll(fields);
  fields.querySelector<HTMLElement>("input:not([type=hidden]), select")?.focus();
  fields.querySelector("[data-close]")?.addEventListener("click", (event) => {
    event.preventDefault();
    fields.replaceWith(link);
    link.focus();
  });
}

/** One photograph a request: one that cannot be used does not hold up the others. */
async function savePhotographs(form: HTMLFormElement, name: string, files: File[]): Promise<void> {
  const card = cardOf(form).id;
  const token = String(new FormData(form).get("csrf_token"));
  for (const [sent, file] of files.entries()) {
    announce(form.dataset.sending?.replace("%", `${sent + 1}/${files.length}`) ?? "", form);
    const body = new FormData();
    body.set("csrf_token", token);
    body.set(name, file);
    const answer = await ask(form.action, body);
    const shown = document.getElementById(card)!;
    if (typeof answer === "string") {
      announce("", form);
      return complain(shown, answer, () => void savePhotographs(form, name, files.slice(sent)));
    }
    announce(answer);
    form = replacePictures(shown, answer, sent === 0);
  }
}

/** The parts that changed, or why nothing was saved. */
async function ask(address: string, body?: FormData): Promise<Document | string> {
  try {
    const headers = { "X-Changes-Only": "1" };
    const answer = await fetch(address, body ? { method: "POST", body, headers } : { headers });
    const page = read(await answer.text());
    if (answer.redirected) return failure("login");
    return answer.ok ? page : (page.querySelector("main p")?.textContent ?? failure("network"));
  } catch (error) {
    if (error instanceof TypeError) return failure("network");
    throw error;
  }
}

function cardOf(element: Element): HTMLElement {
  return element.closest<HTMLElement>(".item-card")!;
}
