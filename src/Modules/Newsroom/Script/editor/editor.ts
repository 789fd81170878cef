import { Slice } from 'prosemirror-model'
import { EditorState, Selection, type Command } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import { commentMarks, passagesOf } from './comments.ts'
import { askForEmbed, askForLink, askForValue, type Embed } from './dialogs.ts'
import { make, type Texts } from '../../../../Foundation/Script/dom.ts'
import { plugins } from './keys.ts'
import { pictures } from './pictures.ts'
import { read, write } from './markdown.ts'
import { cleanHtml } from './paste.ts'
import { schema } from './schema.ts'
import { hasMark, toolbar } from './toolbar.ts'

/** Puts the editor before a textarea, whose Markdown it reads and keeps up to date. */
export function mount(area: HTMLTextAreaElement): void {
  const texts = JSON.parse(area.dataset.texts ?? '{}') as Texts
  const examples = JSON.parse(area.dataset.values ?? '[]') as string[]
  const label = document.querySelector<HTMLLabelElement>(`label[for="${area.id}"]`)
  if (label) label.id ||= `${area.id}-label`

  const link: Command = (state, dispatch) => {
    const present = state.selection.$from.marks().find(mark => mark.type === schema.marks.link)
    if (state.selection.empty && !present) return false
    if (dispatch) {
      void askForLink(texts, area.dataset.find ?? '', present?.attrs.href ?? '').then(address => {
        view.focus()
        if (address !== null) setLink(view, address)
      })
    }
    return true
  }
  const value: Command = (_, dispatch) => {
    if (dispatch) {
      void askForValue(texts, examples).then(text => {
        view.focus()
        if (text) view.dispatch(view.state.tr.replaceSelectionWith(schema.nodes.value!.create({ text })).scrollIntoView())
      })
    }
    return true
  }
  const embed =
    (scheme: string): Command =>
    (state, dispatch) => {
      if (state.selection.$from.depth > 1) return false
      if (dispatch) {
        void askForEmbed(texts, scheme, area.dataset.embeds ?? '').then(chosen => {
          view.focus()
          if (chosen) insertEmbed(view, chosen)
        })
      }
      return true
    }
  const shown = pictures(() => ({ ...JSON.parse(area.dataset.pictures ?? '{}'), language: languageOf(area) }), () => view)
  const { bar, update } = toolbar(
    texts,
    [
      { name: 'picture', sign: '▣', run: shown.command },
      { name: 'file', sign: '⤓', run: embed('file') },
      { name: 'recording', sign: '▶', run: embed('recording') },
      { name: 'figures', sign: '№', run: embed('figures') },
      { name: 'timeline', sign: '⋮', run: embed('timeline') },
      { name: 'map', sign: '⌖', run: embed('map') },
      { name: 'link', sign: '↗', run: link, isOn: state => hasMark(state, schema.marks.link!) },
      { name: 'value', sign: '{ }', run: value }
    ],
    () => view
  )

  const isEditable = !area.closest('fieldset')?.disabled
  bar.hidden = !isEditable

  const place = make('div', { className: 'rich' })
  const start = (): EditorState =>
    EditorState.create({ doc: read(area.value), plugins: [...plugins({ 'Mod-Shift-l': link }), commentMarks(passagesOf(document))] })
  const view: EditorView = new EditorView(place, {
    state: start(),
    editable: () => isEditable,
    attributes: {
      role: 'textbox',
      'aria-multiline': 'true',
      'aria-labelledby': label?.id ?? '',
      'aria-describedby': area.getAttribute('aria-describedby') ?? '',
      lang: area.lang || area.closest('[lang]')?.getAttribute('lang') || ''
    },
    transformPastedHTML: cleanHtml,
    handlePaste: shown.handlePaste,
    handleDrop: shown.handleDrop,
    nodeViews: shown.nodeViews,
    clipboardTextParser: text => {
      const doc = read(text.replace(/\r\n?/g, '\n'))
      return new Slice(doc.content, 1, 1)
    },
    clipboardTextSerializer: slice => write(schema.topNodeType.create(null, slice.content.firstChild?.isInline ? schema.nodes.paragraph!.create(null, slice.content) : slice.content)),
    dispatchTransaction: transaction => {
      view.updateState(view.state.apply(transaction))
      update()
      if (transaction.docChanged) {
        area.value = write(view.state.doc)
        area.dispatchEvent(new Event('input', { bubbles: true }))
      }
    }
  })

  const source = make('button', { type: 'button', className: 'markdown', title: texts['markdown']! }, { 'data-sign': 'MD', 'aria-label': texts['markdown']!, 'aria-pressed': 'false' })
  source.onclick = () => {
    const isSource = area.hidden
    area.hidden = !isSource
    place.hidden = isSource
    source.setAttribute('aria-pressed', String(isSource))
    if (isSource) area.focus()
    else {
      if (write(view.state.doc) !== area.value) view.updateState(start())
      view.focus()
    }
    for (const button of bar.querySelectorAll<HTMLButtonElement>('button')) if (button !== source) button.disabled = isSource
  }
  bar.append(source)
  // Text that another script puts in, such as what was typed before a reload.
  area.addEventListener('replaced', () => {
    view.updateState(start())
    update()
  })
  if (label) label.onclick = () => (area.hidden ? view.focus() : area.focus())

  const hadFocus = document.activeElement === area
  // A field that is not shown cannot be complained about by the browser; the server says what is missing.
  area.required = false
  area.hidden = true
  area.before(bar, place)
  update()
  if (hadFocus) {
    const at = placeOf(area.value, area.selectionStart)
    view.dispatch(view.state.tr.setSelection(Selection.near(view.state.doc.resolve(Math.min(at, view.state.doc.content.size)))).scrollIntoView())
    view.focus()
  }
}

