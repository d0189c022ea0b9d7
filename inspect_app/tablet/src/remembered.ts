/** Small things kept in the browser's own storage, such as help that was read. Where nothing may be kept, nothing is. */

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
