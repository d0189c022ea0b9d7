/** Signatures of the inspectors and of the head of the station, bound to what the visit found. */
import { openDialog } from "../dialog.ts";
import { element } from "../element.ts";
import { digest, digestOfText, newId, now } from "../offline/bytes.ts";
import type { SignatureEntry, SignatureRole } from "../offline/model.ts";
import { notKept } from "../offline/not_kept.ts";
import type { VisitState } from "../offline/state.ts";
import { say } from "../offline/words.ts";
import type { Keeper } from "../photographs/taking.ts";
import type { Text } from "../policy/index.ts";
import { Pad } from "./pad.ts";
import { signed } from "./signed.ts";

const TITLES: Readonly<Record<SignatureRole, Text>> = {
  inspector: { zh: "检查员签名", en: "Signature of the inspector" },
  station_head: { zh: "站点负责人签名", en: "Signature of the head of the station" },
};
const MEANING: Readonly<Record<SignatureRole, Text>> = {
  inspector: { zh: "签名确认：以下是本次现场检查的结果。", en: "You sign that this is what the visit found." },
  station_head: { zh: "签名表示：已当面看过以下检查结果。", en: "You sign that you were shown what the visit found." },
};
const NAME: Readonly<Record<SignatureRole, Text>> = {
  inspector: { zh: "签名人", en: "Who signs" },
  station_head: { zh: "站点负责人姓名", en: "Name of the head of the station" },
};
const BOX = { zh: "请在框内用手指或笔签名", en: "Sign in the box, with a finger or a pen" };
const NO_NAME = { zh: "请先填写姓名。", en: "Please enter the name first." };
const NO_STROKES = { zh: "框内还没有签名，请写下姓名。", en: "There is no signature in the box yet." };
const SIGNATURE = { zh: "签名", en: "The signature" };

/** Ask for a signature on what the visit shows now. Resolves when the dialog is closed; true where one was given. */
export async function askSignature(tablet: Keeper, state: VisitState, role: SignatureRole): Promise<boolean> {
  const standard = await tablet.store.standard(state.packet.standard);
  const content = signed(state, standard!, await digestOfText(state.statement));
  return new Asking(tablet, state, role, content).answered;
}

class Asking {
  readonly answered: Promise<boolean>;
  readonly #tablet: Keeper;
  readonly #state: VisitState;
  readonly #role: SignatureRole;
  readonly #name: HTMLInputElement;
  readonly #canvas = element("canvas", { class: "signature-box", role: "img", "aria-label": say(BOX) });
  readonly #trouble = element("p", { class: "dialog-trouble", role: "alert" });
  readonly #pad: Pad;
  readonly #dialog: HTMLDialogElement;

  constructor(tablet: Keeper, state: VisitState, role: SignatureRole, content: HTMLElement) {
    [this.#tablet, this.#state, this.#role] = [tablet, state, role];
    this.#name = nameField(role, role === "inspector" ? tablet.person.name : nameBefore(state));
    this.#dialog = openDialog(TITLES[role], "signing", element("p", { class: "mb-2" }, say(MEANING[role])), content, this.#form());
    this.answered = new Promise((done) =>
      this.#dialog.addEventListener("close", () => done(this.#dialog.returnValue === "signed")),
    );
    this.#pad = new Pad(this.#canvas, () => this.#say(null));
  }

  #form(): HTMLFormElement {
    const label = element("label", { class: "form-label", for: this.#name.id }, say(NAME[this.#role]));
    const clear = button("clear", { zh: "重写", en: "Clear" }, "outline-secondary");
    const close = button("close", { zh: "取消", en: "Cancel" }, "outline-secondary");
    const sign = button("sign", { zh: "确认签名", en: "Sign" }, "primary");
    clear.addEventListener("click", () => this.#pad.clear());
    close.addEventListener("click", () => this.#dialog.close());
    const form = element(
      "form",
      { class: "dialog-form" },
      label,
      this.#name,
      element("p", { class: "form-label mt-3 mb-1", "aria-hidden": "true" }, say(BOX)),
      this.#canvas,
      this.#trouble,
      element("div", { class: "dialog-acts" }, clear, close, sign),
    );
    sign.type = "submit";
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      sign.disabled = true;
      void this.#sign().finally(() => (sign.disabled = false));
    });
    return form;
  }

  async #sign(): Promise<void> {
    const name = this.#name.value.trim();
    if (!name) {
      this.#name.focus();
      return this.#say(NO_NAME);
    }
    const picture = await this.#pad.picture();
    if (!picture) return this.#say(NO_STROKES);
    try {
      await this.#tablet.store.putFile(await this.#entry(name, picture), picture);
    } catch (error) {
      return this.#say(notKept(SIGNATURE, error));
    }
    this.#dialog.close("signed");
  }

  async #entry(name: string, picture: ArrayBuffer): Promise<SignatureEntry> {
    const id = newId();
    return {
      kind: "signature",
      key: `signature/${id}`,
      person: this.#tablet.person.id,
      visit: this.#state.packet.id,
      at: now(),
      state: "waiting",
      refusal: null,
      id,
      role: this.#role,
      name,
      statement: this.#state.statement,
      sha256: await digest(picture),
      size: picture.byteLength,
    };
  }

  #say(text: Text | null): void {
    this.#trouble.textContent = text ? say(text) : "";
  }
}

/** An inspector signs for himself; the name of a head of station is asked for. */
function nameField(role: SignatureRole, value: string): HTMLInputElement {
  return element("input", {
    class: "form-control form-control-lg",
    id: "signature-name",
    maxlength: "50",
    autocomplete: "off",
    value,
    readonly: role === "inspector",
  });
}

/** Who signed for the station before what was found changed. */
function nameBefore({ signatures }: VisitState): string {
  return signatures.filter(({ role }) => role === "station_head").at(-1)?.name ?? "";
}

function button(name: string, label: Text, look: string): HTMLButtonElement {
  return element("button", { type: "button", name, class: `btn btn-lg btn-${look}` }, say(label));
}
