import { make, type Texts } from '../../../../Foundation/Script/dom.ts'
import { isAllowed } from './schema.ts'

/** Asks for an address, or for words by which a document is found. Answers null where nothing is to change, '' to unlink. */
export async function askForLink(texts: Texts, find: string, present: string): Promise<string | null> {
  const field = make('input', { type: 'text', value: present, autocomplete: 'off' }, { dir: 'auto', id: 'link-address' })
  const list = make('ul', { className: 'found' })
  const told = make('p', { className: 'cap' }, { role: 'status' })
  field.oninput = offer<{ slug: string; title: string; language: string }>(
    list,
    told,
    { none: texts['link-none']!, failed: texts['link-failed']! },
    () => {
      const words = field.value.trim()
      return words === '' || isAllowed(words) ? null : `${find}?q=${encodeURIComponent(words)}`
    },
    one => {
      const choose = make('button', { type: 'button', textContent: one.title }, { lang: one.language, dir: 'auto' })
      choose.onclick = () => finish(`doc:${one.slug}`)
      return choose
    }
  )
  const dialog = make('dialog', { className: 'ask' }, { 'aria-label': texts['link']! })
  const form = make(
    'form',
    { method: 'dialog' },
    {},
    make('label', { htmlFor: 'link-address', textContent: texts['link-address']! }),
    field,
    told,
    list
  )
  const buttons = make('p', { className: 'buttons' })
  buttons.append(make('button', { className: 'main', textContent: texts['link-set']! }))
  if (present !== '') {
    const remove = make('button', { type: 'button', textContent: texts['link-remove']! })
    remove.onclick = () => finish('')
    buttons.append(remove)
  }
  const cancel = make('button', { type: 'button', textContent: texts['cancel']! })
  cancel.onclick = () => dialog.close()
  buttons.append(cancel)
  form.append(buttons)
  form.onsubmit = event => {
    const address = field.value.trim()
    if (address !== '' && !isAllowed(address)) {
      event.preventDefault()
      told.textContent = texts['link-invalid']!
      return
    }
    finish(address)
  }
  dialog.append(form)
  let answer: string | null = null
  function finish(value: string) {
    answer = value
    dialog.close()
  }
  return open(dialog, () => answer)
}

/** What can be embedded: its address in a text, and words for it. */
export interface Embed {
  address: string
  title: string
}

/** Asks what to embed among what the site has, one or several; null where nothing is chosen. */
export async function askForEmbed(texts: Texts, scheme: string, find: string): Promise<Embed | null> {
  let answer: Embed | null = null
  const chosen = new Map<string, string>()
  const dialog = make('dialog', { className: 'ask' }, { 'aria-label': texts[scheme]! })
  const field = make('input', { type: 'search', autocomplete: 'off' }, { dir: 'auto', id: 'embed-query' })
  const words = make('input', { type: 'text', autocomplete: 'off', required: true }, { dir: 'auto', id: 'embed-words', maxlength: '200' })
  const told = make('p', { className: 'cap' }, { role: 'status' })
  const list = make('ul', { className: 'found' })
  const insert = make('button', { className: 'main', textContent: texts['embed-insert']!, disabled: true })
  const isSeveral = scheme === 'figures' || scheme === 'map'
  const search = offer<{ target: string; title: string }>(
    list,
    told,
    { none: texts['embed-none']!, failed: texts['embed-failed']! },
    () => `${find}/${scheme}?q=${encodeURIComponent(field.value.trim())}`,
    one => {
      const choose = make('button', { type: 'button', textContent: one.title }, { dir: 'auto', 'aria-pressed': String(chosen.has(one.target)) })
      choose.onclick = () => {
        const isOn = chosen.has(one.target)
        if (!isSeveral) chosen.clear()
        if (isOn) chosen.delete(one.target)
        else chosen.set(one.target, one.title)
        for (const other of list.querySelectorAll('button')) {
          if (other === choose) other.setAttribute('aria-pressed', String(!isOn))
          else if (!isSeveral) other.setAttribute('aria-pressed', 'false')
        }
        if (!isSeveral) words.value = [...chosen.values()][0] ?? ''
        insert.disabled = chosen.size === 0
      }
      return choose
    }
  )
  field.oninput = search
  field.onkeydown = event => {
    // Enter searches; it does not insert.
    if (event.key === 'Enter') event.preventDefault()
  }
  const cancel = make('button', { type: 'button', textContent: texts['cancel']! })
  cancel.onclick = () => dialog.close()
  const form = make(
    'form',
    { method: 'dialog' },
    {},
    make('label', { htmlFor: 'embed-query', textContent: texts['embed-search']! }),
    field,
    told,
    list,
    make('label', { htmlFor: 'embed-words', textContent: texts['embed-words']! }),
    words,
    make('p', { className: 'buttons' }, {}, insert, cancel)
  )
  form.onsubmit = () => {
    answer = { address: `${scheme}:${[...chosen.keys()].join(',')}`, title: words.value.trim() }
  }
  dialog.append(form)
  void search()
  return open(dialog, () => answer)
}

