/**
 * Hands what the server asks to the device's authenticator, and its answer back with the form.
 *
 * The form carries the request: `data-passkey="create"` or `"get"`, `data-options` as the server's JSON; the answer goes
 * into its hidden field `credential`, and the form sends itself. When the device does not answer, the element
 * marked `data-passkey-error` says what to do.
 */
export async function askAuthenticator(page: Document): Promise<void> {
  const form = page.querySelector<HTMLFormElement>("form[data-passkey]");
  if (!form) return;
  try {
    const credential = await (form.dataset.passkey === "create" ? create(form) : get(form));
    form.querySelector<HTMLInputElement>("[name=credential]")!.value = JSON.stringify(credential);
    form.submit();
  } catch (error) {
    // Refused by the person, timed out, or not supported: the browser does not say which.
    if (!(error instanceof Error)) throw error;
    form.querySelector<HTMLElement>("[data-passkey-error]")!.hidden = false;
  }
}

async function create(form: HTMLFormElement): Promise<unknown> {
  const asked = JSON.parse(form.dataset.options!);
  const made = (await navigator.credentials.create({
    publicKey: {
      ...asked,
      challenge: bytes(asked.challenge),
      user: { ...asked.user, id: bytes(asked.user.id) },
      excludeCredentials: asked.excludeCredentials.map(withBytes),
    },
  })) as PublicKeyCredential;
  const response = made.response as AuthenticatorAttestationResponse;
  return {
    id: made.id,
    rawId: text(made.rawId),
    type: made.type,
    response: {
      attestationObject: text(response.attestationObject),
      clientDataJSON: text(response.clientDataJSON),
      transports: response.getTransports?.() ?? null,
    },
    extensions: JSON.stringify(made.getClientExtensionResults()),
  };
}

async function get(form: HTMLFormElement): Promise<unknown> {
  const asked = JSON.parse(form.dataset.options!);
  const found = (await navigator.credentials.get({
    publicKey: {
      ...asked,
      challenge: bytes(asked.challenge),
      allowCredentials: (asked.allowCredentials ?? []).map(withBytes),
    },
  })) as PublicKeyCredential;
  const response = found.response as AuthenticatorAssertionResponse;
  return {
    id: found.id,
    rawId: text(found.rawId),
    type: found.type,
    response: {
      authenticatorData: text(response.authenticatorData),
      clientDataJSON: text(response.clientDataJSON),
      signature: text(response.signature),
      userHandle: response.userHandle && text(response.userHandle),
    },
  };
}

function withBytes<T extends { id: string }>(descriptor: T): T & { id: Uint8Array<ArrayBuffer> } {
  return { ...descriptor, id: bytes(descriptor.id) } as T & { id: Uint8Array<ArrayBuffer> };
}

function bytes(base64url: string): Uint8Array<ArrayBuffer> {
  const base64 = base64url.replaceAll("-", "+").replaceAll("_", "/");
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

function text(buffer: ArrayBuffer): string {
  const characters = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(characters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
