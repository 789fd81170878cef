import type { Node } from 'prosemirror-model'
import { Selection, type Command } from 'prosemirror-state'
import type { EditorView, NodeView } from 'prosemirror-view'
import { make } from '../../../../Foundation/Script/dom.ts'
import { schema } from './schema.ts'

interface Chosen {
  name: string
  address: string
  alt: string | null
  caption: string | null
}

interface Found {
  name: string
  address: string
  alt: string
  caption: string | null
}

/** What the page hands to the script that offers the pictures of the site. */
type Settings = { find: string; language: string }

declare global {
  interface Window {
    /** Of the script that offers the pictures of the site; it arrives on its own. */
    concordPictures?: { choose: (settings: Settings, file?: File) => Promise<Chosen | null> }
  }
}

/** Pictures in the text: chosen, uploaded, dropped, pasted and shown. */
export function pictures(settings: () => Settings, view: () => EditorView) {
  const addresses = new Map<string, string>()

  const insert = async (file?: File, at?: number) => {
    const chosen = await window.concordPictures?.choose(settings(), file)
    view().focus()
    if (!chosen) return
    addresses.set(chosen.name, chosen.address)
    const node = schema.nodes.picture!.create({ name: chosen.name, alt: chosen.alt ?? '', caption: chosen.caption })
    const { state } = view()
    const { $to } = at === undefined ? state.selection : Selection.near(state.doc.resolve(Math.min(at, state.doc.content.size)))
    const change = state.tr
    const isEmpty = $to.depth === 1 && $to.parent.type === schema.nodes.paragraph && $to.parent.content.size === 0
    const [from, to] = isEmpty ? [$to.before(1), $to.after(1)] : $to.depth === 0 ? [$to.pos, $to.pos] : [$to.after(1), $to.after(1)]
    const end = to === state.doc.content.size ? [schema.nodes.paragraph!.create()] : []
    change.replaceWith(from, to, [node, ...end])
    // The cursor goes on after the picture.
    view().dispatch(change.setSelection(Selection.near(change.doc.resolve(from + node.nodeSize))).scrollIntoView())
  }

  /** Pictures stand between the blocks of the text, not within them. */
  const command: Command = (state, dispatch) => {
    if (!window.concordPictures || state.selection.$from.depth > 1) return false
    if (dispatch) void insert()
    return true
  }

  const takeFiles = (data: DataTransfer | null, at?: number): boolean => {
    const file = [...(data?.files ?? [])].find(one => one.type.startsWith('image/'))
    if (!file || !window.concordPictures) return false
    void insert(file, at)
    return true
  }

  return {
    command,
    handlePaste: (_: EditorView, event: ClipboardEvent) => takeFiles(event.clipboardData),
    handleDrop: (own: EditorView, event: DragEvent, __: unknown, moved: boolean) =>
      !moved && takeFiles(event.dataTransfer, own.posAtCoords({ left: event.clientX, top: event.clientY })?.pos),
    nodeViews: { picture: (node: Node): NodeView => show(node, settings(), addresses) }
  }
}

function show(node: Node, settings: Settings, addresses: Map<string, string>): NodeView {
  const { name, alt, caption } = node.attrs as { name: string; alt: string; caption: string | null }
  const image = make('img', { alt: alt || name })
  const words = make('span', { textContent: alt }, { dir: 'auto' })
  const under = make('span', { className: 'cap', textContent: caption ?? '' }, { dir: 'auto' })
  const dom = make('figure', { className: 'picture' }, { 'data-picture': name }, image, words, under)
  const known = addresses.get(name)
  if (known) image.src = known
  void fetch(`${settings.find}?language=${settings.language}&q=${encodeURIComponent(name)}`)
    .then(async answer => {
      const found = ((await answer.json()) as Found[]).find(one => one.name === name)
      if (!found) {
        dom.classList.add('missing')
        words.textContent = name
        return
      }
      addresses.set(name, found.address)
      image.src = found.address
      if (alt === '') words.textContent = image.alt = found.alt
      if (caption === null) under.textContent = found.caption ?? ''
    })
    .catch(() => {
      words.textContent ||= name
    })
  return { dom, ignoreMutation: () => true }
}
