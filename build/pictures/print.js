// Pulls the print of the bridge of Raqqa: a picture of pixels, as a scan of the sheet would be.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const here = dirname(fileURLToPath(import.meta.url));
await sharp(join(here, 'raqqa-bridge.svg'))
  .png({ palette: true, compressionLevel: 9, effort: 10 })
  .toFile(join(here, '../../content/pictures/raqqa-bridge/all.png'));
