import { mount } from './editor.ts'

for (const area of document.querySelectorAll<HTMLTextAreaElement>('textarea[data-editor]')) mount(area)
