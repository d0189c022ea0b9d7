/** What the tablet's own scripts say, in the language of the page. */
import type { Text } from "../policy/index.ts";

export function say(text: Text): string {
  return document.documentElement.lang.startsWith("zh") ? text.zh : text.en;
}

/** Such as “1 item” and “2 items”. */
export function counted(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? "" : "s"}`;
}
