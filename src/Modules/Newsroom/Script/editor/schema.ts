import { Schema, type MarkSpec, type NodeSpec, type TagParseRule } from 'prosemirror-model'
import { tableNodes } from 'prosemirror-tables'

// A paragraph in Arabic is right-to-left in an English text and the other way round.
const auto = { dir: 'auto' }

const nodes: Record<string, NodeSpec> = {
  doc: { content: 'block+' },
  paragraph: { content: 'inline*', group: 'block', parseDOM: [{ tag: 'p' }], toDOM: () => ['p', auto, 0] },
  blockquote: { content: 'block+', group: 'block', parseDOM: [{ tag: 'blockquote' }], toDOM: () => ['blockquote', 0] },
  horizontal_rule: { group: 'block', parseDOM: [{ tag: 'hr' }], toDOM: () => ['hr'] },
  heading: {
    attrs: { level: { default: 2 } },
    content: 'inline*',
    group: 'block',
    defining: true,
    parseDOM: [1, 2, 3, 4, 5, 6].map(level => ({ tag: 'h' + level, attrs: { level: Math.max(level, 2) } })),
    toDOM: node => ['h' + node.attrs.level, auto, 0]
  },
  code_block: {
    attrs: { params: { default: '' } },
    content: 'text*',
    marks: '',
    group: 'block',
    code: true,
    defining: true,
    parseDOM: [{ tag: 'pre', preserveWhitespace: 'full' }],
    toDOM: () => ['pre', ['code', 0]]
  },
  ordered_list: {
    attrs: { order: { default: 1 }, tight: { default: true } },
    content: 'list_item+',
    group: 'block',
    parseDOM: [{ tag: 'ol', getAttrs: element => ({ order: Number((element as HTMLElement).getAttribute('start')) || 1 }) }],
    toDOM: node => (node.attrs.order === 1 ? ['ol', 0] : ['ol', { start: node.attrs.order }, 0])
  },
  bullet_list: {
    attrs: { tight: { default: true } },
    content: 'list_item+',
    group: 'block',
    parseDOM: [{ tag: 'ul' }],
    toDOM: () => ['ul', 0]
  },
  list_item: { content: 'block+', defining: true, parseDOM: [{ tag: 'li' }], toDOM: () => ['li', auto, 0] },
  text: { group: 'inline' },
  // A value that the server puts in, such as {{members 2020-10-01}}: moved and removed as a whole.
  value: {
    attrs: { text: {} },
    inline: true,
    group: 'inline',
    atom: true,
    parseDOM: [{ tag: 'span[data-value]', getAttrs: element => ({ text: (element as HTMLElement).dataset.value }) }],
    leafText: node => node.attrs.text,
    toDOM: node => ['span', { class: 'value', dir: 'ltr', 'data-value': node.attrs.text }, node.attrs.text.slice(2, -2).trim()]
  },
  // Where a footnote is named in the text.
  footnote: {
    attrs: { label: {} },
    inline: true,
    group: 'inline',
    atom: true,
    parseDOM: [{ tag: 'sup[data-footnote]', getAttrs: element => ({ label: (element as HTMLElement).dataset.footnote }) }],
    leafText: node => `[^${node.attrs.label}]`,
    toDOM: node => ['sup', { class: 'note', 'data-footnote': node.attrs.label }, node.attrs.label]
  },
  // The text of a footnote, a paragraph of its own.
  footnote_text: {
    attrs: { label: {} },
    content: 'inline*',
    group: 'block',
    defining: true,
    parseDOM: [{ tag: 'p[data-footnote-text]', getAttrs: element => ({ label: (element as HTMLElement).dataset.footnoteText }), priority: 60 }],
    toDOM: node => ['p', { ...auto, class: 'note-text', 'data-footnote-text': node.attrs.label }, 0]
  },
  // A picture of the site. Where alt is empty, and caption is null, those that are stored with the picture are meant.
  picture: {
    attrs: { name: {}, alt: { default: '' }, caption: { default: null } },
    group: 'block',
    atom: true,
    draggable: true,
    parseDOM: [
      {
        tag: 'figure[data-picture]',
        getAttrs: element => {
          const { picture, alt, caption } = (element as HTMLElement).dataset
          return /^[a-z0-9-]{1,100}$/.test(picture ?? '') && { name: picture, alt: alt ?? '', caption: caption ?? null }
        }
      }
    ],
    toDOM: ({ attrs }) => [
      'figure',
      { class: 'picture', 'data-picture': attrs.name, 'data-alt': attrs.alt, 'data-caption': attrs.caption, ...auto },
      attrs.alt || attrs.name
    ]
  },
  // Pictures beside each other: lines of one paragraph.
  gallery: { content: 'picture*', group: 'block', parseDOM: [{ tag: 'div.gallery' }], toDOM: () => ['div', { class: 'gallery' }, 0] },
  hard_break: { inline: true, group: 'inline', selectable: false, parseDOM: [{ tag: 'br' }], toDOM: () => ['br'] },
  ...tableNodes({ tableGroup: 'block', cellContent: 'inline*', cellAttributes: {} })
}

/** A mark that is pasted as a style, see paste.ts. */
function styled(pattern: RegExp): TagParseRule {
  return { tag: 'span[data-style]', consuming: false, getAttrs: element => pattern.test((element as HTMLElement).dataset.style!) && null }
}

const marks: Record<string, MarkSpec> = {
  link: {
    attrs: { href: {}, title: { default: null } },
    inclusive: false,
    parseDOM: [
      {
        tag: 'a[href]',
        getAttrs: element => {
          const href = (element as HTMLElement).getAttribute('href') ?? ''
          return isAllowed(href) ? { href } : false
        }
      }
    ],
    toDOM: mark => ['a', { href: mark.attrs.href, title: mark.attrs.title, rel: 'noopener' }, 0]
  },
  em: {
    parseDOM: [{ tag: 'i' }, { tag: 'em' }, styled(/(^|[;\s])font-style:\s*italic/)],
    toDOM: () => ['em', 0]
  },
  strong: {
    parseDOM: [
      { tag: 'strong' },
      // Google Docs wraps what is pasted in <b style="font-weight: normal">.
      { tag: 'b', getAttrs: element => !/(^|[;\s])font-weight:\s*(normal|[1-4]00)/.test((element as HTMLElement).dataset.style ?? '') && null },
      styled(/(^|[;\s])font-weight:\s*(bold|[5-9]00)/)
    ],
    toDOM: () => ['strong', 0]
  },
  code: { code: true, parseDOM: [{ tag: 'code' }], toDOM: () => ['code', 0] }
}

export const schema = new Schema({ nodes, marks })

/** The schemes of addresses that readers are sent to; `doc:` and `~/` are documents and pages of this site. */
export function isAllowed(address: string): boolean {
  return /^(https?:|mailto:|doc:|~\/|\/|#)/i.test(address.trim()) || isEmbed(address)
}

/** True for an address such as file:annual-report, and false for a file of the writer's own device. */
export function isEmbed(address: string): boolean {
  return /^(file|figures|map|recording|timeline):[a-z0-9][a-z0-9.,-]{0,299}$/.test(address.trim())
}
