import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { planted, SHAPES, secret } from './planted.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Makes the folder of an app on Express whose source holds a secret of each shape beside the line that fails. */
export function plantedApp(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'halyard-planted-')));
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(root, join(folder, 'node_modules/halyard'));
  symlinkSync(join(root, 'node_modules/express'), join(folder, 'node_modules/express'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'planted', type: 'module' }));
  writeFileSync(join(folder, 'server.js'), source());
  return folder;
}

/** One handler for each shape. The literals stand in the lines of the excerpt. */
function source(): string {
  const handlers = SHAPES.map(({ name }, shape) => {
    const text = (place: Parameters<typeof planted>[1]): string => JSON.stringify(planted(shape, place));
    return `
app.all('/shape/${shape}', express.json(), express.urlencoded(), (req, res, next) => {
  // ${name}: ${planted(shape, 'excerpt').replaceAll('\n', ' ')}
  const note = ${text('excerpt')};
  const apiKey = process.env.API_KEY ?? '${secret(shape, 'env')}';
  next(Object.assign(new Error('The key was ' + ${text('message')}, { cause: new TypeError(${text('cause')}) }), { note: ${text('member')}, config: { headers: { 'x-note': ${text('member')} } } }), note, apiKey);
});`;
  });
  return `import express from 'express';
import { halyard } from 'halyard/express';

const app = express();
halyard(app, { context: (req) => ({ user: { id: 7, note: req.get('x-context') } }) });
${handlers.join('\n')}

const server = app.listen(0, '127.0.0.1', () => console.log('port=' + server.address().port + ';'));
`;
}
