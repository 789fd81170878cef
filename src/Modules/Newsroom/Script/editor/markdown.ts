import MarkdownIt from 'markdown-it'
import type { Token } from 'markdown-it'
import { MarkdownParser, MarkdownSerializer, MarkdownSerializerState, defaultMarkdownSerializer } from 'prosemirror-markdown'
import type { Node } from 'prosemirror-model'
import { isEmbed, schema } from './schema.ts'

const tokenizer = new MarkdownIt('commonmark', { html: false }).enable('table')
// Addresses stay as they were written: Arabic ones would be percent-encoded, and doc: is not a scheme of the web.
tokenizer.normalizeLink = address => address
tokenizer.normalizeLinkText = text => text
tokenizer.validateLink = address => isEmbed(address) || !/^\s*(javascript|vbscript|data|file):/i.test(address)
tokenizer.inline.ruler.before('text', 'value', (state, silent) => {
  const found = /^\{\{\s*[a-z-]*[^{}]{0,80}\}\}/.exec(state.src.slice(state.pos))
  if (!found) return false
  if (!silent) state.push('value', '', 0).content = found[0]
  state.pos += found[0].length
  return true
})
tokenizer.inline.ruler.before('link', 'footnote', (state, silent) => {
  const found = /^\[\^([^\]\s]{1,40})\]/.exec(state.src.slice(state.pos, state.pos + 43))
  if (!found) return false
  if (!silent) state.push('footnote', '', 0).content = found[1]!
  state.pos += found[0].length
  return true
})
tokenizer.block.ruler.before('reference', 'footnote_text', (state, start, end, silent) => {
  const lineOf = (line: number) => state.src.slice(state.bMarks[line]! + state.tShift[line]!, state.eMarks[line])
  const found = /^\[\^([^\]\s]{1,40})\]:[ \t]*/.exec(lineOf(start))
  if (!found || state.sCount[start]! - state.blkIndent >= 4) return false
  if (silent) return true
  let next = start + 1
  while (next < end && !state.isEmpty(next) && !/^\[\^[^\]\s]{1,40}\]:/.test(lineOf(next))) next++
  const open = state.push('footnote_text_open', 'p', 1)
  open.attrSet('label', found[1]!)
  open.map = [start, next]
  const inline = state.push('inline', '', 0)
  const rest = Array.from({ length: next - start - 1 }, (_, at) => lineOf(start + 1 + at))
  inline.content = [lineOf(start).slice(found[0].length), ...rest].join('\n').trim()
  inline.map = [start, next]
  inline.children = []
  state.push('footnote_text_close', 'p', -1)
  state.line = next
  return true
}, { alt: ['paragraph'] })
// Pictures of the site, one in each line: a paragraph of their own that stands within nothing else.
tokenizer.block.ruler.before('reference', 'picture', (state, start, end, silent) => {
  const isEnd = (at: number) => at < 0 || at >= state.lineMax || state.isEmpty(at)
  if (state.level > 0 || state.parentType !== 'root' || !isEnd(start - 1)) return false
  const found = []
  let next = start
  for (; next < end && !isEnd(next); next++) {
    if (next === start && state.sCount[next]! - state.blkIndent >= 4) return false
    const picture = readPicture(state.src.slice(state.bMarks[next]! + state.tShift[next]!, state.eMarks[next]).trim())
    if (!picture) return false
    found.push(picture)
  }
  if (found.length === 0) return false
  if (silent) return true
  const map: [number, number] = [start, next]
  if (found.length > 1) state.push('gallery_open', 'div', 1).map = map
  for (const picture of found) {
    const token = state.push('picture', '', 0)
    token.meta = picture
    token.map = map
  }
  if (found.length > 1) state.push('gallery_close', 'div', -1)
  state.line = next
  return true
})
// The stock rule for text stops at fewer characters than ours needs.
tokenizer.inline.ruler.at('text', (state, silent) => {
  let at = state.pos
  while (at < state.posMax && !/[\n!#$%&*+\-:<=>@[\\\]^_`{}~]/.test(state.src[at]!)) at++
  if (at === state.pos) return false
  if (!silent) state.pending += state.src.slice(state.pos, at)
  state.pos = at
  return true
})

/** The words of a picture as they are typed; null where a line is no picture alone. */
function readPicture(line: string): { name: string; alt: string; caption: string | null } | null {
  const found = /^!\[((?:\\.|[^[\]\\])*)\]\(picture:([a-z0-9](?:[a-z0-9-]{0,98}[a-z0-9])?)(?: "((?:\\.|[^"\\])*)")?\)$/.exec(line)
  if (!found) return null
  // Words with markup stay as they are written.
  const alt = plainWords(found[1]!, /[*_`<~^{]/)
  const caption = plainWords(found[3] ?? '', /(?!)/)
  return alt === null || caption === null ? null : { name: found[2]!, alt, caption: found[3] === undefined ? null : caption }
}

/** Without escapes; null where it holds marks of its own, or other character references than that of &. */
function plainWords(text: string, marks: RegExp): string | null {
  const bare = text.replace(/\\.|&amp;/g, '')
  if (marks.test(bare) || /&#?\w{1,32};/.test(bare)) return null
  return text.replace(/\\([!-/:-@[-`{-~])|&amp;/g, (_, escaped?: string) => escaped ?? '&')
}

/** As the server writes it: see TextPicture.ToMarkdown. */
function writePicture({ name, alt, caption }: { name: string; alt: string; caption: string | null }): string {
  const words = alt.replace(/[\\[\]*_`<&!~^{]/g, '\\$&')
  const under = caption ? ` "${caption.replace(/&(?=#?\w{1,32};)/g, '&amp;').replace(/[\\"]/g, '\\$&')}"` : ''
  return `![${words}](picture:${name}${under})`
}