/** That of the text, which the form of a new document asks for. */
function languageOf(area: HTMLTextAreaElement): string {
  const asked = area.form?.querySelector<HTMLSelectElement>('[name=textLanguage]')?.value
  return asked || area.lang || area.closest('[lang]')?.getAttribute('lang') || ''
}

/** Where a place in Markdown stands in the document that is read from it; the end where it stands in no text. */
export function placeOf(markdown: string, at: number): number {
  const sign = '\ue000'
  const doc = read(markdown.slice(0, at) + sign + markdown.slice(at))
  let found = -1
  doc.descendants((node, position) => {
    const within = node.isText ? node.text!.indexOf(sign) : -1
    if (within >= 0) found = position + within
    return found < 0
  })
  return found < 0 ? doc.content.size - 1 : found
}

/** Puts an embed, a link alone in its paragraph, after the block that the cursor stands in. */
export function insertEmbed(view: Pick<EditorView, 'state' | 'dispatch'>, { address, title }: Embed): void {
  const { state } = view
  const { $to } = state.selection
  const words = state.schema.text(title, [schema.marks.link!.create({ href: address })])
  const isEmpty = $to.depth === 1 && $to.parent.type === schema.nodes.paragraph && $to.parent.content.size === 0
  const [from, to] = isEmpty ? [$to.before(1), $to.after(1)] : $to.depth === 0 ? [$to.pos, $to.pos] : [$to.after(1), $to.after(1)]
  const paragraph = schema.nodes.paragraph!
  const end = to === state.doc.content.size ? [paragraph.create()] : []
  const change = state.tr.replaceWith(from, to, [paragraph.create(null, words), ...end])
  const after = from + title.length + 2
  view.dispatch(change.setSelection(Selection.near(change.doc.resolve(after))).scrollIntoView())
}

/** Sets or removes the link over the selection; without a selection, over the whole link that the cursor stands in. */
function setLink(view: EditorView, href: string): void {
  const { state } = view
  const type = schema.marks.link!
  let { from, to } = state.selection
  if (state.selection.empty) {
    const { $from } = state.selection
    const start = $from.start()
    $from.parent.forEach((node, offset) => {
      const [begin, end] = [start + offset, start + offset + node.nodeSize]
      if (type.isInSet(node.marks) && begin <= from && from <= end) [from, to] = [begin, end]
    })
  }
  const change = state.tr.removeMark(from, to, type)
  if (href !== '') change.addMark(from, to, type.create({ href }))
  view.dispatch(change.setSelection(Selection.near(change.doc.resolve(to), -1)))
}
