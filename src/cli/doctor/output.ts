import { relative } from 'node:path';
import { hasColour } from '../../hosting/shared/has-colour.ts';
import { BOLD, DIM, PLAIN } from '../../hosting/shared/terminal-colours.ts';
import { CHECKS } from './checks/index.ts';
import type { Diagnosis } from './diagnose.ts';
import type { Finding } from './finding.ts';

/** The diagnosis as JSON. Paths are relative to the working folder. */
export function jsonText({ app, findings }: Diagnosis, folder: string): string {
  const shown = findings.map((finding) => ({ ...finding, file: pathOf(finding.file, folder) }));
  const hosts = [...new Set(app.mounts.map(({ host }) => host))];
  const checked = CHECKS.map(({ title }) => title);
  return `${JSON.stringify({ entry: pathOf(app.entry.file, folder), hosts, files: app.files.files.length, findings: shown, checked }, undefined, 2)}\n`;
}

/** The diagnosis for people: the findings of each file together, or what was checked. */
export function terminalText({ app, findings }: Diagnosis, folder: string, colour = hasColour(process.stdout.isTTY, process.env)): string {
  const [bold, dim, plain] = colour ? [BOLD, DIM, PLAIN] : ['', '', ''];
  const hosts = [...new Set(app.mounts.map(({ host }) => host))].join(', ');
  const count = app.files.files.length;
  const head = `${pathOf(app.entry.file, folder)}${dim} (found by ${app.entry.foundBy}) ${hosts === '' ? '' : `on ${hosts}, `}${count} ${count === 1 ? 'file' : 'files'}${plain}`;
  const left = app.files.left
    .map((file) => `Not read, because it cannot be read, it is too long or there are too many files: ${pathOf(file, folder)}\n`)
    .join('');
  if (findings.length === 0) return `${head}\n\n${left}Nothing found. Checked:\n${CHECKS.map(({ title }) => `  ${title}`).join('\n')}\n`;
  const files = grouped(findings);
  const blocks = [...files].map(([file, list]) => {
    const lines = list.map(
      ({ code, what, line, todo }) => `  ${bold}${pathOf(file, folder)}:${line}${plain}  ${dim}${code}${plain}\n${wrapped(what)}\n${wrapped(todo, '→ ')}`,
    );
    return lines.join('\n\n');
  });
  const total = `${findings.length} ${findings.length === 1 ? 'finding' : 'findings'} in ${files.size} ${files.size === 1 ? 'file' : 'files'}`;
  return `${head}\n\n${blocks.join('\n\n')}\n\n${left}${bold}${total}${plain}\n`;
}

function grouped(findings: readonly Finding[]): Map<string, Finding[]> {
  const files = new Map<string, Finding[]>();
  for (const finding of findings) files.set(finding.file, [...(files.get(finding.file) ?? []), finding]);
  return files;
}

function pathOf(file: string, folder: string): string {
  const path = relative(folder, file);
  return path.startsWith('..') ? file : path;
}

const WIDTH = 96;

/** The text in lines of a width, behind four spaces. `mark` is before the first line. */
function wrapped(text: string, mark = ''): string {
  const lines: string[] = [];
  let line = mark;
  for (const word of text.split(' ')) {
    if (line.length + word.length >= WIDTH && line.trim() !== '') {
      lines.push(line.trimEnd());
      line = ' '.repeat(mark.length);
    }
    line += `${word} `;
  }
  return [...lines, line.trimEnd()].map((one) => `    ${one}`).join('\n');
}
