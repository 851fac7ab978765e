import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'vite';

export interface Expression {
  readonly source: string;
  readonly flags: string;
  readonly file: string;
}

const ROOT = join(import.meta.dirname, '../..');
/** The packed files: the sources without their specs, and the hook for Sails. */
const FOLDERS = ['src', 'sails-hook', 'create-halyard'];

/** Every regular expression literal of a source, as its parser reads it, and each place that builds an expression from a text. */
export function regularExpressions(): { readonly literals: readonly Expression[]; readonly made: readonly string[] } {
  const literals = new Map<string, Expression>();
  const made: string[] = [];
  for (const file of FOLDERS.flatMap(sourcesIn)) {
    const { program, errors } = parseSync(file, readFileSync(join(ROOT, file), 'utf8'));
    if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0]?.message}`);
    walk(program, (node) => {
      const regex = node['regex'] as { readonly pattern: string; readonly flags: string } | undefined;
      if (regex) literals.set(`/${regex.pattern}/${regex.flags}`, { source: regex.pattern, flags: regex.flags, file });
      const callee = node['callee'] as { readonly name?: string } | undefined;
      if ((node['type'] === 'NewExpression' || node['type'] === 'CallExpression') && callee?.name === 'RegExp') made.push(file);
    });
  }
  return { literals: [...literals.values()], made };
}

function sourcesIn(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.[cm]?[jt]s$/.test(file) && !/\.test(?:-d)?\.ts$/.test(file) && !file.includes('node_modules'))
    .map((file) => join(folder, file));
}

function walk(value: unknown, visit: (node: Readonly<Record<string, unknown>>) => void): void {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) visit(value as Record<string, unknown>);
  for (const member of Object.values(value)) walk(member, visit);
}
