import type { Issue } from '../../values/issue.ts';

const MORE = /^and (\d+) more$/;

/** The issue that replaces issues that are left out: "and 3 more". If one of them is already such an issue, its number is added. */
export function andMore(leftOut: readonly Issue[]): Issue {
  return counted(leftOut.reduce((sum, { message, path }) => sum + (path.length === 0 ? Number(MORE.exec(message)?.[1] ?? 1) : 1), 0));
}

/** The issue that counts omitted issues: "and 3 more". */
export function counted(count: number): Issue {
  return { message: `and ${count} more`, path: [] };
}
