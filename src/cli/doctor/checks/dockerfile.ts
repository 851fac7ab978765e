import { join } from 'node:path';
import type { ExaminedApp } from '../finding.ts';
import { textOfFile } from './manifest-lines.ts';

/** An instruction of a Dockerfile, with the line from 1 that it begins at. */
export interface Instruction {
  readonly name: string;
  readonly text: string;
  readonly line: number;
}

/** The Dockerfile of an app: the instructions of the image that runs, also of the stages that it is made from. */
export interface Image {
  readonly file: string;
  readonly instructions: readonly Instruction[];
}

/** Reads the Dockerfile beside package.json. */
export function imageOf({ root }: ExaminedApp): Image | undefined {
  const file = join(root, 'Dockerfile');
  const text = textOfFile(file);
  if (text === undefined) return undefined;
  const all = instructionsIn(text);
  const stages: Instruction[][] = [];
  for (const one of all) {
    if (one.name === 'FROM') stages.push([]);
    stages.at(-1)?.push(one);
  }
  return { file, instructions: withBase(stages, stages.length - 1) };
}

/** The instructions of a stage, behind those of the stage that it begins with: `FROM base`. */
function withBase(stages: readonly (readonly Instruction[])[], at: number): readonly Instruction[] {
  const stage = stages[at] ?? [];
  const base = stage[0]?.text.split(/\s+/).find((word) => !word.startsWith('--'));
  const from = stages.slice(0, Math.max(at, 0)).findLastIndex(([first]) => base !== undefined && /\sAS\s+(\S+)/i.exec(first?.text ?? '')?.[1] === base);
  return from === -1 ? stage : [...withBase(stages, from), ...stage];
}

function instructionsIn(text: string): readonly Instruction[] {
  const found: Instruction[] = [];
  let open: { name: string; text: string; line: number } | undefined;
  for (const [at, line] of text.split('\n').entries()) {
    if (/^\s*(?:#|$)/.test(line)) continue;
    const continued = line.trimEnd().endsWith('\\');
    const part = continued ? line.trimEnd().slice(0, -1) : line;
    if (open !== undefined) open.text += ` ${part.trim()}`;
    else {
      const [name] = part.trimStart().split(/\s/, 1) as [string];
      const isName = /^[A-Za-z]+$/.test(name);
      open = { name: isName ? name.toUpperCase() : '', text: isName ? part.trimStart().slice(name.length).trim() : '', line: at + 1 };
    }
    if (continued) continue;
    found.push(open);
    open = undefined;
  }
  return found;
}

/** The paths that a `COPY` copies, relative to the folder of the app. `undefined`: all of it. */
export function copiedBy({ text }: Instruction, folders: readonly string[]): readonly string[] | undefined {
  const words = text.startsWith('[') ? (text.match(/"[^"]*"/g) ?? []).map((word) => word.slice(1, -1)) : text.split(/\s+/);
  const sources = words.filter((word) => !word.startsWith('--')).slice(0, -1);
  const paths = sources.map((source) => {
    const home = folders.find((folder) => source === folder || source.startsWith(`${folder.replace(/\/$/, '')}/`));
    return (home === undefined ? source : source.slice(home.length)).replace(/^\.?\//, '').replace(/\/$/, '');
  });
  return paths.some((path) => path === '' || path === '.' || path === '*') ? undefined : paths;
}
