import { dirname, relative } from 'node:path/posix';
import type { NewFile } from '../generate/response-file.ts';
import type { AppRoot } from '../project/app-root.ts';
import type { FileKind } from '../project/language.ts';
import { dependsOn } from '../project/manifest.ts';
import { compilerOptions } from '../project/tsconfig.ts';

type Runner = 'node' | 'vitest' | 'jest';

/** The runner of the tests of a project: Vitest or Jest, if it depends on one; else node:test. */
function runnerOf({ package: { manifest } }: AppRoot): Runner {
  if (dependsOn(manifest, 'vitest')) return 'vitest';
  return dependsOn(manifest, 'jest') ? 'jest' : 'node';
}

/**
 * The file of a test that drills the app: it plays every error answer, and fails on a finding.
 *
 * @param app the folder of the app
 * @param entry the path of the entry below that folder, with `/`
 * @param kind the language of the test
 */
export function drillTest(app: AppRoot, entry: string, kind: FileKind): NewFile {
  const path = `test/drill.test.${kind.extension}`;
  const runner = runnerOf(app);
  const target = relative(dirname(path), entry);
  const hasMeta = kind.language === 'esm' || (kind.language === 'ts' && isModule(app, kind));
  const from = (names: string, module: string): string =>
    kind.language === 'cjs' ? `const ${names} = require('${module}');` : `import ${names} from '${module}';`;
  const place = hasMeta ? `new URL('${target}', import.meta.url).href` : `join(__dirname, '${target}')`;
  const imports = [
    ...(runner === 'node' ? [from('assert', 'node:assert/strict'), ...(hasMeta ? [] : [from('{ join }', 'node:path')]), from('{ test }', 'node:test')] : []),
    ...(runner === 'node' || hasMeta ? [] : [from('{ join }', 'node:path')]),
    ...(runner === 'jest' ? [from('{ expect, test }', '@jest/globals')] : []),
    from('{ drill }', 'halyard/testing'),
    ...(runner === 'vitest' ? [from('{ expect, test }', 'vitest')] : []),
  ];
  const check = runner === 'node' ? 'assert.deepEqual(report.findings, []);' : 'expect(report.findings).toEqual([]);';
  const timeout = runner === 'node' ? '' : ', 60_000';
  return {
    path,
    text: `${imports.join('\n')}

test('every error answer of the app is right', async () => {
  const report = await drill(${place});
  ${check}
}${timeout});
`,
  };
}

/** Whether a TypeScript file is compiled to a module, which has `import.meta`. */
function isModule(app: AppRoot, { extension }: FileKind): boolean {
  if (extension === 'mts' || app.package.manifest.type === 'module') return true;
  return !/^(?:commonjs|node\w+)$/i.test(String(compilerOptions(app.package.folder)?.['module'] ?? ''));
}
