// Writes src/Modules/Members/Map/world.json: the outline of each state that has ever been a member, and of the rest.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { geoEqualEarth, geoPath } from 'd3-geo';
import { feature, merge } from 'topojson-client';

const here = dirname(fileURLToPath(import.meta.url));
const atlas = (name) => JSON.parse(readFileSync(join(here, 'node_modules/world-atlas', name), 'utf8'));
const coarse = atlas('countries-110m.json');
const fine = atlas('countries-50m.json');

// ISO 3166-1 numeric codes, as the geometry names its countries; Kosovo has none and is found by name.
const numeric = { AF: 4, AL: 8, AU: 36, AT: 40, BH: 48, BE: 56, BA: 70, BG: 100, CA: 124, HR: 191, CY: 196, CZ: 203, DK: 208, EG: 818,
  EE: 233, FI: 246, FR: 250, GE: 268, DE: 276, GR: 300, HU: 348, IS: 352, IQ: 368, IE: 372, IT: 380, JP: 392, JO: 400, KW: 414, LV: 428,
  LB: 422, LT: 440, LU: 442, MK: 807, MY: 458, MD: 498, ME: 499, MA: 504, NL: 528, NZ: 554, NG: 566, NO: 578, OM: 512, PA: 591, PL: 616,
  PT: 620, QA: 634, KR: 410, RO: 642, SA: 682, RS: 688, SG: 702, SK: 703, SI: 705, SO: 706, ES: 724, SE: 752, TW: 158, TN: 788, TR: 792,
  UA: 804, AE: 784, GB: 826, US: 840, LY: 434, ET: 231, DJ: 262, TD: 148, NE: 562, CM: 120, PH: 608, GN: 324, KE: 404, FJ: 242, CD: 180,
  YE: 887, CF: 140, MR: 478, BF: 854, TG: 768, SY: 760 };

const width = 960;
const projection = geoEqualEarth().rotate([-11, 0]).fitWidth(width, { type: 'Sphere' });
const path = geoPath(projection);
// A tenth of a unit is finer than a screen shows; whole units are not.
const round = (d) => (d ?? '').replace(/-?\d+\.\d+/g, (number) => String(Math.round(Number(number) * 2) / 2));
const find = (topology, code) => topology.objects.countries.geometries
  .find((geometry) => (code === 'XK' ? geometry.properties.name === 'Kosovo' : Number(geometry.id) === numeric[code]));

const members = {};
const taken = new Set();
for (const code of [...Object.keys(numeric), 'XK'].sort()) {
  const geometry = find(coarse, code);
  const outline = geometry && round(path(feature(coarse, geometry)));
  if (geometry) taken.add(geometry);
  const centre = path.centroid(feature(fine, find(fine, code))).map((value) => Math.round(value * 10) / 10);
  // Those too small to be seen get a dot, not to be forgotten.
  const isSmall = !outline || path.area(feature(coarse, geometry)) < 9;
  members[code] = isSmall ? { x: centre[0], y: centre[1] } : { d: outline };
}

const rest = coarse.objects.countries.geometries.filter((geometry) => !taken.has(geometry) && geometry.properties.name !== 'Antarctica');
const [[, top], [, bottom]] = path.bounds({ type: 'MultiPoint', coordinates: [[0, 83], [0, -56]] });
const world = { width, top: Math.floor(top) - 2, height: Math.ceil(bottom - top) + 6, rest: round(path(merge(coarse, rest))), members };
const out = join(here, '../../src/Modules/Members/Map');
mkdirSync(out, { recursive: true });
writeFileSync(join(out, 'world.json'), JSON.stringify(world));
console.log(`${Object.keys(members).length} members, ${JSON.stringify(world).length} bytes`);
