import { createJiti } from 'jiti';

/** A node of a syntax tree. Its types and members have the names of Babel's parser: `CallExpression`, `callee`, `arguments`. */
export interface SyntaxNode {
  readonly type: string;
  /** The offset of the first character in the text of the file. */
  readonly start: number;
  readonly end: number;
  readonly loc: { readonly start: Position; readonly end: Position };
  readonly [member: string]: unknown;
}

/** A position in a file: the line from 1, the column from 0. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A file of an app as a syntax tree. */
export interface ParsedSource {
  readonly file: string;
  readonly text: string;
  /** The statements of the file. */
  readonly body: readonly SyntaxNode[];
}

/** A file that cannot be parsed. `line` and `column` are from 1. */
export interface SyntaxProblem {
  readonly file: string;
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

/** The parser has to accept what Node runs, and what a compiler accepts: a `return` at the top of a CommonJS file, for example. */
const PARSER = {
  allowReturnOutsideFunction: true,
  allowAwaitOutsideFunction: true,
  allowSuperOutsideMethod: true,
  allowUndeclaredExports: true,
  errorRecovery: true,
  plugins: ['deferredImportEvaluation', 'decoratorAutoAccessors', 'explicitResourceManagement'],
};

/**
 * Parses a file of JavaScript or TypeScript. Nothing of the file runs. The positions are those of the file itself, also for TypeScript and decorators,
 * because the tree is taken from jiti's parser before jiti transforms it.
 *
 * @param file the path of the file; its extension says whether it is TypeScript or JSX
 * @param text the text of the file
 * @returns the syntax tree, or the problem of a file that cannot be parsed
 * @example
 * const source = parseSource('/app/server.ts', await readFile('/app/server.ts', 'utf8'));
 * if ('body' in source) for (const statement of source.body) console.log(statement.type, statement.loc.start.line);
 */
export function parseSource(file: string, text: string): ParsedSource | SyntaxProblem {
  const ts = /\.[mc]?tsx?$/.test(file);
  // In `.ts` and `.mts`, `<` begins a type; everywhere else it may begin JSX.
  const jsx = !/\.[mc]?ts$/.test(file);
  let body: readonly SyntaxNode[] | undefined;
  const stop = {
    name: 'halyard-parse',
    pre({ ast }: { readonly ast: { readonly program: { readonly body: readonly SyntaxNode[] } } }): never {
      body = ast.program.body;
      throw new Error('The tree is enough.');
    },
  };
  const babel = { plugins: [stop], parserOpts: PARSER };
  const code = createJiti(file, { fsCache: false }).transform({ source: text, filename: file, ts, jsx, async: true, babel });
  return body === undefined ? problemIn(code, file) : { file, text, body };
}

/** jiti writes a mistake into the code that it returns. */
function problemIn(code: string, file: string): SyntaxProblem {
  const [, written] = /^exports\.__JITI_ERROR__ = (\{.*\})/.exec(code) ?? [];
  const { line = 1, column = 0, message = 'The file cannot be parsed.' } = written === undefined ? {} : (JSON.parse(written) as Partial<SyntaxProblem>);
  return { file, message: message.split('\n', 1)[0]?.trim() ?? message, line: Math.max(line, 1), column: column + 1 };
}
