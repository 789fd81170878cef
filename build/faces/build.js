// Writes src/Web/wwwroot/faces/*.woff2, src/Web/Styles/faces.css and src/Modules/Media/Faces/*.ttf. Run it again when a language is added.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import subsetFont from 'subset-font';

const here = dirname(fileURLToPath(import.meta.url));
const web = join(here, '../../src/Web');
const out = join(web, 'wwwroot/faces');

const range = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)).join('');
const latin = range(0x20, 0x7e) + range(0xa0, 0xff) + 'ŒœŸ' + '‘’“”„‹›–—…•′″−×\u2009\u202f\u2011€';
// Letters of Arabic and Sorani Kurdish, their marks, digits and punctuation; joined forms come along by the face's own rules.
const arabic = range(0x621, 0x63a) + range(0x640, 0x652) + 'ٰٔٓٱپچژکگڤڕڵۆێیەھ' + range(0x660, 0x66c) + '،؛؟۔«» .:()–—…٫٬٪\u200c\u200d\u200e\u200f';

const languageNames = readdirSync(join(here, '../../texts')).map(
  (code) => JSON.parse(readFileSync(join(here, '../../texts', code, 'language.json'), 'utf8')).name);

const faces = [
  { name: 'serif', family: 'SourceSerif', file: '@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2', text: latin, weights: [400, 700] },
  { name: 'sans', family: 'SourceSans', file: '@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2', text: latin, weights: [400, 700] },
  { name: 'naskh', family: 'Naskh', file: '@fontsource-variable/noto-naskh-arabic/files/noto-naskh-arabic-arabic-wght-normal.woff2', text: arabic, weights: [400, 700], range: 'U+0600-06FF,U+200C-200F' },
  // The languages' own names stand on every page: a Latin page must not fetch the whole Arabic face for two words.
  { name: 'tongues', family: 'Tongues', file: '@fontsource-variable/noto-naskh-arabic/files/noto-naskh-arabic-arabic-wght-normal.woff2', text: languageNames.join('').replace(/[^\u0600-\u06ff]/g, ''), weights: [400, 700], range: 'U+0600-06FF' },
];

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
let css = '/* Written by build/faces/build.js. */\n';
for (const face of faces) {
  const source = readFileSync(join(here, 'node_modules', face.file));
  const [min, max] = face.weights;
  const cut = await subsetFont(source, face.text, { targetFormat: 'woff2', variationAxes: { wght: { min, max } } });
  const file = `${face.name}.${createHash('sha256').update(cut).digest('hex').slice(0, 10)}.woff2`;
  writeFileSync(join(out, file), cut);
  css += `@font-face{font-family:${face.family};src:url(/faces/${file}) format("woff2");font-weight:${min} ${max};font-display:optional`;
  css += face.range ? `;unicode-range:${face.range}}\n` : '}\n';
  console.log(`${file} ${cut.length} bytes`);
}
// For pictures drawn on the server: one weight each, in the form that Pango reads, under the names it finds them by.
const printed = join(here, '../../src/Modules/Media/Faces');
rmSync(printed, { recursive: true, force: true });
mkdirSync(printed, { recursive: true });
for (const face of [
  { name: 'serif', file: faces[0].file, text: latin, weight: 600 },
  { name: 'naskh', file: faces[2].file, text: arabic, weight: 700 },
]) {
  const source = readFileSync(join(here, 'node_modules', face.file));
  const cut = await subsetFont(source, face.text, { targetFormat: 'truetype', variationAxes: { wght: face.weight } });
  writeFileSync(join(printed, `${face.name}.ttf`), cut);
  console.log(`${face.name}.ttf ${cut.length} bytes`);
}
const licences = ['source-serif-4', 'source-sans-3', 'noto-naskh-arabic']
  .map((name) => `${name}\n\n${readFileSync(join(here, 'node_modules/@fontsource-variable', name, 'LICENSE'), 'utf8')}`).join('\n\n');
writeFileSync(join(printed, 'LICENSE.txt'), licences);
writeFileSync(join(out, 'LICENSE.txt'), licences);
mkdirSync(join(web, 'Styles'), { recursive: true });
writeFileSync(join(web, 'Styles/faces.css'), css);
