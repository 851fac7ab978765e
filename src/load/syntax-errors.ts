import { readFile } from 'node:fs/promises';

/**
 * The place of a syntax error in a file that could not be loaded, as `line:column`, both from 1. The error of an `import()` often has neither: Node writes
 * the place only when the error ends the process. So the file is parsed a second time. `undefined`: the file has no syntax error.
 */
export async function placeOfSyntaxError(file: string): Promise<string | undefined> {
  try {
    return await placeByParsing(file);
  } catch {
    // The place is help beyond the message. Without it, the message has the file.
    return undefined;
  }
}

/** jiti parses JavaScript and TypeScript, as modules and as CommonJS. It writes a mistake into the code that it returns. */
async function placeByParsing(file: string): Promise<string | undefined> {
  const { createJiti } = await import('jiti');
  const source = await readFile(file, 'utf8');
  const code = createJiti(file, { fsCache: false }).transform({ source, filename: file, ts: /\.[mc]?ts$/.test(file), async: true });
  const [, mistake] = /^exports\.__JITI_ERROR__ = (\{.*\})/.exec(code) ?? [];
  if (mistake === undefined) return undefined;
  const { line, column } = JSON.parse(mistake) as { readonly line: number; readonly column: number };
  return line > 0 ? `${line}:${column + 1}` : undefined;
}
