/**
 * Lets forms be sent from kept pages. These hold no token: it is fetched in the moment a form is sent.
 */
import { say } from "./offline/words.ts";

const OFFLINE = {
  zh: "现在没有网络，这一步没有办理。请联网后再试一次。",
  en: "There is no network, so this was not done. Try again once there is one.",
};

export function fetchTokens(page: Document): void {
  if (page.documentElement.dataset["kept"] === undefined) return;
  // On the window, behind all that watches the page: what a script sends by itself needs no token here.
  window.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (event.defaultPrevented || form.method !== "post") return;
    event.preventDefault();
    void send(form, event.submitter as HTMLButtonElement | null);
  });
}

async function send(form: HTMLFormElement, pressed: HTMLButtonElement | null): Promise<void> {
  const answer = await fetch("/tablet/session", { headers: { Accept: "application/json" } }).catch(() => null);
  if (!answer) return complain();
  if (answer.status === 401) return location.assign(`/login?next=${encodeURIComponent(location.pathname)}`);
  const { csrf, person } = (await answer.json()) as { csrf: string; person: { id: number } };
  // Somebody else has logged in since: this page is not the one to act on.
  if (String(person.id) !== document.documentElement.dataset["person"]) return location.reload();
  for (const token of form.querySelectorAll<HTMLInputElement>("[name$=csrf_token]")) token.value = csrf;
  if (pressed?.name) form.append(hidden(pressed.name, pressed.value));
  // Not requestSubmit: whatever had to be asked before has been asked.
  form.submit();
}

function hidden(name: string, value: string): HTMLInputElement {
  const input = document.createElement("input");
  Object.assign(input, { type: "hidden", name, value });
  return input;
}

function complain(): void {
  const alert = document.createElement("p");
  alert.className = "alert alert-warning";
  alert.role = "alert";
  alert.textContent = say(OFFLINE);
  document.getElementById("content")!.prepend(alert);
}
