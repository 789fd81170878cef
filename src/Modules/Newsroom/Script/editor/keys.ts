import { baseKeymap, chainCommands, exitCode, setBlockType, toggleMark } from 'prosemirror-commands'
import { dropCursor } from 'prosemirror-dropcursor'
import { gapCursor } from 'prosemirror-gapcursor'
import { history, redo, undo } from 'prosemirror-history'
import { InputRule, inputRules, textblockTypeInputRule, wrappingInputRule } from 'prosemirror-inputrules'
import { keymap } from 'prosemirror-keymap'
import { liftListItem, sinkListItem, splitListItem } from 'prosemirror-schema-list'
import type { Command, Plugin } from 'prosemirror-state'
import { goToNextCell, tableEditing } from 'prosemirror-tables'
import { schema } from './schema.ts'

const { nodes, marks } = schema

const hardBreak: Command = chainCommands(exitCode, (state, dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(nodes.hard_break!.create()).scrollIntoView())
  return true
})

/** A footnote is one paragraph: within it a new line begins, at its end a new paragraph. */
const breakFootnote: Command = (state, dispatch, view) => {
  const { $from } = state.selection
  return $from.parent.type === nodes.footnote_text && $from.parentOffset < $from.parent.content.size && hardBreak(state, dispatch, view)
}

/** What the keyboard does. Tab leaves the editor except in lists and tables, so that nobody is caught in it. */
export function plugins(own: Record<string, Command>): Plugin[] {
  return [
    inputRules({
      rules: [
        wrappingInputRule(/^\s*>\s$/, nodes.blockquote!),
        wrappingInputRule(/^\s*([-*])\s$/, nodes.bullet_list!),
        wrappingInputRule(
          /^(\d+)\.\s$/,
          nodes.ordered_list!,
          match => ({ order: Number(match[1]) }),
          (match, node) => node.childCount + node.attrs.order === Number(match[1])
        ),
        textblockTypeInputRule(/^(#{2,4})\s$/, nodes.heading!, match => ({ level: match[1]!.length })),
        new InputRule(/\{\{\s*[a-z-]*[^{}]{0,80}\}\}$/, (state, match, start, end) =>
          state.tr.replaceWith(start, end, nodes.value!.create({ text: match[0] }))
        ),
        new InputRule(/\[\^([^\]\s]{1,40})\]$/, (state, match, start, end) =>
          state.tr.replaceWith(start, end, nodes.footnote!.create({ label: match[1] }))
        )
      ]
    }),
    keymap({
      'Mod-z': undo,
      'Mod-y': redo,
      'Shift-Mod-z': redo,
      'Mod-b': toggleMark(marks.strong!),
      'Mod-i': toggleMark(marks.em!),
      'Mod-Alt-0': setBlockType(nodes.paragraph!),
      'Mod-Alt-2': setBlockType(nodes.heading!, { level: 2 }),
      'Mod-Alt-3': setBlockType(nodes.heading!, { level: 3 }),
      'Shift-Enter': hardBreak,
      Enter: chainCommands(breakFootnote, splitListItem(nodes.list_item!)),
      Tab: chainCommands(goToNextCell(1), sinkListItem(nodes.list_item!)),
      'Shift-Tab': chainCommands(goToNextCell(-1), liftListItem(nodes.list_item!)),
      ...own
    }),
    keymap(baseKeymap),
    history(),
    dropCursor(),
    gapCursor(),
    tableEditing()
  ]
}
