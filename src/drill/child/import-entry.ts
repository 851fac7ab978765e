import { fileURLToPath } from 'node:url';

/** TypeScript that Node cannot run itself: a release without type stripping, or a project that is CommonJS. */
const TYPESCRIPT = /\.[cm]?tsx?$/;

/** Imports the entry of an app. Node runs JavaScript, and TypeScript where it can. Otherwise jiti transforms it. */
export async function importEntry(entry: URL): Promise<Readonly<Record<string, unknown>>> {
  if (!TYPESCRIPT.test(entry.pathname) || hasLoader() || 'typescript' in process.features) return import(entry.href);
  const { createJiti } = await import('jiti');
  return createJiti(entry.href).import(fileURLToPath(entry));
}

/** `--import tsx` of the parent, or of NODE_OPTIONS, transforms the files. */
function hasLoader(): boolean {
  return [...process.execArgv, process.env['NODE_OPTIONS'] ?? ''].some((arg) => /\b(?:tsx|ts-node|swc-node|jiti)\b/.test(arg));
}
