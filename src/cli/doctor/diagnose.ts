import type { Entry } from '../source/find-entry.ts';
import { CHECKS } from './checks/index.ts';
import { examine } from './examine.ts';
import type { ExaminedApp, Finding } from './finding.ts';

/** What the doctor has found in an app. */
export interface Diagnosis {
  readonly app: ExaminedApp;
  readonly findings: readonly Finding[];
}

/** Runs all checks on an app. The findings are in the order of the checks, then of the files and lines. */
export function diagnose(entry: Entry, progress: (count: number) => void = () => {}): Diagnosis {
  const app = examine(entry, progress);
  const broken = app.files.problems.map(({ file, line, message }) => ({
    code: 'file-not-parsed',
    what: `The file cannot be parsed: ${message}`,
    file,
    line,
    todo: 'Correct it. Until then the doctor cannot look into it.',
  }));
  const found = CHECKS.flatMap((check) => [...check.run(app)].sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line));
  const seen = new Set<string>();
  const findings = [...broken, ...found].filter(({ code, file, line }) => {
    const key = `${code} ${file}:${line}`;
    return !seen.has(key) && seen.add(key);
  });
  return { app, findings };
}
