// Writes the locator maps of the demonstration content: one drawing per language.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { geoMercator, geoPath } from 'd3-geo';
import { mesh } from 'topojson-client';
import { outline } from './lettering.js';

const here = dirname(fileURLToPath(import.meta.url));
const pictures = join(here, '../../content/pictures');
const fine = JSON.parse(readFileSync(join(here, 'node_modules/world-atlas/countries-50m.json'), 'utf8'));

const width = 640, height = 400;
const projection = geoMercator().fitExtent([[0, 0], [width, height]], { type: 'MultiPoint', coordinates: [[35.4, 37.6], [45.9, 32.35]] });
const path = geoPath(projection.clipExtent([[-2, -2], [width + 2, height + 2]]));

const rivers = {
  euphrates: [[38.02, 36.83], [37.95, 36.55], [38.1, 36.3], [38.25, 36.1], [38.45, 35.9], [38.75, 35.93], [39.01, 35.93], [39.3, 35.87], [39.65, 35.72],
    [39.95, 35.5], [40.14, 35.34], [40.35, 35.12], [40.48, 34.93], [40.7, 34.72], [40.93, 34.45], [41.1, 34.37], [41.5, 34.42], [41.98, 34.37],
    [42.3, 34.2], [42.45, 34.0], [42.75, 33.72], [42.95, 33.52], [43.3, 33.43], [43.6, 33.38], [43.85, 33.3], [44.1, 33.0], [44.27, 32.75], [44.4, 32.3]],
  tigris: [[42.3, 37.2], [42.7, 36.75], [43.0, 36.45], [43.13, 36.34], [43.3, 36.05], [43.3, 35.75], [43.38, 35.35], [43.5, 34.95], [43.68, 34.6],
    [43.85, 34.2], [44.2, 33.9], [44.35, 33.55], [44.4, 33.3], [44.6, 33.0], [44.9, 32.7], [45.3, 32.55]],
};

const places = {
  aleppo: { at: [37.16, 36.2], names: { en: 'Aleppo', fr: 'Alep', ar: 'حلب', ckb: 'حەلەب' }, dx: 0, dy: -9, to: 'middle' },
  kobane: { at: [38.35, 36.89], names: { en: 'Kobane', fr: 'Kobané', ar: 'كوباني', ckb: 'کۆبانی' }, dx: 10, dy: 3, to: 'start' },
  raqqa: { at: [39.01, 35.95], names: { en: 'Raqqa', fr: 'Raqqa', ar: 'الرقة', ckb: 'ڕەققە' }, dx: 0, dy: -10, to: 'middle' },
  'deir-ez-zor': { at: [40.14, 35.34], names: { en: 'Deir ez-Zor', fr: 'Deir ez-Zor', ar: 'دير الزور', ckb: 'دێرەزوور' }, dx: -9, dy: 15, to: 'end' },
  baghouz: { at: [40.95, 34.45], names: { en: 'Baghouz', fr: 'Baghouz', ar: 'الباغوز', ckb: 'باغووز' }, dx: -13, dy: 5, to: 'end' },
  mosul: { at: [43.13, 36.34], names: { en: 'Mosul', fr: 'Mossoul', ar: 'الموصل', ckb: 'مووسڵ' }, dx: 11, dy: -5, to: 'start' },
  tikrit: { at: [43.68, 34.6], names: { en: 'Tikrit', fr: 'Tikrit', ar: 'تكريت', ckb: 'تکریت' }, dx: 10, dy: 4, to: 'start' },
  ramadi: { at: [43.3, 33.43], names: { en: 'Ramadi', fr: 'Ramadi', ar: 'الرمادي', ckb: 'ڕومادی' }, dx: -8, dy: 17, to: 'end' },
  baghdad: { at: [44.37, 33.31], names: { en: 'Baghdad', fr: 'Bagdad', ar: 'بغداد', ckb: 'بەغدا' }, dx: 9, dy: -6, to: 'start' },
};
const lands = [
  { at: [38.2, 34.6], names: { en: 'SYRIA', fr: 'SYRIE', ar: 'سوريا', ckb: 'سووریا' } },
  { at: [42.1, 35.3], names: { en: 'IRAQ', fr: 'IRAK', ar: 'العراق', ckb: 'عێراق' } },
  { at: [40.4, 37.25], names: { en: 'TÜRKIYE', fr: 'TÜRKIYE', ar: 'تركيا', ckb: 'تورکیا' } },
];
const river = { at: [41.75, 34.62], names: { en: 'Euphrates', fr: 'Euphrate', ar: 'الفرات', ckb: 'فورات' } };

