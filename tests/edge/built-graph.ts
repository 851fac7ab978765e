import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The imports of a built entry, direct and indirect: the number of our files, and the names of all other modules. */
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