const pictureOf = (node: Node) => writePicture(node.attrs as { name: string; alt: string; caption: string | null })

const isTight = (tokens: Token[], at: number): boolean => {
  while (++at < tokens.length) if (tokens[at]!.type !== 'list_item_open') return tokens[at]!.hidden
  return false
}

const parser = new MarkdownParser(schema, tokenizer, {
  blockquote: { block: 'blockquote' },
  paragraph: { block: 'paragraph' },
  list_item: { block: 'list_item' },
  bullet_list: { block: 'bullet_list', getAttrs: (_, tokens, at) => ({ tight: isTight(tokens, at) }) },
  ordered_list: {
    block: 'ordered_list',
    getAttrs: (token, tokens, at) => ({ order: Number(token.attrGet('start') ?? 1), tight: isTight(tokens, at) })
  },
  heading: { block: 'heading', getAttrs: token => ({ level: Number(token.tag.slice(1)) }) },
  code_block: { block: 'code_block', noCloseToken: true },
  fence: { block: 'code_block', getAttrs: token => ({ params: token.info }), noCloseToken: true },
  hr: { node: 'horizontal_rule' },
  hardbreak: { node: 'hard_break' },
  value: { node: 'value', getAttrs: token => ({ text: token.content }) },
  footnote: { node: 'footnote', getAttrs: token => ({ label: token.content }) },
  picture: { node: 'picture', getAttrs: token => token.meta },
  gallery: { block: 'gallery' },
  footnote_text: { block: 'footnote_text', getAttrs: token => ({ label: token.attrGet('label') }) },
  table: { block: 'table' },
  thead: { ignore: true },
  tbody: { ignore: true },
  tr: { block: 'table_row' },
  th: { block: 'table_header' },
  td: { block: 'table_cell' },
  em: { mark: 'em' },
  strong: { mark: 'strong' },
  code_inline: { mark: 'code', noCloseToken: true },
  link: { mark: 'link', getAttrs: token => ({ href: token.attrGet('href'), title: token.attrGet('title') }) },
  image: { ignore: true, noCloseToken: true }
})

const { nodes, marks } = defaultMarkdownSerializer
const serializer = new MarkdownSerializer(
  {
    paragraph: nodes.paragraph!,
    blockquote: nodes.blockquote!,
    heading: nodes.heading!,
    code_block: nodes.code_block!,
    horizontal_rule: nodes.horizontal_rule!,
    list_item: nodes.list_item!,
    ordered_list: nodes.ordered_list!,
    bullet_list: (state, node) => state.renderList(node, '  ', () => '- '),
    text: nodes.text!,
    hard_break: nodes.hard_break!,
    value: (state, node) => state.text(node.attrs.text, false),
    footnote: (state, node) => state.text(`[^${node.attrs.label}]`, false),
    footnote_text: (state, node) => {
      state.write(`[^${node.attrs.label}]: `)
      state.renderInline(node)
      state.closeBlock(node)
    },
    picture: (state, node) => {
      state.write(pictureOf(node))
      state.closeBlock(node)
    },
    gallery: (state, node) => {
      state.write(node.children.map(pictureOf).join('\n'))
      state.closeBlock(node)
    },
    table: writeTable,
    table_row: () => {},
    table_header: () => {},
    table_cell: () => {}
  },
  { em: marks.em!, strong: marks.strong!, code: marks.code!, link: marks.link! },
  // What would be read as a character reference, an address or a value.
  { escapeExtraCharacters: /(?<=\{)\{|&(?=#?\w{1,32};)|<(?=[a-z][a-z0-9+.-]{1,31}:|[^\s<>]+@)/gi }
)

function writeTable(state: MarkdownSerializerState, table: Node) {
  // Without this the first cell would swallow the empty line after the block before.
  state.write('')
  table.forEach((row, _, index) => {
    if (index > 0) state.write('')
    const cells: string[] = []
    row.forEach(cell => cells.push(writeCell(cell)))
    state.text(`| ${cells.join(' | ')} |\n`, false)
    if (index === 0) state.text(`|${cells.map(() => '---|').join('')}\n`, false)
  })
  state.closeBlock(table)
}

function writeCell(cell: Node): string {
  const paragraph = schema.nodes.paragraph!.create(null, cell.content)
  return serializer
    .serialize(schema.nodes.doc!.create(null, paragraph), { tightLists: true })
    .trim()
    .replace(/\\?\n/g, ' ')
    .replace(/\|/g, '\\|')
}

const asWritten = new WeakMap<Node, string>()

/** Markdown to a document. Each top-level block remembers how it was written. */
export function read(markdown: string): Node {
  const doc = parser.parse(markdown)
  if (doc.childCount === 0 || doc.content.size === 0) return schema.node('doc', null, [schema.node('paragraph')])
  const lines = markdown.split('\n')
  const tops = tokenizer.parse(markdown, {}).filter(token => token.level === 0 && token.nesting >= 0 && token.map)
  if (tops.length === doc.childCount) {
    tops.forEach((token, at) => asWritten.set(doc.child(at), lines.slice(...(token.map as [number, number])).join('\n').trimEnd()))
  }
  return doc
}

/** A document to Markdown. Blocks that were not touched are written as they were read. */
export function write(doc: Node): string {
  const blocks: string[] = []
  doc.forEach(block => {
    const text = asWritten.get(block) ?? writeBlock(block)
    if (text.trim() !== '') blocks.push(text)
  })
  return blocks.join('\n\n')
}

/** One block as Markdown, without its memory of how it was written. */
export function writeBlock(block: Node): string {
  return serializer.serialize(schema.node('doc', null, [block]), { tightLists: true }).trimEnd()
}
