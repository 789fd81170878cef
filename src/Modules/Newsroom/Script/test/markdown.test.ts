import assert from 'node:assert/strict'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { read, write, writeBlock } from '../editor/markdown.ts'
import { EditorState, NodeSelection } from 'prosemirror-state'
import { insertEmbed, placeOf } from '../editor/editor.ts'
import { schema } from '../editor/schema.ts'
import { addSpeaker, insertFootnote, toggleGallery } from '../editor/toolbar.ts'

const content = process.env.CONTENT ?? '../../../../content'

const files = (function list(folder: string): string[] {
  return readdirSync(folder).flatMap(name => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? list(path) : path.endsWith('.md') ? [path] : []
  })
})(join(content, 'documents'))

const bodyOf = (file: string) =>
  readFileSync(file, 'utf8')
    .replace(/^---\n[\s\S]*?\n---\n/, '')
    .trim()

/** Every block written anew, as after an edit of each. */
const anew = (markdown: string) => {
  const blocks: string[] = []
  read(markdown).forEach(block => blocks.push(writeBlock(block)))
  return blocks.join('\n\n')
}

test('there are documents to try', () => assert.ok(files.length > 100, `${files.length} files`))

for (const file of files) {
  const body = bodyOf(file)
  test(`${file} comes back the same`, () => {
    assert.equal(write(read(body)), body)
    assert.equal(anew(body), body)
  })
}

const samples: [string, string][] = [
  ['table', '| State | Since |\n|---|---|\n| Iraq | 2014 |\n| **Chad** | {{members}} |'],
  ['table after text', 'Words.\n\n| A | B |\n|---|---|\n| 1 | a \\| b |\n\nMore.'],
  ['nested list', '- One\n  - Two\n  - Three\n- Four'],
  ['numbers', '3. Three\n4. Four'],
  ['quote', '> First\n>\n> Second'],
  ['quote with a list', '> - One\n> - Two'],
  ['code', '```text\na  b\n```'],
  ['links', '[a](doc:about) [b](~/progress) [c](https://a.example/كتاب "title") <https://a.example>'],
  ['marks', '**bold** and *slanted* and `code` and ***both***'],
  ['value', '{{members 2020-10-01}} states, {{ figure area-peak }}.'],
  ['attributes', '*nom*{lang=fr} {#place}'],
  ['Arabic', '## العنوان\n\nنص **مهم** مع [رابط](doc:about)، و{{members}} دولة.'],
  ['break', 'one\\\ntwo'],
  ['rule', 'a\n\n---\n\nb']
]
for (const [name, text] of samples) {
  test(`${name} comes back the same`, () => {
    assert.equal(write(read(text)), text)
    assert.equal(write(read(anew(text))), anew(text))
  })
}

test('a block that is changed leaves the others as they were written', () => {
  const doc = read('* star\n* list\n\nWords\n\n***')
  const changed = doc.type.create(null, [doc.child(0), read('Other words').child(0), doc.child(2)])
  assert.equal(write(changed), '* star\n* list\n\nOther words\n\n***')
})

test('random text is read and written without loss of words', () => {
  let seed = 20200323
  const random = (below: number) => (seed = (seed * 1103515245 + 12345) % 2147483648) % below
  const pieces = ['# ', '- ', '1. ', '> ', '|', '\n', '\n\n', '*', '**', '`', '[a](b)', '{{x}}', '{{', '}}', '\\', '<b>', '&amp;', 'word', 'كلمة', '  ', '---', '\t', '!', '[^1]', '\u0000']
  for (let run = 0; run < 3000; run++) {
    const text = Array.from({ length: random(14) }, () => pieces[random(pieces.length)]).join('')
    const once = write(read(text))
    const words = (value: string) => (value.match(/word|كلمة/g) ?? []).length
    assert.equal(words(once), words(text), JSON.stringify(text))
    const again = anew(text)
    assert.equal(read(again).textContent.replace(/\s+/g, ''), read(text).textContent.replace(/\s+/g, ''), JSON.stringify([text, again]))
  }
})

test('the cursor of the plain field keeps its place in the editor', () => {
  const text = '## Aim\n\nThe **coalition** met.\n\n- one\n- two\n'
  const before = (words: string) => {
    const doc = read(text)
    return doc.textBetween(0, placeOf(text, text.indexOf(words)), '|')
  }
  assert.equal(before('Aim'), '')
  assert.equal(before('alition'), 'Aim|The co')
  assert.equal(before('met'), 'Aim|The coalition ')
  assert.equal(before('wo'), 'Aim|The coalition met.|one|t')
  assert.equal(placeOf(text, text.length) <= read(text).content.size, true)
  assert.equal(placeOf('', 0) >= 0, true)
})

test('footnotes are named in the text and written in paragraphs of their own', () => {
  const text = 'Freed[^1] and **held[^two]**.\n\n[^1]: As stated by [AFP](https://a.example/).\n\n[^two]: See {{members}}.'
  const doc = read(text)
  assert.deepEqual(
    [doc.child(0).child(1).type.name, doc.child(1).type.name, doc.child(2).attrs.label],
    ['footnote', 'footnote_text', 'two']
  )
  assert.equal(write(doc), text)
  assert.equal(doc.content.content.map(writeBlock).join('\n\n'), text)
  // One word would be an address of a link to the stock parser.
  assert.equal(writeBlock(read('[^1]: word').child(0)), '[^1]: word')
  assert.equal(read('[^1]: one\n[^2]: two').childCount, 2)
  assert.equal(read('[^1]: one\nand more\n\nParagraph').child(0).textContent, 'one and more')
  // What is typed as words stays words.
  assert.equal(write(schema.node('doc', null, [schema.node('paragraph', null, [schema.text('[^1]')])])), '\\[^1\\]')
})

