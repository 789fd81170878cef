import { follow } from './comments.ts'
import { keep } from './keep.ts'
import { assist } from './segments.ts'

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-keep]')) keep(form)
for (const form of document.querySelectorAll<HTMLFormElement>('form.segments')) assist(form)
follow(document)
