import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isPackedPage } from '../support/packed-pages.ts';
import { Consumer } from './consumer.ts';
import { deadLinks } from './links.ts';
import { type Packed, pack, root, sizesOfCode } from './pack.ts';

let packed: Packed;
let consumer: Consumer;

beforeAll(() => {
  packed = pack();
  consumer = new Consumer(packed.tarball);
}, 120_000);
afterAll(() => {
  consumer.remove();
  packed.remove();
});

describe('the packed package', () => {
  it('holds the built files of each source file, its documents, and nothing else', () => {
    const sources = filesIn(join(root, 'src')).filter((path) => /\.ts$/.test(path) && !/\.(?:test|test-d|d)\.ts$/.test(path));
    const built = sources.map((path) => `dist/${path.slice(0, -3)}.js`);
    const commonJs = entryNames().flatMap((name) => [`dist/common-js/${name}.cjs`, `dist/common-js/${name}.d.cts`]);
    const pages = ['docs', 'decisions'].flatMap((folder) => filesIn(join(root, folder)).map((path) => `${folder}/${path}`)).filter(isPackedPage);
    const papers = ['LICENSE', 'README.md', 'SECURITY.md', 'llms.txt', 'package.json'];
    const files = packed.files.filter((path) => !path.endsWith('.d.ts'));
    expect(files.toSorted()).toEqual([...papers, ...pages, ...built, ...commonJs, 'dist/common-js/load-module.cjs'].toSorted());
  });

  it('holds the declarations that the compiler reads for its entries, and no others', async () => {
    const imports = entryNames().map((name) => `import type {} from '${name === 'index' ? 'halyard' : `halyard/${name}`}';`);
    writeFileSync(join(consumer.folder, 'entries.mts'), imports.join('\n'));
    const options = ['--ignoreConfig', '--noEmit', '--listFiles', '--module', 'nodenext'];
    const { stdout } = await consumer.run(join(root, 'node_modules/typescript/bin/tsc'), ...options, 'entries.mts');
    const read = [...stdout.matchAll(/node_modules\/halyard\/(dist\/\S+\.d\.ts)$/gm)].map(([, path]) => path);
    expect(packed.files.filter((path) => path.endsWith('.d.ts')).toSorted()).toEqual(read.toSorted());
  });

  it('is small to download and to install', () => {
    const code = sizesOfCode();
    expect(code.size).toBeLessThan(815_000);
    expect(code.unpackedSize).toBeLessThan(2_560_000);
    // This size includes every page and picture of the documentation.
    expect(packed.size).toBeLessThan(1_070_000);
    expect(packed.unpackedSize).toBeLessThan(3_230_000);
  });

  it('has only pictures of a reduced size: node scripts/palette.mjs FILE', () => {
    const pictures = packed.files.filter((path) => /\.(?:png|jpe?g|gif|webp|svg)$/.test(path));
    expect(pictures).not.toEqual([]);
    for (const path of pictures) expect(statSync(join(root, path)).size, path).toBeLessThan(100_000);
  });

  it('has the target of each link of its pages', () => {
    // The pictures of the development page and of proxies are as large as half of the code. Only the repository has them.
    expect(deadLinks(packed.files).filter((link) => !/docs\/images|images\/(?:(?:compared|development-page)-|proxies\.)/.test(JSON.stringify(link)))).toEqual(
      [],
    );
  });

  it('has the command halyard, which needs nothing else', async () => {
    const bin = join(consumer.folder, 'node_modules/.bin/halyard');
    expect(statSync(bin).mode & 0o111).toBe(0o111);
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly version: string };
    expect(await consumer.run(bin, '--version')).toMatchObject({ code: 0, stdout: `${version}\n`, stderr: '' });
    expect(await consumer.run(bin, 'show')).toMatchObject({ code: 0, stdout: expect.stringContaining('No failures are kept') });
  });

  it('installs no host', () => {
    expect(existsSync(join(consumer.folder, 'node_modules/express'))).toBe(false);
    // Halyard, its nine dependencies, and what iron-webcrypto and parse5 need.
    expect(consumer.packages().length).toBeLessThan(13);
  });

  it.each(['express', 'fastify', 'fetch', 'hapi', 'koa', 'load', 'maintenance', 'node-http', 'forms', 'presets', 'testing', 'conformance'])(
    'opens halyard/%s by import and by require, with no host there',
    async (entry) => {
      const imported = await consumer.run('--input-type=module', '-e', `console.log(Object.keys(await import('halyard/${entry}')).sort().join())`);
      // Node marks modules that have a default export for the CommonJS code of compilers.
      const required = await consumer.run('-e', `const { __esModule, ...names } = require('halyard/${entry}'); console.log(Object.keys(names).sort().join())`);
      expect(imported.stdout).not.toBe('\n');
      expect(required).toEqual(imported);
      expect(required).toMatchObject({ code: 0, stderr: '' });
    },
  );
});

describe('an app on plain Node with nothing but halyard installed', () => {
  answersAsAnApp('node-http.mjs');
  answersAsAnApp('node-http.cjs');
});

describe('an app on Express', () => {
  beforeAll(() => consumer.install('express@5', '@types/express@5', '@types/node@20'), 120_000);

  answersAsAnApp('express.mjs');
  answersAsAnApp('express.cjs');

  it('compiles in strict mode, with typed methods on res, and mistakes do not compile', async () => {
    const { stdout, code } = await consumer.run(join(root, 'node_modules/typescript/bin/tsc'), '-p', '.');
    expect(stdout).toBe('');
    expect(code).toBe(0);
  }, 120_000);
});

/** The names of the entries: `express`, and `index` for the package itself. */
function entryNames(): readonly string[] {
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly exports: object };
  const paths = Object.keys(exports).filter((path) => path !== './package.json');
  return paths.map((path) => (path === '.' ? 'index' : path.slice(2)));
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => statSync(join(folder, path)).isFile());
}

function answersAsAnApp(file: string): void {
  it(`answers each client when started from ${file}`, async () => {
    const app = await consumer.serve(file);
    try {
      const page = await fetch(`${app.url}/missing`, { headers: { accept: 'text/html' } });
      expect(page.status).toBe(404);
      expect(await page.text()).toContain('Nothing moored here: 404');

      const problem = await fetch(`${app.url}/missing`, { headers: { accept: 'application/json' } });
      expect(problem.status).toBe(404);
      expect(await problem.json()).toMatchObject({ title: 'Not Found', status: 404 });

      const own = await fetch(`${app.url}/rope`);
      expect(own.status).toBe(409);
      expect(await own.json()).toMatchObject({ title: 'Out of Stock', detail: 'No rope left' });

      const broken = await fetch(`${app.url}/broken`);
      expect(broken.status).toBe(500);
      expect(await broken.text()).not.toContain('winch');
    } finally {
      await app.stop();
    }
    expect(app.stderr()).toBe('');
  });
}