/** Fills a list with what an address answers; a late answer to fewer letters is dropped. */
function offer<One>(
  list: HTMLElement,
  told: HTMLElement,
  words: { none: string; failed: string },
  address: () => string | null,
  show: (one: One) => HTMLElement
): () => Promise<void> {
  let latest = 0
  return async () => {
    const number = ++latest
    const asked = address()
    list.replaceChildren()
    told.textContent = ''
    if (asked === null) return
    try {
      const answer = await fetch(asked)
      if (!answer.ok) throw new Error(String(answer.status))
      const found = (await answer.json()) as One[]
      if (number !== latest) return
      told.textContent = found.length === 0 ? words.none : ''
      list.replaceChildren(...found.map(one => make('li', {}, {}, show(one))))
    } catch {
      if (number === latest) told.textContent = words.failed
    }
  }
}

/** Asks which value to put in, such as {{members}}. */
export async function askForValue(texts: Texts, examples: string[]): Promise<string | null> {
  const dialog = make('dialog', { className: 'ask' }, { 'aria-label': texts['value']! })
  let answer: string | null = null
  const field = make('input', { type: 'text', value: examples[0] ?? '{{}}', autocomplete: 'off' }, { dir: 'ltr', id: 'value-text' })
  const told = make('p', { className: 'cap' }, { role: 'status' })
  const list = make('ul', { className: 'found' })
  for (const example of examples) {
    const choose = make('button', { type: 'button', textContent: example }, { dir: 'ltr' })
    choose.onclick = () => {
      field.value = example
      field.focus()
    }
    list.append(make('li', {}, {}, choose))
  }
  const form = make('form', { method: 'dialog' }, {}, make('label', { htmlFor: 'value-text', textContent: texts['value-text']! }), field, told, list)
  const cancel = make('button', { type: 'button', textContent: texts['cancel']! })
  cancel.onclick = () => dialog.close()
  form.append(make('p', { className: 'buttons' }, {}, make('button', { className: 'main', textContent: texts['value-set']! }), cancel))
  form.onsubmit = event => {
    const text = field.value.trim()
    if (!/^\{\{\s*[a-z-]+[^{}]{0,80}\}\}$/.test(text)) {
      event.preventDefault()
      told.textContent = texts['value-invalid']!
      return
    }
    answer = text
  }
  dialog.append(form)
  return open(dialog, () => answer)
}

function open<T>(dialog: HTMLDialogElement, answer: () => T): Promise<T> {
  // Outside of the form that is being written: a form may not stand in another.
  document.body.append(dialog)
  dialog.showModal()
  return new Promise(resolve => {
    dialog.onclose = () => {
      dialog.remove()
      resolve(answer())
    }
  })
}
