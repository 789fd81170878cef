import { lift, setBlockType, toggleMark, wrapIn } from 'prosemirror-commands'
import { redo, undo } from 'prosemirror-history'
import type { MarkType, Node, NodeType } from 'prosemirror-model'
import { liftListItem, wrapInList } from 'prosemirror-schema-list'
import { NodeSelection, Selection, type Command, type EditorState } from 'prosemirror-state'
import { addColumnAfter, addRowAfter, deleteColumn, deleteRow, deleteTable, isInTable } from 'prosemirror-tables'
import type { EditorView } from 'prosemirror-view'
import { make, type Texts } from '../../../../Foundation/Script/dom.ts'
import { schema } from './schema.ts'

const { nodes, marks } = schema

interface Tool {
  name: string
  sign: string
  run: Command
  isOn?: (state: EditorState) => boolean
  /** Where it is shown; undefined for everywhere. */
  isShown?: (state: EditorState) => boolean
}

export function hasMark(state: EditorState, type: MarkType): boolean {
  const { from, to, empty, $from } = state.selection
  return empty ? !!type.isInSet(state.storedMarks ?? $from.marks()) : state.doc.rangeHasMark(from, to, type)
}

function isWithin(state: EditorState, type: NodeType): boolean {
  const { $from } = state.selection
  for (let depth = $from.depth; depth > 0; depth--) if ($from.node(depth).type === type) return true
  return false
}

const isHeading = (level: number) => (state: EditorState) =>
  state.selection.$from.parent.type === nodes.heading && state.selection.$from.parent.attrs.level === level

const isGallery = ({ selection }: EditorState) =>
  selection instanceof NodeSelection && (selection.node.type === nodes.gallery || selection.$from.parent.type === nodes.gallery)

const isPicture = (state: EditorState) =>
  isGallery(state) || (state.selection instanceof NodeSelection && state.selection.node.type === nodes.picture)

/** A second use takes the heading away again. */
const heading =
  (level: number): Command =>
  (state, dispatch) =>
    isHeading(level)(state)
      ? setBlockType(nodes.paragraph!)(state, dispatch)
      : setBlockType(nodes.heading!, { level })(state, dispatch)

const list =
  (type: NodeType): Command =>
  (state, dispatch) =>
    isWithin(state, type) ? liftListItem(nodes.list_item!)(state, dispatch) : wrapInList(type)(state, dispatch)

const quote: Command = (state, dispatch) =>
  isWithin(state, nodes.blockquote!) ? lift(state, dispatch) : wrapIn(nodes.blockquote!)(state, dispatch)

const insertTable: Command = (state, dispatch) => {
  if (isInTable(state)) return false
  const row = (type: NodeType) => nodes.table_row!.create(null, [0, 1, 2].map(() => type.createAndFill()!))
  const table = nodes.table!.create(null, [row(nodes.table_header!), row(nodes.table_cell!), row(nodes.table_cell!)])
  if (dispatch) {
    const at = state.selection.from
    const change = state.tr.replaceSelectionWith(table)
    // The first cell after the place takes the cursor.
    dispatch(change.setSelection(Selection.near(change.doc.resolve(Math.min(at + 1, change.doc.content.size)))).scrollIntoView())
  }
  return true
}

/** Adds a line for the speaker at the end of a quotation: "— " and the name. */
export const addSpeaker: Command = (state, dispatch) => {
  const { $from } = state.selection
  for (let depth = $from.depth; depth > 0; depth--) {
    const quotation = $from.node(depth)
    if (quotation.type !== nodes.blockquote) continue
    if (quotation.childCount > 1 && quotation.lastChild!.textContent.startsWith('— ')) return false
    if (dispatch) {
      const end = $from.end(depth)
      const change = state.tr.insert(end, nodes.paragraph!.create(null, schema.text('— ')))
      dispatch(change.setSelection(Selection.near(change.doc.resolve(end + 3), -1)).scrollIntoView())
    }
    return true
  }
  return false
}

/** Joins the selected picture with the one before or after it; a second use takes a gallery apart. */
export const toggleGallery: Command = (state, dispatch) => {
  const { selection, doc } = state
  if (!(selection instanceof NodeSelection)) return false
  const own = selection.$from.parent
  const [gallery, at] = own.type === nodes.gallery ? [own, selection.$from.before()] : [selection.node, selection.from]
  if (gallery.type === nodes.gallery) {
    if (dispatch) {
      const change = state.tr.replaceWith(at, at + gallery.nodeSize, gallery.children)
      dispatch(change.setSelection(NodeSelection.create(change.doc, at)).scrollIntoView())
    }
    return true
  }
  if (gallery.type !== nodes.picture || selection.$from.depth > 0) return false
  const isPictures = (node: Node | null | undefined): node is Node => node?.type === nodes.picture || node?.type === nodes.gallery
  const picturesOf = (node: Node) => (node.type === nodes.gallery ? node.children : [node])
  const index = selection.$from.index()
  const [before, after] = [doc.maybeChild(index - 1), doc.maybeChild(index + 1)]
  const [first, second, from] = isPictures(before) ? [before, gallery, at - before.nodeSize] : [gallery, after, at]
  if (!isPictures(second)) return false
  if (dispatch) {
    const joined = nodes.gallery!.create(null, [...picturesOf(first), ...picturesOf(second)])
    const change = state.tr.replaceWith(from, from + first.nodeSize + second.nodeSize, joined)
    dispatch(change.setSelection(NodeSelection.create(change.doc, from)).scrollIntoView())
  }
  return true
}

