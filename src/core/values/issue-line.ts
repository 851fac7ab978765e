import type { Issue } from './issue.ts';
import { jsonPointer } from './json-pointer.ts';

/** An issue for the log: its place and its rule. It has no message and no submitted value. */
export function issueLine({ path, code, in: place }: Issue): string {
  return `${place === undefined ? '' : `${place} `}${jsonPointer(path)}${code === undefined ? '' : ` ${code}`}`;
}
