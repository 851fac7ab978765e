import type { Issue } from '../../values/issue.ts';

const MORE = /^and (\d+) more$/;

/** What stands in place of issues that are left out. One that says so already is counted for as many as it says. */
export function andMore(leftOut: readonly Issue[]): Issue {
  return counted(leftOut.reduce((sum, { message, path }) => sum + (path.length === 0 ? Number(MORE.exec(message)?.[1] ?? 1) : 1), 0));
}

export function counted(count: number): Issue {
  return { message: `and ${count} more`, path: [] };
}
