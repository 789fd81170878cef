import { make, type Texts } from '../../../../Foundation/Script/dom.ts'

/** One caption of a list: the seconds at which it is shown, and WebVTT text. */
export interface Cue {
  start: number
  end: number
  settings: string
  text: string
}

const arrow = '-->'

/** `1:02.5`, `00:01:02.500` and `00:01:02,500`; null for anything else. */
export function secondsOf(time: string): number | null {
  const match = /^(?:(\d{1,3}):)?(\d{1,2}):(\d{2})(?:[.,](\d{1,3}))?$/.exec(time.trim())
  if (!match) return null
  const [, hours = '0', minutes, seconds, fraction = '0'] = match
  const whole = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
  return Number(seconds) < 60 && Number(minutes) < 60 ? whole + Number(fraction.padEnd(3, '0')) / 1000 : null
}

export function timeOf(seconds: number): string {
  const all = Math.round(seconds * 1000)
  const two = (number: number) => String(number).padStart(2, '0')
  return `${two(Math.floor(all / 3_600_000))}:${two(Math.floor(all / 60_000) % 60)}:${two(Math.floor(all / 1000) % 60)}.${String(all % 1000).padStart(3, '0')}`
}

/** The captions of WebVTT or SubRip; null where a time cannot be read, so that nothing is lost. */
export function parse(text: string): Cue[] | null {
  const cues: Cue[] = []
  for (const block of text.replace(/\r\n?/g, '\n').split(/\n{2,}/)) {
    const lines = block.split('\n')
    const at = lines.findIndex(line => line.includes(arrow))
    if (at < 0) continue
    const [start = '', rest = ''] = lines[at]!.split(arrow)
    const [end = '', ...settings] = rest.trim().split(/\s+/)
    const from = secondsOf(start)
    const to = secondsOf(end)
    if (from === null || to === null) return null
    cues.push({ start: from, end: to, settings: settings.join(' '), text: lines.slice(at + 1).join('\n').trim() })
  }
  return cues
}

export function write(cues: Cue[]): string {
  return `WEBVTT\n${cues
    .filter(cue => cue.text.trim() !== '')
    .map(cue => `\n${timeOf(cue.start)} ${arrow} ${timeOf(cue.end)}${cue.settings ? ` ${cue.settings}` : ''}\n${cue.text.trim().replace(/\n{2,}/g, '\n')}\n`)
    .join('')}`
}

/** Shows the captions of a text area as a list whose times are taken from the player; the text area is what is sent. */
export function enhanceCaptions(area: HTMLTextAreaElement, texts: Texts): void {
  const player = document.querySelector<HTMLVideoElement>('video#player')
  if (!player || area.closest('fieldset')?.disabled) return
  const list = make('ol', { className: 'cues' })
  const asText = make('button', { type: 'button', textContent: texts['as-text']! })
  const add = make('button', { type: 'button', textContent: texts['add']! })
  const told = make('p', { className: 'cap' }, { role: 'status' })
  const shown = make('div', {}, {}, list, make('p', { className: 'buttons' }, {}, add, asText), told)
  area.after(shown)
  let cues: Cue[] = []
  const rows = new Map<Cue, HTMLElement>()
  const save = () => {
    area.value = write([...cues].sort((one, other) => one.start - other.start || one.end - other.end))
  }

  const timeField = (cue: Cue, name: 'start' | 'end', takes: string) => {
    const field = make('input', { type: 'text', value: timeOf(cue[name]), autocomplete: 'off' }, { dir: 'ltr', 'aria-label': texts[name]! })
    const set = (seconds: number | null) => {
      field.setAttribute('aria-invalid', String(seconds === null))
      told.textContent = seconds === null ? texts['invalid']! : ''
      if (seconds === null) return
      cue[name] = seconds
      field.value = timeOf(seconds)
      save()
    }
    field.onchange = () => set(secondsOf(field.value))
    const take = make('button', { type: 'button', textContent: takes })
    take.onclick = () => set(player.currentTime)
    return make('span', { className: 'time' }, {}, field, take)
  }

  const show = (cue: Cue, before: Element | null) => {
    const text = make('textarea', { value: cue.text, rows: 2, lang: area.lang }, { dir: 'auto', 'aria-label': texts['text']! })
    text.oninput = () => {
      cue.text = text.value
      save()
    }
    const play = make('button', { type: 'button', textContent: texts['play']! })
    play.onclick = () => {
      player.currentTime = cue.start
      void player.play()
    }
    const remove = make('button', { type: 'button', textContent: texts['remove']! })
    const row = make(
      'li',
      {},
      {},
      text,
      make('p', { className: 'buttons' }, {}, timeField(cue, 'start', texts['from-here']!), timeField(cue, 'end', texts['to-here']!), play, remove)
    )
    remove.onclick = () => {
      const next = (row.nextElementSibling ?? row.previousElementSibling)?.querySelector('textarea')
      cues = cues.filter(other => other !== cue)
      rows.delete(cue)
      row.remove()
      save()
      ;(next ?? add).focus()
    }
    rows.set(cue, row)
    list.insertBefore(row, before)
    return text
  }

  add.onclick = () => {
    const start = player.currentTime
    const cue: Cue = { start, end: Math.min(start + 3, player.duration || start + 3), settings: '', text: '' }
    const after = [...cues].sort((one, other) => one.start - other.start).find(other => other.start > start)
    cues.push(cue)
    show(cue, after ? rows.get(after)! : null).focus()
  }

  const open = (): boolean => {
    const read = parse(area.value)
    told.textContent = read === null ? texts['invalid']! : ''
    if (read === null) return false
    cues = read
    rows.clear()
    list.replaceChildren()
    for (const cue of cues) show(cue, null)
    return true
  }
  const toggle = (list: boolean) => {
    area.hidden = list
    shown.firstElementChild!.toggleAttribute('hidden', !list)
    add.hidden = !list
    asText.textContent = texts[list ? 'as-text' : 'as-list']!
  }
  asText.onclick = () => {
    if (!area.hidden) {
      if (open()) toggle(true)
    } else {
      save()
      toggle(false)
      area.focus()
    }
  }
  player.addEventListener('timeupdate', () => {
    for (const [cue, row] of rows) row.classList.toggle('now', cue.start <= player.currentTime && player.currentTime < cue.end)
  })
  toggle(open())
}
