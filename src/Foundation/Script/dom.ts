/** Makes an element; listeners are given as `onclick` and the like, which the policy allows for functions. */
export function make<K extends keyof HTMLElementTagNameMap>(
  name: K,
  properties: Partial<HTMLElementTagNameMap[K]> & { attributes?: never } = {},
  attributes: Record<string, string> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name)
  Object.assign(element, properties)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  element.append(...children)
  return element
}

/** Words of the reader's language, which the page hands to the script. */
export type Texts = Record<string, string>
