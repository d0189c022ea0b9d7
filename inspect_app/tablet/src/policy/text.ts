/** One sentence or label, in Chinese and in English. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}

/** A word that is the same in both languages, such as a name, a month or a number. */
export function bothLanguages(word: string): Text {
  return { zh: word, en: word };
}

/** Several sentences, one after the other. */
export function inARow(sentences: readonly Text[]): Text {
  return { zh: sentences.map(({ zh }) => zh).join(""), en: sentences.map(({ en }) => en).join(" ") };
}
