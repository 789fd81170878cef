import assert from 'node:assert/strict'
import { test } from 'node:test'
import { find } from '../editor/comments.ts'
import { read } from '../editor/markdown.ts'

const words = (markdown: string, text: string): string[] => {
  const doc = read(markdown)
  return find(doc, [{ id: 'a', text }]).map(({ from, to }) => doc.textBetween(from, to, '\n', '\ufffc'))
}

test('a passage is found through marks, links and spaces', () => {
  assert.deepEqual(words('The **old** bridge [is open](doc:one) again.', 'old bridge  is open'), ['old bridge is open'])
})

test('an Arabic passage with vowel signs is found', () => {
  assert.deepEqual(words('جسر يُفتح من جديد في الرقة.', 'يُفتح من جديد'), ['يُفتح من جديد'])
})

test('a passage is found in a list and in the second paragraph', () => {
  assert.deepEqual(words('One.\n\n- two\n- three four\n', 'three four'), ['three four'])
})

test('a passage that is not there, is empty or spans paragraphs has no place', () => {
  for (const text of ['seven', '', '–', 'One. Two']) assert.deepEqual(words('One.\n\nTwo.', text), [])
})
