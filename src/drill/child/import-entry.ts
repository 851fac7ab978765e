import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** TypeScript that Node cannot run itself: a release without type stripping, or a project that is CommonJS. */
const TYPESCRIPT = /\.[cm]?tsx?$/;

/** No release of Node runs JSX. */
const JSX = /\.[jt]sx$/;

/** Imports the entry of an app. Node runs JavaScript, and TypeScript where it can. Otherwise jiti transforms it. */
export async function importEntry(entry: URL): Promise<Readonly<Record<string, unknown>>> {
  const isNative = !TYPESCRIPT.test(entry.pathname) || 'typescript' in process.features;
  if (hasLoader() || (isNative && !JSX.test(entry.pathname))) return import(entry.href);
  const { createJiti } = await import('jiti');
  return createJiti(entry.href, { jsx: { runtime: 'automatic', ...jsxLibrary(entry) } }).import(fileURLToPath(entry));
}

/** The library of the JSX, such as hono/jsx, that the nearest tsconfig.json names. A file can name another one in a comment. */
function jsxLibrary(entry: URL): { readonly importSource?: string } {
  for (let folder = new URL('.', entry); ; folder = new URL('..', folder)) {
    const config = new URL('tsconfig.json', folder);
    // It is JSON with comments, so it is not parsed.
    const importSource = existsSync(config) ? /"jsxImportSource"\s{0,20}:\s{0,20}"([^"]{1,200})"/.exec(readFileSync(config, 'utf8'))?.[1] : undefined;
    if (importSource !== undefined) return { importSource };
    if (existsSync(config) || folder.pathname === new URL('..', folder).pathname) return {};
  }
}

/** `--import tsx` of the parent, or of NODE_OPTIONS, transforms the files. */
function hasLoader(): boolean {
  return [...process.execArgv, process.env['NODE_OPTIONS'] ?? ''].some((arg) => /\b(?:tsx|ts-node|swc-node|jiti)\b/.test(arg));
}
