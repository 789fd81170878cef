import { Upload } from 'tus-js-client'
import type { Texts } from '../../../../Foundation/Script/dom.ts'

/** What the page hands to these scripts. */
export interface Settings {
  /** Address of uploads. */
  uploads: string
  /** Address at which pictures are found. */
  find: string
  /** What is made of an upload. */
  make: 'picture' | 'file' | 'recording'
  /** Address of the library. */
  library: string
  /** Language whose texts are asked for and shown. */
  language: string
  /** Bytes of the largest file. */
  most: number
  /** Names of languages, by their codes. */
  languages: Record<string, string>
  texts: Texts
}

/** A picture of the library. */
export interface Picture {
  name: string
  address: string
  width: number
  height: number
  alt: string
  caption: string | null
  credit: string | null
  fileName: string | null
}

/** A file for download, or a recording. */
interface LibraryFile {
  name: string
  fileName: string
}

export interface Uploaded {
  picture: Picture
  /** The same file was in the library before. */
  isPresent: boolean
  alike: Picture[]
}

export interface UploadedFile {
  file: LibraryFile
  isPresent: boolean
}

/** Milliseconds between tries: a bad line comes back within minutes, and a phone may be carried to where it does. */
const retries = [0, 1000, 3000, 5000, 10_000, 20_000, 30_000, 60_000, 60_000, 60_000, 60_000, 60_000]

export function token(): string {
  return document.querySelector<HTMLInputElement>('input[name=__RequestVerificationToken]')?.value ?? ''
}

/** Fills the places of a text: {name}. */
export function fill(text: string, values: Record<string, string>): string {
  return Object.entries(values).reduce((filled, [name, value]) => filled.replaceAll(`{${name}}`, value), text)
}

/**
 * Uploads a file, going on after a broken connection or a reload, and makes a picture or a file for download of it.
 * Rejects with words for the person.
 */
export async function upload<Result = Uploaded>(
  file: File,
  settings: Settings,
  onProgress: (share: number) => void,
  signal?: AbortSignal
): Promise<Result> {
  const { texts } = settings
  if (file.size > settings.most) throw new Error(fill(texts['too-large']!, { most: String(settings.most >> 20) }))
  const address = await send(file, settings, onProgress, signal)
  onProgress(1)
  for (let attempt = 0; ; attempt++) {
    let answer: Response | null = null
    try {
      answer = await fetch(`${address}/${settings.make}`, { method: 'POST', headers: { RequestVerificationToken: token() }, signal: signal ?? null })
    } catch (fault) {
      if (signal?.aborted) throw fault
    }
    if (answer?.ok) return (await answer.json()) as Result
    if (answer?.status === 422) throw new Error(((await answer.json()) as { error: string }).error)
    if (answer && answer.status < 500) throw new Error(texts['failed'])
    if (attempt === retries.length - 1) throw new Error(texts['failed'])
    await new Promise(resolve => setTimeout(resolve, retries[attempt]))
  }
}

function send(file: File, settings: Settings, onProgress: (share: number) => void, signal?: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const sending = new Upload(file, {
      endpoint: settings.uploads,
      retryDelays: retries,
      chunkSize: 4 << 20,
      metadata: { filename: file.name },
      removeFingerprintOnSuccess: true,
      onBeforeRequest: request => request.setHeader('RequestVerificationToken', token()),
      onProgress: (sent, all) => onProgress(Math.min(0.99, sent / all)),
      onSuccess: () => resolve(sending.url!),
      onError: () => reject(new Error(settings.texts['failed']))
    })
    signal?.addEventListener('abort', () => {
      void sending.abort(true)
      reject(new DOMException('', 'AbortError'))
    })
    sending.findPreviousUploads().then(
      previous => {
        if (previous[0]) sending.resumeFromPreviousUpload(previous[0])
        sending.start()
      },
      () => sending.start()
    )
  })
}
