/**
 * Small things kept in the browser's own storage, such as help that was read or what is being typed.
 *
 * Where nothing may be kept, or there is no room, nothing is, and no page breaks.
 */

export function recall(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {
    // Asked or typed again the next time.
  }
}

export function forget(name: string): void {
  try {
    localStorage.removeItem(name);
  } catch {
    // Nothing was kept.
  }
}
