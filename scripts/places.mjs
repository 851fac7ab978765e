// `node scripts/places.mjs`: names each place that a response, a body format, a library or a host is missing from, with the line to write.
// Part of `npm run check`. The lists themselves are in scripts/places/. A folder may be given in the place of this repository.
import { resolve } from 'node:path';
import { root as here } from './ensure-ready.mjs';
import { counted, missingPlaces } from './places/missing.mjs';

const root = resolve(process.argv[2] ?? here);
const missing = missingPlaces(root);
for (const line of missing) process.stdout.write(`${line}\n`);
const { response, format, library, host } = counted(root);
const looked = `${response} responses, ${format} formats, ${library} libraries and ${host} hosts`;
process.stdout.write(missing.length === 0 ? `${looked} stand in every list.\n` : `${missing.length} places are missing.\n`);
process.exitCode = missing.length === 0 ? 0 : 1;
