// Word has no lists in its clipboard: each point is a paragraph that names its level and begins with the bullet as text.
const wordPoint = /<p\b[^>]*mso-list:\s*\w+\s+level(\d)[^>]*>([\s\S]*?)<\/p>/gi
const wordMarker = /<!--\[if !supportLists\]-->([\s\S]*?)<!--\[endif\]-->/i
const separator = '\u0001'

/** The policy of the page ignores styles and complains about handlers: the schema reads the styles as data. */
function withoutStyles(html: string): string {
  return html.replace(/<[a-z][^>]*>/gi, tag => tag.replace(/\s(style|on[a-z]+)\s*=/gi, ' data-$1='))
}

/** Cells hold words only: paragraphs within them become breaks. */
function flattenCells(html: string): string {
  return html.replace(
    /<(td|th)\b([^>]*)>([\s\S]*?)<\/\1>/gi,
    (_, cell: string, attributes: string, inner: string) =>
      `<${cell}${attributes}>${inner.replace(/<\/(p|div|li|h\d)>\s*<(p|div|li|h\d)\b[^>]*>/gi, '<br>').replace(/<\/?(p|div|ul|ol|li|h\d)\b[^>]*>/gi, '')}</${cell}>`
  )
}

/** HTML of word processors as plain lists, paragraphs and headings; the schema drops the rest. */
export function cleanHtml(html: string): string {
  const points = html
    .replace(/\u0001/g, '')
    .replace(/<(style|script|xml|title|head)\b[\s\S]*?<\/\1>/gi, '')
    .replace(/<\/?o:p[^>]*>/gi, '')
    .replace(wordPoint, (_, level: string, inner: string) => {
      const marker = wordMarker.exec(inner)?.[1]?.replace(/<[^>]*>|&nbsp;|\s/g, '') ?? ''
      return `${separator}${level}${/^[(]?[0-9a-z٠-٩]{1,3}[.)]/i.test(marker) ? 'o' : 'u'}${inner.replace(wordMarker, '')}${separator}`
    })
  return withoutStyles(flattenCells(nest(points).replace(/<!--[\s\S]*?-->/g, '')))
}

/** Points that follow each other become lists within lists. */
function nest(html: string): string {
  const parts = html.split(separator)
  const open: string[] = []
  let out = ''
  const close = (depth: number) => {
    while (open.length > depth) out += `</li></${open.pop()}l>`
  }
  parts.forEach((part, at) => {
    if (at % 2 === 0) {
      // Between two points there is only space.
      if (part.trim() !== '' || at === parts.length - 1) close(0)
      out += open.length > 0 ? '' : part
      return
    }
    const [level, kind, text] = [Number(part[0]), part[1]!, part.slice(2)]
    if (open.length >= level) {
      close(level)
      out += '</li>'
    }
    while (open.length < level) {
      out += `<${kind}l>` + (open.length < level - 1 ? '<li>' : '')
      open.push(kind)
    }
    out += `<li>${text}`
  })
  close(0)
  return out
}
