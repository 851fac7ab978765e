import { describe, expect, it } from 'vitest';
import { type ParsedSource, parseSource, type SyntaxNode } from './parse-source.ts';
import { walk } from './walk.ts';

const CALL = 'res.notFound(';

/** The places of `res.notFound(` in the tree, and in the text. They have to be the same. */
function places(file: string, text: string): { readonly tree: readonly string[]; readonly text: readonly string[] } {
  const source = parseSource(file, text) as ParsedSource;
  expect(source).toHaveProperty('body');
  const tree: string[] = [];
  walk(source.body, (node) => {
    if (node.type === 'CallExpression' && text.startsWith(CALL, node.start)) tree.push(`${node.loc.start.line}:${node.loc.start.column}`);
  });
  const lines = text.split('\n').flatMap((line, index) => (line.includes(CALL) ? [`${index + 1}:${line.indexOf(CALL)}`] : []));
  return { tree, text: lines };
}

describe('parse-source', () => {
  it.each([
    ['app.js', '#!/usr/bin/env node\nimport a from "a";\nawait a();\n\tres.notFound();\n'],
    ['app.cjs', "'use strict';\nif (a) return;\nconst b = require('b');\n  res.notFound(b?.c ?? 1);\n"],
    ['app.mjs', 'export default () => res.notFound(import.meta.dirname);\nlabel: for (;;) { res.notFound(); break label; }\n'],
    [
      'app.ts',
      'enum Tide { High = 1 }\nconst x = <T,>(a: T): a is T & string => a satisfies T;\nexport const f = (res: Res): void => {\n  res.notFound()!;\n};\n',
    ],
    [
      'app.mts',
      'namespace N { export const a = 1; }\nimport type { B } from "b";\nabstract class C<T> extends D<T> { private readonly e?: F; }\nres.notFound(<any>1);\n',
    ],
    ['app.cts', "import a = require('a');\nres.notFound();\nexport = a;\n"],
    ['app.tsx', 'const page = <p>{a}</p>;\nres.notFound(page as never);\n'],
    ['app.jsx', 'const page = <p>{a}</p>;\nres.notFound(page);\n'],
    [
      'boats.controller.ts',
      '@Controller("boats")\nexport class Boats {\n  constructor(private readonly a: A, @Inject(B) b: B) {}\n  @Get(":id")\n  one(@Res() res: R): void {\n    return res.notFound();\n  }\n}\n',
    ],
  ])('%s has the positions of the file', (file, text) => {
    const { tree, text: expected } = places(`/app/${file}`, text);
    expect(tree).toEqual(expected);
  });

  it.each([
    ['types', 'a.ts', 'declare const a: 1;\ndeclare module "b" { interface C {} }\nfunction d(this: E, ...f: F[]): asserts f is G {}\n'],
    ['new syntax', 'a.ts', 'import defer * as a from "a";\nclass B { accessor c = 1; declare d: string; static { e(); } }\n'],
    ['attributes of an import', 'a.mjs', 'import a from "./a.json" with { type: "json" };\n'],
  ])('reads %s', (_name, file, text) => {
    expect(parseSource(`/app/${file}`, text)).toHaveProperty('body');
  });

  it('reports a file that is nested too deeply, and does not end', () => {
    expect(parseSource('/app/app.js', `${'['.repeat(100_000)}1`)).toMatchObject({ file: '/app/app.js', line: 1 });
  });

  it('names the place of a mistake', () => {
    expect(parseSource('/app/app.js', 'const a = 1;\nconst b = {{;\n')).toMatchObject({ file: '/app/app.js', line: 2, column: 12 });
  });

  it('runs nothing of the file', () => {
    parseSource('/app/app.ts', 'globalThis.halyardRan = true;');
    expect(globalThis).not.toHaveProperty('halyardRan');
  });

  it('walks a deep tree, and passes the nodes around each node', () => {
    const text = `const a = ${'['.repeat(99)}1${']'.repeat(99)};`;
    let deepest: readonly SyntaxNode[] = [];
    walk((parseSource('/app/app.js', text) as ParsedSource).body, (node, around) => {
      if (node.type === 'NumericLiteral') deepest = [...around];
    });
    expect(deepest).toHaveLength(101);
    expect(deepest[0]?.type).toBe('VariableDeclaration');
  });
});
