/** An element with its attributes and what is in it; an attribute that is true has no value, one that is false is left out. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string | boolean>> = {},
  ...content: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...content);
  return made;
}

/** What the text of a template is made into. */
export function parsed(html: string): DocumentFragment {
  const made = document.createElement("template");
  made.innerHTML = html;
  return made.content;
}

/** Put this in the place, unless it says so already: what is replaced is laid out and read out again. */
export function put(place: Element, content: readonly (Node | string)[]): void {
  const fresh = document.createDocumentFragment();
  fresh.append(...content);
  if (!holdsTheSame(place, fresh)) place.replaceChildren(fresh);
}

function holdsTheSame(one: Node, other: Node): boolean {
  const [nodes, others] = [[...one.childNodes], [...other.childNodes]];
  return nodes.length === others.length && nodes.every((node, index) => node.isEqualNode(others[index]!));
}
