import { make } from '../../../../Foundation/Script/dom.ts'

/** The main point of a picture is chosen by a click on it, beside the two fields. */
export function enhanceFocus(box: HTMLElement): void {
  const [x, y] = ['focus-x', 'focus-y'].map(id => document.getElementById(id) as HTMLInputElement | null)
  const image = box.querySelector('img')
  if (!x || !y || !image || x.closest('fieldset')?.disabled) return
  const spot = make('span', { className: 'spot', hidden: true })
  const show = () => {
    spot.hidden = x.value === '' || y.value === ''
    spot.style.left = `${x.value}%`
    spot.style.top = `${y.value}%`
  }
  box.classList.add('pick')
  box.append(spot)
  box.onclick = event => {
    const place = image.getBoundingClientRect()
    const percent = (at: number, from: number, size: number) => String(Math.max(0, Math.min(100, Math.round(((at - from) / size) * 100))))
    x.value = percent(event.clientX, place.left, place.width)
    y.value = percent(event.clientY, place.top, place.height)
    x.dispatchEvent(new Event('input', { bubbles: true }))
    show()
  }
  for (const field of [x, y]) field.addEventListener('input', show)
  show()
}
