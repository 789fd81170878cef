import { make } from '../../../../Foundation/Script/dom.ts'
import { fill, upload, type Settings, type UploadedFile } from './upload.ts'

/** Files that a person drops, pastes or chooses are sent one after the other, each with its progress. */
export function enhance(form: HTMLFormElement, settings: Settings): void {
  const { texts } = settings
  const input = form.querySelector<HTMLInputElement>('input[type=file]')!
  const list = make('ul', { className: 'uploads' }, { 'aria-live': 'polite' })
  form.after(list)
  form.querySelector('button')?.remove()
  let last: Promise<void> = Promise.resolve()

  const add = (files: Iterable<File>) => {
    for (const file of files) {
      const stop = new AbortController()
      const bar = make('progress', { max: 100, value: 0 }, { 'aria-label': file.name })
      const told = make('span', { className: 'cap', textContent: texts['waiting']! })
      const cancel = make('button', { type: 'button', textContent: texts['cancel']! }, { 'aria-label': fill(texts['cancel-file']!, { name: file.name }) })
      const row = make('li', {}, {}, make('bdi', { textContent: file.name }), bar, told, cancel)
      cancel.onclick = () => {
        stop.abort()
        row.remove()
      }
      list.append(row)
      last = last.then(() => (stop.signal.aborted ? undefined : run(file, row, bar, told, stop.signal)))
    }
  }

  const run = async (file: File, row: HTMLElement, bar: HTMLProgressElement, told: HTMLElement, signal: AbortSignal) => {
    const end = (...words: (Node | string)[]) => {
      row.querySelector('button')?.remove()
      bar.remove()
      told.replaceChildren(...words)
    }
    try {
      const show = (share: number) => {
        bar.value = Math.round(share * 100)
        told.textContent = share < 1 ? `${bar.value} %` : texts['making']!
      }
      if (settings.make !== 'picture') {
        const made = await upload<UploadedFile>(file, settings, show, signal)
        const link = make('a', { href: `${settings.library}/${made.file.name}`, textContent: texts['describe']! })
        end(texts[made.isPresent ? 'present' : 'done']!, ' ', link)
        return
      }
      const { picture, isPresent, alike } = await upload(file, settings, show, signal)
      const link = make('a', { href: `${settings.library}/${picture.name}`, textContent: texts['describe']! })
      row.prepend(make('img', { src: picture.address, alt: '', width: 60 }))
      end(texts[isPresent ? 'present' : 'done']!, ' ', link)
      for (const other of alike) {
        told.append(' ', texts['alike']!, ' ', make('a', { href: `${settings.library}/${other.name}` }, {}, make('bdi', { textContent: other.alt || other.fileName || other.name })))
      }
    } catch (fault) {
      if (signal.aborted) return
      row.classList.add('bad')
      end((fault as Error).message)
    }
  }

  input.onchange = () => {
    add([...(input.files ?? [])])
    input.value = ''
  }
  form.onsubmit = event => event.preventDefault()
  document.addEventListener('paste', event => {
    const files = [...(event.clipboardData?.files ?? [])]
    if (files.length > 0) {
      event.preventDefault()
      add(files)
    }
  })
  form.ondragover = event => {
    if (!event.dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    form.classList.add('over')
  }
  form.ondragleave = () => form.classList.remove('over')
  form.ondrop = event => {
    form.classList.remove('over')
    if (!event.dataTransfer?.files.length) return
    event.preventDefault()
    add([...event.dataTransfer.files])
  }
  // A file that misses its place would be opened instead of the page.
  for (const name of ['dragover', 'drop'] as const) {
    window.addEventListener(name, event => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault()
    })
  }
  window.addEventListener('beforeunload', event => {
    if (list.querySelector('progress')) event.preventDefault()
  })
}
