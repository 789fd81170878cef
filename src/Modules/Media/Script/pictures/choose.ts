import { make } from '../../../../Foundation/Script/dom.ts'
import { fill, token, upload, type Picture, type Settings } from './upload.ts'

/** What a text shows: the words are null where those that are stored with the picture are meant. */
export interface Chosen {
  name: string
  address: string
  alt: string | null
  caption: string | null
}

/**
 * Asks for a picture of the library, or for a file to upload, and for its texts.
 * Answers null where the person thinks better of it.
 */
export function choose(settings: Settings, file?: File): Promise<Chosen | null> {
  return ask(settings, true, file)
}

/** Beside a field for the name of a picture: a button that chooses it, and the picture. */
export function enhanceField(input: HTMLInputElement, settings: Settings): void {
  const button = make('button', { type: 'button', textContent: settings.texts['choose']! })
  const shown = make('img', { alt: '', hidden: true, width: 200 })
  button.onclick = async () => {
    const chosen = await ask(settings, false)
    button.focus()
    if (!chosen) return
    input.value = chosen.name
    shown.src = chosen.address
    shown.hidden = false
    input.dispatchEvent(new Event('input', { bubbles: true }))
  }
  input.after(button, shown)
}

/** @param withTexts Whether the words are asked for, too. */
function ask(settings: Settings, withTexts: boolean, file?: File): Promise<Chosen | null> {
  const { texts, language } = settings
  const dialog = make('dialog', { className: 'ask pictures' }, { 'aria-label': texts['picture']! })
  const told = make('p', { className: 'cap' }, { role: 'status' })
  const content = make('div')
  const stop = new AbortController()
  let answer: Chosen | null = null
  const cancel = () => {
    const button = make('button', { type: 'button', textContent: texts['cancel']! })
    button.onclick = () => dialog.close()
    return button
  }

  const browse = () => {
    const field = make('input', { type: 'search', autocomplete: 'off' }, { dir: 'auto', id: 'picture-query' })
    const found = make('ul', { className: 'shelf' })
    const pick = make('input', { type: 'file', accept: 'image/*,.svg' }, { id: 'picture-file' })
    pick.onchange = () => {
      const [first] = pick.files ?? []
      if (first) void send(first)
    }
    let latest = 0
    const search = async () => {
      const number = ++latest
      try {
        const reply = await fetch(`${settings.find}?language=${language}&q=${encodeURIComponent(field.value.trim())}`)
        if (!reply.ok) throw new Error(String(reply.status))
        const pictures = (await reply.json()) as Picture[]
        if (number !== latest) return
        told.textContent = pictures.length === 0 ? texts['none']! : ''
        found.replaceChildren(
          ...pictures.map(picture => {
            const words = picture.alt || picture.fileName || picture.name
            const button = make('button', { type: 'button', title: words }, {}, make('img', { src: picture.address, alt: words, loading: 'lazy' }))
            button.onclick = () => pickOne(picture)
            return make('li', {}, {}, button)
          })
        )
      } catch {
        if (number === latest) told.textContent = texts['failed']!
      }
    }
    field.oninput = () => void search()
    content.replaceChildren(
      make('p', { className: 'field' }, {}, make('label', { htmlFor: 'picture-file', textContent: texts['upload']! }), pick),
      make('p', { className: 'field' }, {}, make('label', { htmlFor: 'picture-query', textContent: texts['search']! }), field),
      told,
      found,
      make('p', { className: 'buttons' }, {}, cancel())
    )
    void search()
    field.focus()
  }

  const send = async (chosen: File) => {
    const bar = make('progress', { max: 100, value: 0 }, { 'aria-label': chosen.name })
    told.textContent = ''
    content.replaceChildren(make('p', {}, {}, make('bdi', { textContent: chosen.name })), bar, told, make('p', { className: 'buttons' }, {}, cancel()))
    try {
      const { picture, alike } = await upload(
        chosen,
        settings,
        share => {
          bar.value = Math.round(share * 100)
          told.textContent = share < 1 ? `${bar.value} %` : texts['making']!
        },
        stop.signal
      )
      told.textContent = ''
      pickOne(picture, alike)
    } catch (fault) {
      if (stop.signal.aborted) return
      browse()
      told.textContent = (fault as Error).message
    }
  }

  const pickOne = (picture: Picture, alike: Picture[] = []) => {
    if (withTexts) return describe(picture, alike)
    answer = { name: picture.name, address: picture.address, alt: null, caption: null }
    dialog.close()
  }

  const describe = (picture: Picture, alike: Picture[] = []) => {
    told.textContent = ''
    const alt = make('textarea', { rows: 2, value: picture.alt, maxLength: 500 }, { id: 'picture-alt', lang: language, dir: 'auto', 'aria-describedby': 'picture-alt-help' })
    const caption = make('textarea', { rows: 2, value: picture.caption ?? '', maxLength: 500 }, { id: 'picture-caption', lang: language, dir: 'auto' })
    const form = make(
      'form',
      { method: 'dialog' },
      {},
      make('img', { src: picture.address, alt: '' }),
      ...alike.map(other => {
        const instead = make('button', { type: 'button' }, {}, make('img', { src: other.address, alt: other.alt || other.fileName || other.name }))
        instead.onclick = () => describe(other)
        return make('p', { className: 'notice' }, {}, texts['alike']!, ' ', instead)
      }),
      make('p', { className: 'field' }, {}, make('label', { htmlFor: 'picture-alt', textContent: texts['alt']! }), alt, make('span', { className: 'cap', id: 'picture-alt-help', textContent: texts['alt-help']! })),
      make('p', { className: 'field' }, {}, make('label', { htmlFor: 'picture-caption', textContent: texts['caption']! }), caption),
      told,
      make('p', { className: 'buttons' }, {}, make('button', { className: 'main', textContent: texts['insert']! }), cancel())
    )
    form.onsubmit = async event => {
      event.preventDefault()
      const [words, under] = [alt.value.replace(/\s+/g, ' ').trim(), caption.value.replace(/\s+/g, ' ').trim()]
      if (words === '') {
        told.textContent = texts['alt-missing']!
        alt.focus()
        return
      }
      const isFirst = picture.alt === ''
      if (isFirst && !(await save(picture, words, under))) {
        told.textContent = texts['failed']!
        return
      }
      answer = {
        name: picture.name,
        address: picture.address,
        alt: isFirst || words === picture.alt ? null : words,
        caption: isFirst || under === (picture.caption ?? '') ? null : under
      }
      dialog.close()
    }
    content.replaceChildren(form)
    alt.focus()
  }

  /** The first words that somebody writes about a picture are kept with it. */
  const save = async (picture: Picture, alt: string, caption: string): Promise<boolean> => {
    try {
      const body = new URLSearchParams({ language, alt, caption, __RequestVerificationToken: token() })
      return (await fetch(`${settings.library}/${picture.name}/texts`, { method: 'POST', body })).ok
    } catch {
      return false
    }
  }

  dialog.append(make('h2', { textContent: withTexts ? fill(texts['picture-in']!, { language: settings.languages[language] ?? language }) : texts['choose-title']! }), content)
  document.body.append(dialog)
  dialog.showModal()
  if (file) void send(file)
  else browse()
  return new Promise(resolve => {
    dialog.onclose = () => {
      if (!answer) stop.abort()
      dialog.remove()
      resolve(answer)
    }
  })
}
