import type { Texts } from '../../../../Foundation/Script/dom.ts'

/** What the server answers to a sign of life. */
interface Answer {
  keptAt: string | null
  newest: number
  by: string | null
  others: { name: string; hasTyped: boolean }[]
}

/** What is held in this browser until the server has it. */
interface Held {
  fields: Record<string, string>
  /** The form was sent with this text. */
  sent?: boolean
}

/** After the last keystroke, and at the latest after the first that was not sent. */
const pause = 800
const longest = 1800
const signOfLife = 10_000
const again = 4_000

/** Fields that say what the text was typed into. */
const numbers = new Set(['BasedOn', 'From', 'FromRevision'])

/**
 * Keeps what is typed into a form: in this browser at once, on the server within two seconds. A lost connection, a session that
 * has ended and a server that is away are said in words and tried again; nothing that was typed is thrown away.
 */
export function keep(form: HTMLFormElement): void {
  const mayWrite = form.dataset.keep !== ''
  const texts = JSON.parse(form.dataset.texts ?? '{}') as Texts
  const key = `concord:${form.dataset.keep}`
  const status = document.querySelector<HTMLElement>('[data-kept]')
  const presence = document.querySelector<HTMLElement>('[data-presence]')
  const newer = document.querySelector<HTMLElement>('[data-newer]')
  const address = form.dataset.address
  let timer = 0
  let firstUnsent = 0
  let isSending = false
  let isLeaving = false

  const fieldsOf = (): Record<string, string> => {
    const fields: Record<string, string> = {}
    for (const [name, value] of new FormData(form)) if (typeof value === 'string' && !name.startsWith('__')) fields[name] = value
    return fields
  }
  const say = (text: string, isProblem = false) => {
    if (!status || status.textContent === text) return
    // Read out only where something is wrong: not at every pause in typing.
    status.setAttribute('aria-live', isProblem ? 'assertive' : 'off')
    status.textContent = text
    status.classList.toggle('mark', isProblem)
  }
  const hold = (sent = false) => {
    try {
      localStorage.setItem(key, JSON.stringify({ fields: fieldsOf(), sent } satisfies Held))
    } catch {
      // The browser refuses storage; the server keeps the text.
    }
  }
  const release = () => {
    try {
      localStorage.removeItem(key)
    } catch {
      // As above.
    }
  }
  const schedule = (delay: number) => {
    clearTimeout(timer)
    timer = window.setTimeout(send, delay)
  }

  async function post(handler: string, body: FormData): Promise<Response> {
    return fetch(`${address}?handler=${handler}`, { method: 'POST', body, redirect: 'manual' })
  }

  async function send(): Promise<void> {
    if (!address || isSending) return
    isSending = true
    const sentFields = JSON.stringify(fieldsOf())
    try {
      const answer = await post('Keep', new FormData(form))
      if (answer.type === 'opaqueredirect' || answer.status === 401) {
        say(texts['signed-out']!, true)
        schedule(again)
      } else if (answer.status === 400) {
        await renewToken()
        schedule(again)
      } else if (answer.status === 413) {
        say(texts['too-long']!, true)
      } else if (!answer.ok) {
        say(texts['failed']!, true)
        schedule(again)
      } else {
        const told = (await answer.json()) as Answer
        if (JSON.stringify(fieldsOf()) === sentFields) {
          firstUnsent = 0
          release()
          say(texts['kept']!.replace('{time}', told.keptAt ?? ''))
        }
        show(told)
      }
    } catch {
      say(texts['offline']!, true)
      schedule(again)
    } finally {
      isSending = false
      if (firstUnsent > 0 && JSON.stringify(fieldsOf()) !== sentFields) schedule(pause)
    }
  }

  /** The form's token belongs to a session; after a new sign-in the page has another. */
  async function renewToken(): Promise<void> {
    const page = await fetch(location.href, { redirect: 'manual' })
    const token = /name="__RequestVerificationToken"[^>]*value="([^"]+)"/.exec(page.ok ? await page.text() : '')?.[1]
    if (!token) {
      say(texts['signed-out']!, true)
      return
    }
    for (const input of document.querySelectorAll<HTMLInputElement>('input[name=__RequestVerificationToken]')) input.value = token
  }

  async function live(): Promise<void> {
    if (!address || document.hidden || isSending || firstUnsent > 0) return
    try {
      const body = new FormData()
      body.set('__RequestVerificationToken', form.querySelector<HTMLInputElement>('[name=__RequestVerificationToken]')!.value)
      const answer = await post('Here', body)
      if (answer.ok) show((await answer.json()) as Answer)
    } catch {
      // Said when there is something to keep.
    }
  }

  function show(told: Answer): void {
    if (presence) {
      const names = told.others.map(other => texts[other.hasTyped ? 'other-typing' : 'other']!.replace('{name}', other.name))
      const text = names.length === 0 ? '' : `${texts['others']} ${names.join(texts['comma'])}`
      if (presence.textContent !== text) presence.textContent = text
    }
    if (newer && told.newest > Number(fieldsOf()['BasedOn'] ?? 0)) {
      const text = texts['newer']!.replace('{name}', told.by ?? '').replace('{number}', String(told.newest))
      if (newer.textContent !== text) newer.textContent = text
      newer.hidden = false
    }
  }

  async function sendHeld(fields: Record<string, string>): Promise<void> {
    const body = new FormData()
    for (const [name, value] of Object.entries(fields)) body.set(name, value)
    body.set('__RequestVerificationToken', form.querySelector<HTMLInputElement>('[name=__RequestVerificationToken]')!.value)
    try {
      if ((await post('Keep', body)).ok) {
        release()
        location.reload()
      } else say(texts['failed']!, true)
    } catch {
      say(texts['offline']!, true)
    }
  }

  function restore(): void {
    let held: Held | null = null
    try {
      held = JSON.parse(localStorage.getItem(key) ?? 'null') as Held | null
    } catch {
      release()
    }
    if (!held) return
    const now = fieldsOf()
    // What was sent has arrived where the page has a later draft than the one it was typed into.
    const hasArrived = held.sent && Number(now['BasedOn'] ?? 0) > Number(held.fields['BasedOn'] ?? 0)
    const isSame = [...Object.keys(held.fields), ...Object.keys(now)]
      .filter(name => !numbers.has(name))
      .every(name => (held.fields[name] ?? '').replace(/\r\n/g, '\n') === (now[name] ?? '').replace(/\r\n/g, '\n'))
    if (hasArrived || isSame || form.dataset.answered === 'yes') {
      release()
      return
    }
    if (form.classList.contains('segments') && held.fields['FromRevision'] !== now['FromRevision']) {
      // The source has other segments now: the server knows which of them the text belongs to.
      void sendHeld(held.fields)
      return
    }
    for (const box of form.querySelectorAll<HTMLInputElement>('input[type=checkbox]')) box.checked = box.name in held.fields
    for (const [name, value] of Object.entries(held.fields)) {
      const field = form.elements.namedItem(name)
      if (field instanceof HTMLInputElement && field.type === 'checkbox') continue
      if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement) {
        field.value = value
        field.dispatchEvent(new Event('replaced'))
      }
    }
    firstUnsent = Date.now()
    say(texts['restored']!)
    schedule(0)
  }

  form.addEventListener('input', () => {
    hold()
    if (!address) return
    firstUnsent ||= Date.now()
    say(texts['typing']!)
    schedule(Math.max(0, Math.min(pause, firstUnsent + longest - Date.now())))
  })
  form.addEventListener('submit', () => {
    isLeaving = true
    clearTimeout(timer)
    hold(true)
  })
  window.addEventListener('online', () => firstUnsent > 0 && schedule(0))
  document.addEventListener('visibilitychange', () => void live())
  window.addEventListener('pagehide', () => {
    if (!address || isLeaving) return
    const body = new FormData()
    body.set('__RequestVerificationToken', form.querySelector<HTMLInputElement>('[name=__RequestVerificationToken]')!.value)
    navigator.sendBeacon(`${address}?handler=Leave`, body)
  })
  if (mayWrite) restore()
  if (form.dataset.answered === 'yes' && address) {
    // What the server could not save stands in the fields again.
    firstUnsent = Date.now()
    schedule(0)
  }
  void live()
  window.setInterval(() => void live(), signOfLife)
}
