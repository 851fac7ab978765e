import { afterEach, describe, expect, it } from 'vitest';
import { Project, STRICT } from '../../../tests/cli/project.ts';
import * as responses from '../../core/responses/index.ts';
import { BUILT_IN_NAMES, type Language, responseFile } from './response-file.ts';

let project: Project;
afterEach(() => project?.remove());

const files = (language: Language, extension?: string) => BUILT_IN_NAMES.map((name) => responseFile(name, { language, ...(extension && { extension }) }));

describe('the files of the built-in responses', () => {
  it('are one for each of them', () => {
    expect([...BUILT_IN_NAMES].sort()).toEqual(Object.keys(responses).sort());
  });

  it('compile in the strictest project, with the arguments that the methods have', async () => {
    project = new Project();
    project.write('tsconfig.json', JSON.stringify({ compilerOptions: { ...STRICT, noEmit: true, allowImportingTsExtensions: true }, include: ['**/*.ts'] }));
    for (const { path, text } of files('ts')) project.write(path, text);
    // Each call of a method must be a call of the file's function: `this` is not an argument.
    project.write(
      'calls.ts',
      `import type { ResponseMethods } from 'halyard';\n${BUILT_IN_NAMES.map(
        (name) =>
          `import type ${name} from './api/responses/${name}.ts';\nexport const as${name}: (...args: Parameters<ResponseMethods['${name}']>) => unknown = null! as OmitThisParameter<typeof ${name}>;\n`,
      ).join('')}`,
    );
    expect(await project.compile()).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it.each([
    ['esm', 'module', 'js'],
    ['cjs', 'commonjs', 'js'],
    ['esm', 'commonjs', 'mjs'],
    ['cjs', 'module', 'cjs'],
  ] as const)('compile as %s in a package of the type %s, with the types of their comments', async (language, type, extension) => {
    project = new Project({ type }, ['@types/node']);
    project.write(
      'tsconfig.json',
      JSON.stringify({ compilerOptions: { ...STRICT, isolatedDeclarations: false, rootDir: '.', allowJs: true, checkJs: true, types: ['node'] } }),
    );
    for (const { path, text } of files(language, extension)) project.write(path, text);
    expect(await project.compile()).toEqual({ code: 0, stdout: '', stderr: '' });
    for (const { path } of files(language, extension)) expect(path).toMatch(new RegExp(`^api/responses/\\w+\\.${extension}$`));
  });

  it('say what they do in lines that an editor shows whole', () => {
    for (const { text } of files('ts')) {
      expect(text).toContain('return this.default(');
      expect(text).toContain('@example');
      expect(Math.max(...text.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(120);
    }
  });

  it('exist for no other name', () => {
    for (const name of ['outOfStock', '__proto__', 'toString', '']) expect(() => responseFile(name, { language: 'ts' })).toThrow(/no built-in response/);
  });
});
