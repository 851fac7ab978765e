import type { Issue } from './issue.ts';
import { jsonPointer } from './json-pointer.ts';

/** An issue as the log has it: where it was, and the rule. Never what was typed, and no message. */
export function issueLine({ path, code, in: place }: Issue): string {
  return `${place === undefined ? '' : `${place} `}${jsonPointer(path)}${code === undefined ? '' : ` ${code}`}`;
}
