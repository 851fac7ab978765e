import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'vitest';
import { ROOT } from './pages.ts';

const BIN = join(ROOT, 'dist/cli/halyard.js');
/** A line on a page that stands for any number of lines. */
const ANYTHING = '…';

/** Runs `npx halyard …` of a page in the folder of its app, and compares the output with the lines of the page. */
export function expectOutput(command: string, shown: readonly string[], folder: string): void {
  const [, args = ''] = /^npx halyard (.+)$/.exec(command) ?? [];
  const { NODE_ENV: _ours, ...env } = process.env;
  const { stdout, stderr } = spawnSync(process.execPath, [BIN, ...args.split(' ')], { cwd: folder, encoding: 'utf8', env: { ...env, NO_COLOR: '1' } });
  const lines = masked(stdout === '' ? stderr : stdout)
    .trim()
    .split('\n');
  let at = 0;
  for (const [index, part] of partsOf(masked(shown.join('\n')).trim().split('\n')).entries()) {
    if (index > 0) at = Math.max(at, indexOf(lines, part, at));
    expect(lines.slice(at, at + part.length), command).toEqual(part);
    at += part.length;
  }
  if (shown.at(-1) !== ANYTHING) expect(lines.slice(at), command).toEqual([]);
}

/** The lines between those that stand for others. */
function partsOf(lines: readonly string[]): readonly (readonly string[])[] {
  const parts: string[][] = [[]];
  for (const line of lines) {
    if (line === ANYTHING) parts.push([]);
    else parts.at(-1)?.push(line);
  }
  return parts;
}

function indexOf(lines: readonly string[], part: readonly string[], from: number): number {
  return lines.findIndex((_, index) => index >= from && part.every((line, offset) => lines[index + offset] === line));
}

/** The time differs from run to run, and so do spaces at the end of a line. */
function masked(text: string): string {
  return text.replace(/\b\d+\.\d s\b/g, 'N s').replace(/ +$/gm, '');
}
