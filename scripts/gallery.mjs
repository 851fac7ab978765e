// `npm run gallery`: an Express app whose twelve pages fail in twelve ways, to look at the development page. `-- --help` explains.

import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureBuilt, ensureInstalled } from './ensure-ready.mjs';

const HELP = `Serves twelve failures, each as a real app makes it, and the development page of each.

  npm run gallery                              http://127.0.0.1:1338
  npm run gallery -- --port 8080               on another port
  npm run gallery -- --screenshots pictures    writes a picture of each page into a folder, and ends:
                                               light, dark, 320 px wide, and printed

  --only NAME   with --screenshots: one case only, by its address without the slash
`;

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '1338' },
    screenshots: { type: 'string' },
    only: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) {
  process.stdout.write(HELP);
  process.exit(0);
}
if (!/^\d{1,5}$/.test(values.port) || Number(values.port) > 65_535) {
  process.stderr.write(`--port is ${JSON.stringify(values.port)}. Expected a number from 0 to 65535.\n`);
  process.exit(1);
}
ensureInstalled();
ensureBuilt();
// The gallery is an app in development, wherever it is started. The paths of its frames are relative to its folder.
process.env.NODE_ENV = 'development';
const pictures = values.screenshots === undefined ? undefined : resolve(values.screenshots);
process.chdir(fileURLToPath(new URL('gallery/', import.meta.url)));
const { app } = await import('./gallery/app.mjs');
const { CASES } = await import('./gallery/cases.mjs');

const server = createServer(app);
server.on('error', ({ code, message }) => {
  process.stderr.write(code === 'EADDRINUSE' ? `Port ${values.port} is in use. Choose another one: npm run gallery -- --port 8080\n` : `${message}\n`);
  process.exit(1);
});
server.listen(pictures === undefined ? Number(values.port) : 0, '127.0.0.1', async () => {
  const address = `http://127.0.0.1:${server.address().port}`;
  if (pictures === undefined) {
    process.stdout.write(`The gallery is open: ${address}\nStop with Ctrl-C.\n`);
    return;
  }
  await takePictures(address, pictures);
  server.close();
  server.closeAllConnections();
});

/** A picture of each case in each of these ways. */
async function takePictures(address, folder) {
  const { chromium } = await import('playwright-core');
  const { chromiumPath } = await import('./chromium.mjs');
  const executablePath = chromiumPath();
  if (executablePath === undefined) {
    process.stderr.write('There is no Chromium here. Install one, or name it in CHROMIUM.\n');
    process.exitCode = 1;
    return;
  }
  mkdirSync(folder, { recursive: true });
  const ways = {
    light: { viewport: { width: 1280, height: 900 } },
    dark: { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
    narrow: { viewport: { width: 320, height: 800 } },
    print: { viewport: { width: 800, height: 1000 } },
  };
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  for (const { name, path } of CASES.filter((one) => values.only === undefined || one.name === values.only)) {
    for (const [way, options] of Object.entries(ways)) {
      const page = await browser.newPage(options);
      if (way === 'print') await page.emulateMedia({ media: 'print' });
      await page.goto(`${address}${path ?? `/${name}`}`);
      const file = join(folder, `${name}-${way}.png`);
      await page.screenshot({ path: file, fullPage: true });
      process.stdout.write(`${file}\n`);
      await page.close();
    }
  }
  await browser.close();
}
