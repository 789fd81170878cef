import { mount } from './editor.ts'

/** How long a field has to be left alone, in milliseconds, before the editor takes its place. */
const quiet = 1000

/** Text can be typed before this script has arrived: the editor then waits for a pause. */
function whenQuiet(area: HTMLTextAreaElement, run: () => void): void {
  if (document.activeElement !== area) return run()
  let timer = 0
  const go = () => {
    clearTimeout(timer)
    area.removeEventListener('input', again)
    area.removeEventListener('blur', go)
    run()
  }
  const again = () => {
    clearTimeout(timer)
    timer = window.setTimeout(go, quiet)
  }
  area.addEventListener('input', again)
  area.addEventListener('blur', go)
  again()
}

for (const area of document.querySelectorAll<HTMLTextAreaElement>('textarea[data-editor]')) whenQuiet(area, () => mount(area))