test('a footnote is numbered after those that are there', () => {
  const state = EditorState.create({ doc: read('One[^3].\n\n[^3]: Three.'), selection: undefined })
  let after = state
  insertFootnote(state, change => (after = state.apply(change)))
  assert.equal(after.doc.lastChild!.attrs.label, '4')
  assert.equal(after.selection.$from.parent, after.doc.lastChild)
})

test('pictures are read and written as the server does', () => {
  const written = [
    '![](picture:violin)',
    '![كمان](picture:violin-2 "الموصل")',
    String.raw`![\[a\] \*b\* \_c\_ \`d\` \<e> \&amp; \\ " \! \~ \^ \{x}](picture:violin "\"q\" \\ &amp;amp; *c*")`
  ]
  for (const line of written) {
    const doc = read(`Before.\n\n${line}\n\nAfter.`)
    assert.equal(doc.child(1).type.name, 'picture', line)
    assert.equal(writeBlock(doc.child(1)), line)
  }
  const { alt, caption } = read(written[2]!).child(0).attrs
  assert.equal(alt, '[a] *b* _c_ `d` <e> &amp; \\ " ! ~ ^ {x}')
  assert.equal(caption, '"q" \\ &amp; *c*')
})

test('what is no picture alone stays as it was written', () => {
  for (const text of [
    'See ![](picture:violin) there.',
    '![](picture:violin)\nwords',
    'words\n![](picture:violin)',
    '- ![](picture:violin)',
    '> ![](picture:violin)',
    '![*a*](picture:violin)',
    '![](https://example.org/x.png)',
    '![](picture:Not-A-Name)'
  ]) {
    const doc = read(text)
    assert.ok(!JSON.stringify(doc.toJSON()).includes('"picture"'), text)
    assert.equal(write(doc), text)
  }
})

test('a file for download is a link alone in its paragraph', () => {
  const text = 'Before.\n\n[Annual report](file:file-0a1b2c3d4e)\n\nAfter.'
  assert.equal(write(read(text)), text)
  assert.equal(anew(text), text)
})

test('a file of the own device is no link', () => {
  assert.equal(read('[x](file:///etc/passwd)').textContent, '[x](file:///etc/passwd)')
})

test('a chosen file goes into a paragraph of its own after the cursor', () => {
  let state = EditorState.create({ doc: read('One.\n\nTwo.') })
  insertEmbed({ state, dispatch: change => void (state = state.apply(change)) }, { address: 'file:file-0a', title: 'Report [1]' })
  assert.equal(write(state.doc), 'One.\n\n[Report \\[1\\]](file:file-0a)\n\nTwo.')
  assert.equal(state.selection.$from.parent.textContent, 'Two.')
})

test('pictures in lines of one paragraph are a gallery', () => {
  const text = 'Before.\n\n![one](picture:one)\n![](picture:two "Two")\n\nAfter.'
  const doc = read(text)
  assert.equal(doc.child(1).type.name, 'gallery')
  assert.equal(doc.child(1).childCount, 2)
  assert.equal(write(doc), text)
  assert.equal(anew(text), text)
  assert.equal(read('![one](picture:one)\nwords').child(0).type.name, 'paragraph')
})

test('a picture is joined with its neighbour, and a gallery is taken apart', () => {
  const text = '![one](picture:one)\n\n![two](picture:two)\n\n![three](picture:three)'
  let state = EditorState.create({ doc: read(text) })
  const select = (at: number) => void (state = state.apply(state.tr.setSelection(NodeSelection.create(state.doc, at))))
  const run = () => toggleGallery(state, change => void (state = state.apply(change)))
  select(0)
  assert.ok(run())
  assert.equal(write(state.doc), '![one](picture:one)\n![two](picture:two)\n\n![three](picture:three)')
  select(4)
  assert.ok(run())
  assert.equal(write(state.doc), '![one](picture:one)\n![two](picture:two)\n![three](picture:three)')
  assert.ok(run())
  assert.equal(write(state.doc), text)
  state = EditorState.create({ doc: read('![one](picture:one)\n\nwords') })
  select(0)
  assert.equal(run(), false)
})

test('a quotation gets one speaker', () => {
  let state = EditorState.create({ doc: read('> We go on.') })
  assert.ok(addSpeaker(state, change => void (state = state.apply(change.insertText('A minister')))))
  assert.equal(write(state.doc), '> We go on.\n>\n> — A minister')
  assert.equal(addSpeaker(state), false)
})

test('figures and a part of the timeline are links alone in their paragraphs', () => {
  const text = '[Figures](figures:people-freed,area-peak)\n\n[2017](timeline:2017-06..2017-10)'
  assert.equal(write(read(text)), text)
  assert.equal(anew(text), text)
})
