import { isArray } from '../../values/guarded-read.ts';
import type { Issue } from '../../values/issue.ts';
import { fieldMap, isEntry } from './field-map.ts';
import { hasMoreThanMessages, issueList } from './issue-list.ts';
import { issuesMember } from './issues-member.ts';

/** The result of `readIssues`. `libraryValue` is the value itself if it may come from a library, so that code for the library can read it. */
export interface Read {
  readonly issues: readonly Issue[] | undefined;
  readonly libraryValue: unknown;
}

/** Reads the issues of any validation result: field, rule and message, without submitted values. Never throws. */
export function readIssues(value: unknown): Read {
  try {
    if (isArray(value)) {
      return { issues: issueList(value), libraryValue: hasMoreThanMessages(value) ? value : undefined };
    }
    const issues = issuesMember(value);
    const byField = issues === undefined ? fieldMap(value) : undefined;
    return { issues: issues ?? byField, libraryValue: byField === undefined || isEntry(value) ? value : undefined };
  } catch {
    // A value that throws while it is read has no issues.
    return { issues: undefined, libraryValue: undefined };
  }
}
