import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldersOf } from './app-folders.ts';
import { framesOf } from './frames-of.ts';
import type { ReportedFrame } from './reported-frame.ts';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'halyard-app-')));
const outside = realpathSync(mkdtempSync(join(tmpdir(), 'halyard-outside-')));
const folders = foldersOf(root, undefined);

function file(path: string, text: string, folder = root): string {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
  return join(folder, path);
}

file('package.json', '{}');
const orders = file('src/orders.js', Array.from({ length: 30 }, (_, i) => `line(${i + 1});`).join('\n'));

function framesIn(...lines: readonly string[]): readonly ReportedFrame[] {
  return framesOf(`Error: x\n${lines.map((line) => `    at ${line}`).join('\n')}`, 'x', { folders }).frames;
}

const frameOf = (line: string): ReportedFrame => framesIn(line, `main (${orders}:1:1)`)[0]!;

describe('a frame of V8', () => {
  const PATH = '/srv/shop/a.js';
  it.each([
    [`find (${PATH}:1:2)`, { function: 'find', file: PATH, line: 1, column: 2, isAsync: false }],
    [`async find (${PATH}:1:2)`, { function: 'find', isAsync: true }],
    [`async ${PATH}:1:2`, { function: undefined, file: PATH, isAsync: true }],
    [`new Orders (${PATH}:1:2)`, { function: 'new Orders' }],
    [`Object.<anonymous> (${PATH}:1:2)`, { function: 'Object.<anonymous>' }],
    [`<anonymous> (${PATH}:1:2)`, { function: undefined, file: PATH }],
    [`Orders.find [as load] (${PATH}:1:2)`, { function: 'Orders.find [as load]', file: PATH }],
    [`get size [as size] (${PATH}:1:2)`, { function: 'get size [as size]', file: PATH }],
    [`${PATH}:1:2`, { function: undefined, file: PATH, line: 1 }],
    ['find (/srv/(shop)/[id]/a b.js:1:2)', { function: 'find', file: '/srv/(shop)/[id]/a b.js', line: 1 }],
    ['/srv/(shop)/a.js:1:2', { file: '/srv/(shop)/a.js', line: 1 }],
    ['find (file:///srv/my%20shop/%C3%A4.js:1:2)', { file: '/srv/my shop/ä.js', line: 1, path: '/srv/my shop/ä.js' }],
    ['find (file:///srv/shop/a.js?t=17171:1:2)', { file: PATH, line: 1, path: PATH }],
    [`find (${PATH}?t=17171:1:2)`, { file: PATH, path: PATH }],
    ['find (C:\\shop\\a.js:1:2)', { kind: 'app', file: 'C:\\shop\\a.js', line: 1, path: undefined }],
    ['find (file:///C:/shop/node_modules/pg/a.js:1:2)', { kind: 'dependency', package: 'pg', line: 1 }],
    ['C:\\shop\\node_modules\\@scope\\pkg\\a.js:1:2', { kind: 'dependency', package: '@scope/pkg' }],
    [`eval (eval at run (${PATH}:3:4), <anonymous>:1:2)`, { function: 'eval', file: PATH, line: 3, column: 4 }],
    [`eval (eval at a (eval at b (${PATH}:3:4), <anonymous>:1:1), <anonymous>:1:2)`, { file: PATH, line: 3 }],
    ['async Promise.all (index 0)', { kind: 'node', function: 'Promise.all', file: '<anonymous>', isAsync: true, line: undefined }],
    ['Array.map (<anonymous>)', { kind: 'node', function: 'Array.map', file: '<anonymous>' }],
    ['new Promise (<anonymous>)', { kind: 'node', function: 'new Promise' }],
    ['String.replace (native)', { kind: 'node', function: 'String.replace' }],
    ['process.processTicksAndRejections (node:internal/process/task_queues:105:5)', { kind: 'node', file: 'node:internal/process/task_queues', line: 105 }],
    ['internal/main.js:1:2', { kind: 'node', file: 'node:internal/main.js' }],
    ['wasm://wasm/0004:wasm-function[3]:0x3a', { kind: 'dependency' }],
    ['main (wasm://wasm/0004:wasm-function[3]:0x3a)', { kind: 'dependency', function: 'main' }],
    ['evalmachine.<anonymous>:1:7', { kind: 'app', file: 'evalmachine.<anonymous>', line: 1, path: undefined }],
    ['GET (webpack-internal:///(rsc)/./src/a.ts:1:2)', { kind: 'app', file: './src/a.ts', line: 1, path: undefined }],
    ['eval (webpack-internal:///./node_modules/pg/a.js:1:2)', { kind: 'dependency', package: 'pg' }],
    [`a (data:text/javascript,${'x'.repeat(5_000)}:1:2)`, { file: 'data:…', line: 1 }],
  ])('%s', (line, expected) => {
    expect(frameOf(line)).toMatchObject(expected);
  });

  it.each([
    ['/a/node_modules/express/lib/x.js', 'express'],
    ['/a/node_modules/@nestjs/core/x.js', '@nestjs/core'],
    ['/a/node_modules/a/node_modules/b/x.js', 'b'],
    ['/a/node_modules/.pnpm/express@5.1.0/node_modules/express/x.js', 'express'],
    ['/a/node_modules/.pnpm/@prisma+client@7/node_modules/@prisma/client/x.js', '@prisma/client'],
    ['/a/.yarn/cache/pg-npm-8.0.0-1.zip/node_modules/pg/x.js', 'pg'],
  ])('%s is of the package %s', (path, name) => {
    expect(frameOf(`f (${path}:1:2)`)).toMatchObject({ kind: 'dependency', package: name });
  });

  it('of Halyard is left out, unless nothing else is left', () => {
    const ours = ['f (/a/node_modules/halyard/dist/core/x.js:1:2)', `g (${fileURLToPath(new URL('../../../dist/index.js', import.meta.url))}:1:2)`];
    const here = `h (${fileURLToPath(new URL('./frames-of.ts', import.meta.url))}:1:2)`;
    const linked = `i (${pathToFileURL(fileURLToPath(new URL('../index.ts', import.meta.url)))}:1:2)`;
    expect(framesIn(...ours, here, linked, `main (${orders}:1:1)`).map((frame) => frame.function)).toEqual(['main']);
    expect(framesIn(...ours, 'a (node:fs:1:2)').map((frame) => frame.kind)).toEqual(['halyard', 'halyard', 'node']);
  });
});

