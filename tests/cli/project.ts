import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
export const BIN = join(root, 'dist/cli/halyard.js');
const TSC = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');

export interface Output {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The folder of a project, with Halyard and the named packages in its node_modules. `halyard` runs as a process of its own. */
export class Project {
  readonly path = realpathSync(mkdtempSync(join(tmpdir(), 'halyard-project-')));

  constructor(packageJson: object | undefined = { name: 'shop', type: 'module' }, packages: readonly string[] = []) {
    if (packageJson !== undefined) this.write('package.json', JSON.stringify(packageJson, null, 2));
    mkdirSync(join(this.path, 'node_modules'));
    symlinkSync(root, join(this.path, 'node_modules/halyard'));
    for (const name of packages) {
      mkdirSync(join(this.path, 'node_modules', name, '..'), { recursive: true });
      symlinkSync(join(root, 'node_modules', name), join(this.path, 'node_modules', name));
    }
  }

  write(name: string, text: string): void {
    mkdirSync(dirname(join(this.path, name)), { recursive: true });
    writeFileSync(join(this.path, name), text);
  }

  read(name: string): string {
    return readFileSync(join(this.path, name), 'utf8');
  }

  has(name: string): boolean {
    return existsSync(join(this.path, name));
  }

  /** Every file of the project with its text, except those of node_modules. */
  files(): Readonly<Record<string, string>> {
    const paths = readdirSync(this.path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(this.path.length + 1))
      .filter((path) => !path.startsWith('node_modules'));
    return Object.fromEntries(paths.sort().map((path) => [path, this.read(path)]));
  }

  /** Runs `halyard` in a folder of the project. */
  async halyard(args: readonly string[], { folder = '.', env = {} }: { readonly folder?: string; readonly env?: NodeJS.ProcessEnv } = {}): Promise<Output> {
    return this.run(BIN, args, { folder, env });
  }

  async compile(): Promise<Output> {
    return this.run(TSC, ['-p', '.']);
  }

  async run(
    script: string,
    args: readonly string[],
    { folder = '.', env = {} }: { readonly folder?: string; readonly env?: NodeJS.ProcessEnv } = {},
  ): Promise<Output> {
    return new Promise((resolve) => {
      const options = { cwd: join(this.path, folder), env: { ...process.env, NODE_ENV: '', NODE_OPTIONS: '', ...env } };
      execFile(process.execPath, [script, ...args], options, (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
      });
    });
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** The compiler options of a project that is as strict as TypeScript can be. */
export const STRICT = {
  strict: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  noImplicitReturns: true,
  noImplicitOverride: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noPropertyAccessFromIndexSignature: true,
  isolatedModules: true,
  isolatedDeclarations: true,
  declaration: true,
  verbatimModuleSyntax: true,
  erasableSyntaxOnly: true,
  module: 'nodenext',
  target: 'es2022',
  outDir: 'out',
  skipLibCheck: false,
  types: [],
};
