import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** The package as it would be published. */
export interface Packed {
  readonly tarball: string;
  /** Its files, relative to the package's folder. */
  readonly files: readonly string[];
  readonly size: number;
  readonly unpackedSize: number;
  remove(): void;
}

/** Packs dist/ unchanged. Other tests read dist/ at the same time, so it is not built here. */
export function pack(): Packed {
  const folder = mkdtempSync(join(tmpdir(), 'halyard-pack-'));
  const [report] = JSON.parse(npm(root, 'pack', '--ignore-scripts', '--json', '--pack-destination', folder));
  const { filename, files, size, unpackedSize } = report;
  return {
    tarball: join(folder, filename),
    files: files.map(({ path }: { path: string }) => path),
    size,
    unpackedSize,
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** The size of the code with the README, as the registry sends it, without the pages of docs/ and decisions/. */
export function sizesOfCode(): Pick<Packed, 'size' | 'unpackedSize'> {
  const folder = mkdtempSync(join(tmpdir(), 'halyard-code-'));
  try {
    for (const part of ['dist', 'package.json', 'README.md', 'LICENSE']) cpSync(join(root, part), join(folder, part), { recursive: true });
    for (const page of ['llms.txt', 'SECURITY.md']) writeFileSync(join(folder, page), '');
    const [report] = JSON.parse(npm(folder, 'pack', '--ignore-scripts', '--json', '--dry-run'));
    return report;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Runs npm in a folder. Returns its output. */
export function npm(cwd: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync('npm', args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`npm ${args.join(' ')}: ${stderr}${stdout}`);
  return stdout;
}
