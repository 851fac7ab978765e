import { isArray } from '../../values/guarded-read.ts';
import type { Issue } from '../../values/issue.ts';
import { fieldMap, isEntry } from './field-map.ts';
import { hasMoreThanMessages, issueList } from './issue-list.ts';
import { issuesMember } from './issues-member.ts';

/** Issues in the app's own words, or what could be read of a library's: then with the value itself, for those who know the library. */
export interface Read {
  readonly issues: readonly Issue[] | undefined;
  readonly libraryValue: unknown;
}

/** The issues in whatever a validation gave, reduced to field, rule and message: the submitted values stay behind. */
export function readIssues(value: unknown): Read {
  try {
    if (isArray(value)) {
      return { issues: issueList(value), libraryValue: hasMoreThanMessages(value) ? value : undefined };
    }
    const issues = issuesMember(value);
    const byField = issues === undefined ? fieldMap(value) : undefined;
    return { issues: issues ?? byField, libraryValue: byField === undefined || isEntry(value) ? value : undefined };
  } catch {
    // A value that throws while it is read holds no issues.
    return { issues: undefined, libraryValue: undefined };
  }
}
