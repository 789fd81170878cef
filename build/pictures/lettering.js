// Text as outlines, set in the site's faces: a drawing then looks the same everywhere and needs no face of its own.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as hb from 'harfbuzzjs';
import wawoff2 from 'wawoff2';

const here = dirname(fileURLToPath(import.meta.url));

const face = async (file) => {
  const bytes = Uint8Array.from(await wawoff2.decompress(readFileSync(join(here, 'node_modules/@fontsource', file))));
  const font = new hb.Font(new hb.Face(new hb.Blob(bytes.buffer)));
  font.setScale(1000, 1000);
  return font;
};
const faces = {
  latin: { 400: await face('source-sans-3/files/source-sans-3-latin-400-normal.woff2'), 600: await face('source-sans-3/files/source-sans-3-latin-600-normal.woff2') },
  arabic: { 400: await face('noto-naskh-arabic/files/noto-naskh-arabic-arabic-400-normal.woff2'), 600: await face('noto-naskh-arabic/files/noto-naskh-arabic-arabic-600-normal.woff2') },
};

// HarfBuzz joins and orders the letters; y grows downwards in a drawing.
export const outline = (text, script, [x, y], { size = 14, weight = 400, to = 'middle', spacing = 0 } = {}) => {
  const font = faces[script][weight];
  const scale = size / 1000;
  const buffer = new hb.Buffer();
  buffer.addText(text);
  buffer.guessSegmentProperties();
  hb.shape(font, buffer);
  const positions = buffer.getGlyphPositions();
  const glyphs = buffer.getGlyphInfos().map((info, i) => ({ g: info.codepoint, ...positions[i] }));
  const gap = spacing / scale;
  const total = glyphs.reduce((sum, glyph) => sum + glyph.xAdvance + gap, -gap);
  // "start" and "end" are sides of the place, not of the line: places on a map do not move with the language.
  let pen = to === 'middle' ? -total / 2 : to === 'end' ? -total : 0;
  const commands = [];
  for (const glyph of glyphs) {
    let index = 0;
    commands.push(font.glyphToPath(glyph.g).replace(/-?\d+(?:\.\d+)?/g, (number) => {
      const isX = index++ % 2 === 0;
      const value = isX ? x + (Number(number) + pen + glyph.xOffset) * scale : y - (Number(number) + glyph.yOffset) * scale;
      return String(Math.round(value * 10) / 10) + ' ';
    }));
    pen += glyph.xAdvance + gap;
  }
  return commands.join('').replace(/ +/g, ' ').replace(/ (?=[A-Z])/g, '').trim();
};