describe('a line of the message is never a frame', () => {
  const forged = '    at forged (/srv/forged.js:1:2)';
  const real = `    at real (${orders}:3:1)`;
  const names = (stack: string, message: unknown) => framesOf(stack, message, { folders }).frames.map((frame) => frame.function);

  it.each([
    ['in the message', `Error: a\n${forged}\n${real}`, `a\n${forged}`],
    ['in the middle', `Error: a\n${forged}\nb\n${real}`, `a\n${forged}\nb`],
    ['alone', `Error: ${forged}\n${real}`, forged],
    ['with signs of a pattern', `Error: (a+)+$[\n${forged}\n${real}`, `(a+)+$[\n${forged}`],
    ['with a code of Node', `TypeError [ERR_X]: a\n${forged}\n${real}`, `a\n${forged}`],
    ['in a changed message', `Error: a\n${forged}\n${real}`, `while b: a\n${forged}`],
    ['in a message that is twice in the stack', `Error: a\n${forged}\nError: a\n${forged}\n${real}`, `a\n${forged}\nError: a\n${forged}`],
    ['in a message that is a part of the name', `aError: a\n${real}`, 'a'],
    ['in a stack without a message', `${real}`, forged],
    ['in a stack of a bundle', `/srv/x.js:1\n\n\nError: a\n${forged}\n${real}`, `a\n${forged}`],
    ['after the frames', `Error: a\n${real}\nCaused by: b\n${forged}`, 'a'],
  ])('%s', (_, stack, message) => {
    expect(names(stack, message)).toEqual(['real']);
  });

  it('whatever the message is', () => {
    const piece = fc.constantFrom('\n', 'Error: ', ': ', '    at ', forged, ' (/srv/forged.js:1:2)', ')', '\\', '$&', '^a.*', '\r\n');
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 8 }), (pieces) => {
        const error = new Error(pieces.join(''));
        const expected = new Error('plain').stack!.split('\n').length - 1;
        const { frames, omitted } = framesOf(error.stack, error.message, { folders });
        expect(frames.some(({ file: shown }) => shown.includes('forged'))).toBe(false);
        expect(frames.length + omitted).toBeLessThanOrEqual(expected);
        expect(frames.length).toBeGreaterThan(0);
      }),
    );
  });
});

