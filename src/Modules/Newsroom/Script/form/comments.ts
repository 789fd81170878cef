/** Puts the words that are selected in the text into the field of a new comment, and leads from a comment to its words. */
export function follow(page: Document): void {
  const field = page.querySelector<HTMLTextAreaElement>('#passage')
  if (!field) return
  page.addEventListener('selectionchange', () => {
    const selection = page.getSelection()
    const place = selection?.anchorNode?.parentElement?.closest('.rich')
    const words = selection?.toString().trim() ?? ''
    if (place && words !== '' && words.length <= field.maxLength) field.value = words
  })
  for (const item of page.querySelectorAll<HTMLElement>('[data-comment]')) {
    const quote = item.querySelector<HTMLElement>('blockquote')
    const words = (): HTMLElement | null => page.querySelector(`.commented[data-of="${item.dataset.comment}"]`)
    if (!quote || item.dataset.passage === '') continue
    quote.addEventListener('click', () => words()?.scrollIntoView({ block: 'center' }))
  }
}
