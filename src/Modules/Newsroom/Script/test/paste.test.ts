import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cleanHtml } from '../editor/paste.ts'

const point = (level: number, marker: string, text: string) =>
  `<p class=MsoListParagraph style='mso-list:l0 level${level} lfo1'><!--[if !supportLists]--><span style='mso-list:Ignore'>${marker}<span>&nbsp;&nbsp;</span></span><!--[endif]-->${text}<o:p></o:p></p>`

const plain = (html: string) => html.replace(/ data-style='[^']*'/g, '')

test('points of a word processor become a list', () =>
  assert.equal(plain(cleanHtml(`<p>a</p>${point(1, '·', 'b')}\n${point(1, '·', 'c')}<p>d</p>`)), '<p>a</p><ul><li>b</li><li>c</li></ul><p>d</p>'))

test('points with numbers become a numbered list, in Arabic figures too', () =>
  assert.equal(plain(cleanHtml(point(1, '١.', 'b') + point(1, '٢.', 'c'))), '<ol><li>b</li><li>c</li></ol>'))

test('levels become lists within lists', () =>
  assert.equal(
    plain(cleanHtml(point(1, '·', 'a') + point(2, 'o', 'b') + point(1, '·', 'c'))),
    '<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>'
  ))

test('a list that begins at a deeper level is whole', () =>
  assert.equal(plain(cleanHtml(point(2, '·', 'a'))), '<ul><li><ul><li>a</li></ul></li></ul>'))

test('styles, scripts, comments and handlers do not come along', () => {
  const html = cleanHtml('<style>p{}</style><script>x</script><!-- c --><p style="color:red" onclick="x()">a = b style="c"</p>')
  assert.equal(html, '<p data-style="color:red" data-onclick="x()">a = b style="c"</p>')
})

test('cells hold words only', () =>
  assert.equal(cleanHtml('<td width=1><p>A</p><p>B</p></td><th><div>C</div></th>'), '<td width=1>A<br>B</td><th>C</th>'))

test('random markup never throws and keeps its words', () => {
  let seed = 20200323
  const random = (below: number) => (seed = (seed * 1103515245 + 12345) % 2147483648) % below
  const pieces = ['<p>', '</p>', '<p style="mso-list:l0 level1 lfo1">', '<p style="mso-list:l0 level9 lfo1">', '<!--', '-->', '<!--[if !supportLists]-->', '<!--[endif]-->', 'word ', '<td>', '</td>', '<', '>', '"', '\u0001', '<o:p>']
  for (let run = 0; run < 3000; run++) cleanHtml(Array.from({ length: random(16) }, () => pieces[random(pieces.length)]).join(''))
})