const maps = [
  { name: 'map-baghouz', hot: ['raqqa', 'baghouz'], shown: ['aleppo', 'deir-ez-zor', 'mosul', 'baghdad', 'ramadi'] },
  { name: 'map-raqqa', hot: ['raqqa'], shown: ['aleppo', 'deir-ez-zor', 'kobane', 'mosul', 'baghdad'] },
  { name: 'map-deir-ez-zor', hot: ['deir-ez-zor'], shown: ['aleppo', 'raqqa', 'mosul', 'baghdad'] },
  { name: 'map-kobane', hot: ['kobane'], shown: ['aleppo', 'raqqa', 'mosul', 'baghdad'] },
  { name: 'map-mosul', hot: ['mosul'], shown: ['aleppo', 'raqqa', 'tikrit', 'ramadi', 'baghdad'] },
  { name: 'map-iraq', hot: ['baghdad', 'mosul'], shown: ['aleppo', 'raqqa', 'tikrit', 'ramadi'] },
];

const label = (text, language, at, { size, weight, to, spacing, kind }) => {
  const isArabic = language === 'ar' || language === 'ckb';
  const d = outline(text, isArabic ? 'arabic' : 'latin', at, { size: isArabic ? size * 1.18 : size, weight, to, spacing: isArabic ? 0 : spacing });
  return `<path class="${kind} l" d="${d}"/>`;
};

const line = (points) => {
  const at = points.map((point) => projection(point).map((value) => Math.round(value * 10) / 10));
  return at.map(([x, y], i) => {
    if (i === 0) return `M${x} ${y}`;
    const [px, py] = at[i - 1];
    return `Q${px} ${py} ${Math.round((px + x) * 5) / 10} ${Math.round((py + y) * 5) / 10}`;
  }).join('') + `L${at.at(-1).join(' ')}`;
};
const borders = path(mesh(fine, fine.objects.countries)).replace(/-?\d+\.\d+/g, (number) => String(Math.round(Number(number) * 2) / 2));

const style = `.g{fill:#eef0ea}.b{fill:none;stroke:#4a5661;stroke-width:1.1}.r{fill:none;stroke:#0b5563;stroke-width:1.2;opacity:.7}.e{stroke-width:2.6;opacity:1}
.t{fill:#14202b}.h{fill:#963a24}.w{fill:#0b5563}.c{fill:#4a5661}.l{paint-order:stroke;stroke:#eef0ea;stroke-width:4;stroke-linejoin:round}
@media(prefers-color-scheme:dark){.g{fill:#18222a}.b{stroke:#adb5b9}.r{stroke:#7fc6d0}.t{fill:#e9e6dd}.h{fill:#e39a83}.w{fill:#7fc6d0}.c{fill:#adb5b9}.l{stroke:#18222a}}`;

const draw = (map, language) => {
  const parts = [`<rect class="g" width="${width}" height="${height}"/><path class="b" d="${borders}"/>`,
    `<path class="r" d="${line(rivers.tigris)}"/><path class="r e" d="${line(rivers.euphrates)}"/>`];
  for (const land of lands) parts.push(label(land.names[language], language, projection(land.at), { size: 12.5, spacing: 3, kind: 'c' }));
  parts.push(label(river.names[language], language, projection(river.at), { size: 13.5, kind: 'w' }));
  for (const [key, isHot] of [...map.shown.map((key) => [key, false]), ...map.hot.map((key) => [key, true])]) {
    const place = places[key];
    const [x, y] = projection(place.at).map((value) => Math.round(value * 10) / 10);
    parts.push(`<circle class="${isHot ? 'h' : 't'}" cx="${x}" cy="${y}" r="${isHot ? 5.5 : 3.2}"/>`);
    parts.push(label(place.names[language], language, [x + place.dx, y + place.dy], { size: isHot ? 17 : 14.5, weight: isHot ? 600 : 400, to: place.to, kind: 't' }));
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}"><style>${style.replace(/\n/g, '')}</style>${parts.join('')}</svg>\n`;
};

for (const map of maps) {
  const folder = join(pictures, map.name);
  mkdirSync(folder, { recursive: true });
  for (const language of ['en', 'ar', 'fr', 'ckb']) {
    const svg = draw(map, language);
    writeFileSync(join(folder, `${language}.svg`), svg);
    if (language === 'en') console.log(map.name, svg.length, 'bytes');
  }
}
