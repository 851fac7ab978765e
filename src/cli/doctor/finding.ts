import type { HostApp } from '../source/app-events.ts';
import type { AppIndex } from '../source/app-index.ts';
import type { FileIndex } from '../source/file-index.ts';
import type { Entry, Manifest } from '../source/find-entry.ts';
import type { SyntaxNode } from '../source/parse-source.ts';
import type { AppFiles } from '../source/read-app.ts';
import type { Mount } from './mounts.ts';

/** One thing that the doctor has found. */
export interface Finding {
  /** A short name that stays the same from release to release: `response-not-returned`. */
  readonly code: string;
  /** What is wrong, and what happens because of it. */
  readonly what: string;
  /** The path of the file. */
  readonly file: string;
  /** The line from 1. */
  readonly line: number;
  /** What to do about it. */
  readonly todo: string;
}

/** What the checks read. */
export interface ExaminedApp {
  readonly root: string;
  readonly entry: Entry;
  readonly manifest: Manifest;
  readonly files: AppFiles;
  readonly index: AppIndex;
  /** The apps and routers of the hosts. */
  readonly apps: readonly HostApp[];
  /** The places where Halyard is mounted. */
  readonly mounts: readonly Mount[];
  /** The names of the response methods: those of Halyard, and the app's own. */
  readonly responses: ReadonlySet<string>;
}

/** A check, and what it looks at in a few words. */
export interface Check {
  readonly title: string;
  run(app: ExaminedApp): readonly Finding[];
}

/** A finding at a node of a file. */
export function findingAt(file: FileIndex, node: SyntaxNode, code: string, what: string, todo: string): Finding {
  return { code, what, file: file.source.file, line: node.loc.start.line, todo };
}
