import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What a built entry imports, itself and by what it imports: how many files of ours, and everything else by name. */
export async function importsOf(entry: string): Promise<{ readonly files: number; readonly others: readonly string[] }> {
  const { metafile } = await build({
    entryPoints: [`${ROOT}dist/${entry}`],
    absWorkingDir: ROOT,
    bundle: true,
    write: false,
    metafile: true,
    packages: 'external',
    platform: 'neutral',
    format: 'esm',
    logLevel: 'silent',
  });
  const inputs = Object.values(metafile.inputs);
  const others = inputs.flatMap(({ imports }) => imports.filter(({ external }) => external).map(({ path }) => path));
  return { files: inputs.length, others: [...new Set(others)].sort() };
}
