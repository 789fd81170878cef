import { enhanceCaptions } from './captions.ts'
import { choose, enhanceField, type Chosen } from './choose.ts'
import { enhanceFocus } from './focus.ts'
import { enhance } from './library.ts'
import type { Texts } from '../../../../Foundation/Script/dom.ts'
import type { Settings } from './upload.ts'

declare global {
  interface Window {
    /** For the editor of texts. */
    concordPictures?: { choose: (settings: Settings, file?: File) => Promise<Chosen | null> }
  }
}

window.concordPictures = { choose }
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-upload]')) {
  enhance(form, JSON.parse(form.dataset.upload!) as Settings)
}
for (const input of document.querySelectorAll<HTMLInputElement>('input[data-picture-field]')) {
  enhanceField(input, JSON.parse(input.dataset.pictureField!) as Settings)
}
for (const box of document.querySelectorAll<HTMLElement>('[data-focus]')) enhanceFocus(box)
for (const area of document.querySelectorAll<HTMLTextAreaElement>('textarea[data-captions]')) {
  enhanceCaptions(area, JSON.parse(area.dataset.captions!) as Texts)
}
