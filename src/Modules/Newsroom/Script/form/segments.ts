/** Keys and buttons of a form that translates by segments. */
export function assist(form: HTMLFormElement): void {
  const segments = [...form.querySelectorAll<HTMLElement>('.segment')]
  const fieldOf = (segment: HTMLElement) => segment.querySelector<HTMLInputElement | HTMLTextAreaElement>('.segment-target textarea, .segment-target input:not([type=checkbox])')!
  const flagOf = (segment: HTMLElement) => segment.querySelector<HTMLInputElement>('.segment-target input[type=checkbox]')!
  const isOpen = (segment: HTMLElement) => fieldOf(segment).value.trim() === '' || flagOf(segment).checked

  const replace = (segment: HTMLElement, text: string, from: number, to: number) => {
    const field = fieldOf(segment)
    field.focus()
    field.setRangeText(text, from, to, 'end')
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }
  const goTo = (segment: HTMLElement) => {
    fieldOf(segment).focus({ preventScroll: true })
    segment.scrollIntoView({ block: 'center' })
  }
  const goToNext = (segment: HTMLElement) => {
    const at = segments.indexOf(segment)
    const next = [...segments.slice(at + 1), ...segments.slice(0, at)].find(isOpen)
    if (next) goTo(next)
    else form.querySelector<HTMLButtonElement>('button.main')?.focus()
  }

  for (const segment of segments) {
    const field = fieldOf(segment)
    field.addEventListener('input', () => {
      // Who changes a translation has read it.
      flagOf(segment).checked = false
    })
    field.addEventListener('keydown', event => {
      if (!(event instanceof KeyboardEvent) || event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      const flag = flagOf(segment)
      if (flag.checked) {
        flag.checked = false
        flag.dispatchEvent(new Event('input', { bubbles: true }))
      }
      goToNext(segment)
    })
    for (const button of segment.querySelectorAll<HTMLButtonElement>('button[hidden]')) button.hidden = field.disabled || !!field.closest('fieldset')?.disabled
    segment.addEventListener('click', event => {
      const button = (event.target as Element).closest<HTMLButtonElement>('button[data-copy], button[data-insert], button[data-use]')
      if (!button) return
      if (button.dataset.insert !== undefined) replace(segment, button.dataset.insert, field.selectionStart ?? 0, field.selectionEnd ?? 0)
      else replace(segment, button.dataset.use ?? segment.querySelector('[data-source]')!.textContent!, 0, field.value.length)
    })
  }
  document.querySelector('[data-next]')?.addEventListener('click', event => {
    const open = segments.find(isOpen)
    if (!open) return
    event.preventDefault()
    goTo(open)
  })
}
