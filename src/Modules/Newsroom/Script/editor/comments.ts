import { Plugin } from 'prosemirror-state'
import { Decoration, DecorationSet } from 'prosemirror-view'
import type { Node } from 'prosemirror-model'

/** Words that an open comment is about. */
export type Passage = { id: string; text: string }

const letter = /[\p{L}\p{N}\p{Mn}]/u

/** Letters, marks and digits of a text, as the server compares them, with the place of each. */
function lettersOf(text: string): { letters: string; places: number[] } {
  let letters = ''
  const places: number[] = []
  for (let place = 0; place < text.length; ) {
    const sign = String.fromCodePoint(text.codePointAt(place)!)
    if (letter.test(sign)) {
      for (let part = 0; part < sign.length; part++) places.push(place + part)
      letters += sign
    }
    place += sign.length
  }
  return { letters, places }
}

/** Where passages stand in a document; one that spans paragraphs, or is not there, has no place. */
export function find(doc: Node, passages: Passage[]): { id: string; from: number; to: number }[] {
  const found: { id: string; from: number; to: number }[] = []
  const wanted = passages.map(({ id, text }) => ({ id, letters: lettersOf(text).letters })).filter(one => one.letters)
  if (wanted.length === 0) return found
  doc.descendants((node, position) => {
    if (!node.isTextblock) return true
    const { letters, places } = lettersOf(node.textBetween(0, node.content.size, '\n', '\ufffc'))
    for (const { id, letters: words } of wanted) {
      const at = letters.indexOf(words)
      if (at >= 0) found.push({ id, from: position + 1 + places[at]!, to: position + 2 + places[at + words.length - 1]! })
    }
    return false
  })
  return found
}

/** Marks the words that open comments are about. */
export function commentMarks(passages: Passage[]): Plugin {
  const mark = (doc: Node): DecorationSet =>
    DecorationSet.create(
      doc,
      find(doc, passages).map(({ id, from, to }) => Decoration.inline(from, to, { class: 'commented', 'data-of': id }))
    )
  return new Plugin<DecorationSet>({
    state: {
      init: (_, state) => mark(state.doc),
      apply: (transaction, present) => (transaction.docChanged ? mark(transaction.doc) : present)
    },
    props: {
      decorations(state) {
        return this.getState(state)
      }
    }
  })
}

/** The passages of the open comments on the page. */
export function passagesOf(page: Document): Passage[] {
  return [...page.querySelectorAll<HTMLElement>('[data-comment]')]
    .map(item => ({ id: item.dataset.comment!, text: item.dataset.passage ?? '' }))
    .filter(passage => passage.text !== '')
}