describe('an excerpt', () => {
  const excerpt = (path: string, line: number, column = 1) => framesIn(`f (${path}:${line}:${column})`)[0]?.excerpt;

  it('has five lines around the line', () => {
    expect(excerpt(orders, 10)).toEqual({ from: 5, lines: Array.from({ length: 11 }, (_, i) => `line(${i + 5});`) });
    expect(excerpt(orders, 1)?.lines).toHaveLength(6);
    expect(excerpt(orders, 30)?.lines).toHaveLength(6);
    expect(excerpt(orders, 31)).toBeUndefined();
  });

  it('keeps tabs, and has no line ends and no byte order mark', () => {
    expect(excerpt(file('crlf.js', '\ufeffa()\r\n\tb()\r\n'), 1)?.lines).toEqual(['a()', '\tb()', '']);
  });

  it('cuts a long line around the column', () => {
    const lines = excerpt(file('bundle.js', `${'a();'.repeat(50_000)}here();${'b();'.repeat(50_000)}`), 1, 200_001)?.lines;
    expect(lines?.[0]).toContain('here();');
    expect(lines?.[0]?.length).toBeLessThan(300);
  });

  it('has the new lines of a changed file', () => {
    const path = file('changed.js', 'old();');
    expect(excerpt(path, 1)?.lines).toEqual(['old();']);
    writeFileSync(path, 'new();');
    utimesSync(path, new Date(), new Date(Date.now() + 5_000));
    expect(excerpt(path, 1)?.lines).toEqual(['new();']);
  });

  it('is masked, also by a literal that begins far above', () => {
    const path = file('secret.js', `const secret = \`\n${'swordfish\n'.repeat(40)}\`;\nconst password = 'swordfish';`);
    for (const line of [1, 20, 42]) expect(JSON.stringify(excerpt(path, line))).not.toContain('swordfish');
  });

  it('is made of the first eight frames of the app only', () => {
    const frames = framesIn(...Array.from({ length: 60 }, (_, i) => `f${i} (${orders}:${(i % 30) + 1}:1)`));
    expect(frames.filter((frame) => frame.excerpt !== undefined)).toHaveLength(8);
  });

  const link = join(root, 'link.js');
  symlinkSync(file('other.js', 'outside()', outside), link);
  symlinkSync(outside, join(root, 'linked'));
  symlinkSync(file('.env', 'A=b'), join(root, 'env.js'));
  mkdirSync(join(root, 'folder.js'));
  it.each([
    ['a system file', '/etc/passwd'],
    ['a process file', '/proc/self/environ'],
    ['a file of settings', file('.env', 'SECRET=1')],
    ['a key', file('server.key', 'x')],
    ['JSON', file('config.json', '{}')],
    ['a source outside of the app', join(outside, 'other.js')],
    ['a way out', `${root}/src/../../${outside.split('/').at(-1)}/other.js`],
    ['a link that leads out', link],
    ['a folder link that leads out', join(root, 'linked/other.js')],
    ['a link to a file of settings', join(root, 'env.js')],
    ['a folder', join(root, 'folder.js')],
    ['a file that is not there', join(root, 'none.js')],
    ['a path with a NUL', `${root}/a\0.js`],
    ['a file of a dependency', file('node_modules/pg/index.js', 'x()')],
  ])('is never one of %s', (_, path) => {
    expect(excerpt(path, 1)).toBeUndefined();
    expect(framesIn(`f (file://${path}:1:1)`)[0]?.excerpt).toBeUndefined();
  });
});

describe('the texts of a frame', () => {
  it('are masked and bounded', () => {
    const key = ['sk', 'live', 'a1B2c3D4e5F6g7H8'].join('_');
    const frames = framesIn(`${key} (/srv/${key}/a.js:1:1)`, `${'x'.repeat(900)} (/srv/a.js:1:1)`);
    expect(JSON.stringify(frames)).not.toContain(key);
    expect(frames[0]?.path).toBeUndefined();
    expect(frames[1]?.function?.length).toBeLessThan(300);
  });
});
