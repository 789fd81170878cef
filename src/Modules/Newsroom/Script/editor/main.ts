import { mount } from './editor.ts'
import { follow } from './comments.ts'
import { keep } from './keep.ts'

for (const area of document.querySelectorAll<HTMLTextAreaElement>('textarea[data-editor]')) mount(area)
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-keep]')) keep(form)
follow(document)
