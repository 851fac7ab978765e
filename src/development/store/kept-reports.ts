import { constants } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DevelopmentReport } from '../report/report.ts';
import { isOwnFolder } from './cache-folder.ts';
import { keptNames, referenceIn } from './kept-file.ts';

const MAX_BYTES = 1_048_576;

/** The references of the kept failures, the newest first. */
export async function keptReferences(folder: string): Promise<readonly string[]> {
  return (await newestNames(folder)).map(referenceIn);
}

/** The kept reports, the newest first. A file that is broken, or of another version of Halyard, is skipped. */
export async function keptReports(folder: string): Promise<readonly DevelopmentReport[]> {
  const reports = await Promise.all((await newestNames(folder)).map((name) => readReport(join(folder, name))));
  return reports.filter((report) => report !== undefined);
}

/** The kept report with this reference. */
export async function keptReport(folder: string, reference: string): Promise<DevelopmentReport | undefined> {
  const name = (await newestNames(folder)).find((one) => referenceIn(one) === reference);
  return name === undefined ? undefined : readReport(join(folder, name));
}

async function newestNames(folder: string): Promise<readonly string[]> {
  try {
    return isOwnFolder(folder) ? keptNames(await readdir(folder)).toReversed() : [];
  } catch {
    return [];
  }
}

async function readReport(path: string): Promise<DevelopmentReport | undefined> {
  try {
    const file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
    try {
      const stat = await file.stat();
      if (!stat.isFile() || stat.size > MAX_BYTES) return undefined;
      const report = JSON.parse(await file.readFile('utf8')) as DevelopmentReport;
      return isReport(report) ? report : undefined;
    } finally {
      await file.close();
    }
  } catch {
    return undefined;
  }
}

const LISTS = ['errors', 'whileAnswering', 'issues', 'hints', 'production'] as const;

function isReport(report: DevelopmentReport | null): boolean {
  if (report?.version !== 1 || typeof report.time !== 'string' || typeof report.status !== 'number') return false;
  return LISTS.every((name) => Array.isArray(report[name])) && typeof report.request === 'object' && typeof report.versions === 'object';
}
