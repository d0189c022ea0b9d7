/** What the tablet's own scripts say, in the language of the page. */
import type { Text } from "../policy/index.ts";

export function say(text: Text): string {
  return document.documentElement.lang.startsWith("zh") ? text.zh : text.en;
}