/** Names a footnote where the cursor is, and begins its text at the end of the document. */
export const insertFootnote: Command = (state, dispatch) => {
  const { $from } = state.selection
  if (!$from.parent.inlineContent || $from.parent.type === nodes.footnote_text || $from.parent.type.spec.code) return false
  if (dispatch) {
    let last = 0
    state.doc.descendants(node => {
      if (node.type === nodes.footnote || node.type === nodes.footnote_text) last = Math.max(last, Number(node.attrs.label) || 0)
    })
    const label = String(last + 1)
    const change = state.tr.replaceSelectionWith(nodes.footnote!.create({ label }))
    change.insert(change.doc.content.size, nodes.footnote_text!.create({ label }))
    dispatch(change.setSelection(Selection.near(change.doc.resolve(change.doc.content.size - 1))).scrollIntoView())
  }
  return true
}

/** The buttons over the text: one stop of the tabulator, arrows between them. */
export function toolbar(texts: Texts, own: Tool[], view: () => EditorView): { bar: HTMLElement; update: () => void } {
  const tools: Tool[] = [
    { name: 'bold', sign: 'B', run: toggleMark(marks.strong!), isOn: state => hasMark(state, marks.strong!) },
    { name: 'italic', sign: 'I', run: toggleMark(marks.em!), isOn: state => hasMark(state, marks.em!) },
    { name: 'heading', sign: 'H2', run: heading(2), isOn: isHeading(2) },
    { name: 'subheading', sign: 'H3', run: heading(3), isOn: isHeading(3) },
    { name: 'bullets', sign: '•', run: list(nodes.bullet_list!), isOn: state => isWithin(state, nodes.bullet_list!) },
    { name: 'numbers', sign: '1.', run: list(nodes.ordered_list!), isOn: state => isWithin(state, nodes.ordered_list!) },
    { name: 'quote', sign: '❝', run: quote, isOn: state => isWithin(state, nodes.blockquote!) },
    { name: 'speaker', sign: '❝—', run: addSpeaker, isShown: state => isWithin(state, nodes.blockquote!) },
    ...own,
    { name: 'gallery', sign: '▣▣', run: toggleGallery, isShown: isPicture, isOn: isGallery },
    { name: 'footnote', sign: 'a¹', run: insertFootnote },
    { name: 'table', sign: '▦', run: insertTable },
    { name: 'row-add', sign: '▦+', run: addRowAfter, isShown: isInTable },
    { name: 'row-remove', sign: '▦−', run: deleteRow, isShown: isInTable },
    { name: 'column-add', sign: '▥+', run: addColumnAfter, isShown: isInTable },
    { name: 'column-remove', sign: '▥−', run: deleteColumn, isShown: isInTable },
    { name: 'table-remove', sign: '▦×', run: deleteTable, isShown: isInTable },
    { name: 'undo', sign: '↶', run: undo },
    { name: 'redo', sign: '↷', run: redo }
  ]
  const bar = make('div', { className: 'tools' }, { role: 'toolbar', 'aria-label': texts['toolbar']! })
  const buttons = tools.map((tool, at) => {
    const label = texts[tool.name]!
    const button = make(
      'button',
      { type: 'button', title: label, className: tool.name },
      { 'aria-label': label, 'data-sign': tool.sign, tabindex: at === 0 ? '0' : '-1' }
    )
    button.onclick = () => {
      tool.run(view().state, view().dispatch, view())
      view().focus()
    }
    // The selection of the text stays where it is.
    button.onmousedown = event => event.preventDefault()
    return button
  })
  bar.append(...buttons)
  bar.onkeydown = event => {
    const shown = buttons.filter(button => !button.hidden)
    const at = shown.indexOf(document.activeElement as HTMLButtonElement)
    const forward = getComputedStyle(bar).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight'
    const step = event.key === forward ? 1 : event.key === (forward === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft') ? -1 : 0
    if (at < 0 || step === 0) return
    event.preventDefault()
    const next = shown[(at + step + shown.length) % shown.length]!
    buttons.forEach(button => (button.tabIndex = button === next ? 0 : -1))
    next.focus()
  }
  const update = () => {
    const { state } = view()
    tools.forEach((tool, at) => {
      const button = buttons[at]!
      button.hidden = !!tool.isShown && !tool.isShown(state)
      button.setAttribute('aria-disabled', String(!tool.run(state)))
      if (tool.isOn) button.setAttribute('aria-pressed', String(tool.isOn(state)))
    })
  }
  return { bar, update }
}
