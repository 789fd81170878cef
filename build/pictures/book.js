// Writes the exercise book of the campaign This Generation Learns: one letter written, the next ones dotted.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { outline } from './lettering.js';

const folder = join(dirname(fileURLToPath(import.meta.url)), '../../content/pictures/exercise-book');
const rows = [
  { script: 'arabic', letters: ['ا', 'ب', 'ت', 'ث', 'ج'], rightToLeft: true },
  { script: 'latin', letters: ['A', 'B', 'C', 'D', 'E'], rightToLeft: false },
  { script: 'arabic', letters: ['ئـ', 'پ', 'چ', 'ڤ', 'ۆ'], rightToLeft: true },
];
const style = '.g{fill:#eef0ea}.n{stroke:#b9c2bd;stroke-width:1.4}.m{stroke:#963a24;stroke-width:1.6}.w{fill:#14202b}.d{fill:none;stroke:#0b5563;stroke-width:2.6;stroke-linecap:round;stroke-dasharray:.1 6.2}'
  + '@media(prefers-color-scheme:dark){.g{fill:#18222a}.n{stroke:#3b4852}.m{stroke:#e39a83}.w{fill:#e9e6dd}.d{stroke:#7fc6d0}}';
const parts = ['<rect class="g" width="640" height="400"/>'];
rows.forEach(({ script, letters, rightToLeft }, row) => {
  const base = 118 + row * 112;
  parts.push(`<path class="n" d="M0 ${base}H640M0 ${base + 26}H640"/>`);
  letters.forEach((letter, index) => {
    const x = rightToLeft ? 520 - index * 106 : 96 + index * 106;
    parts.push(`<path class="${index === 0 ? 'w' : 'd'}" d="${outline(letter, script, [x, base], { size: script === 'arabic' ? 96 : 84, weight: 600 })}"/>`);
  });
});
parts.push('<path class="m" d="M580 0V400M588 0V400"/>');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'all.svg'), `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 400"><style>${style}</style>${parts.join('')}</svg>\n`);
