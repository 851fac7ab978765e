import type { Issue, IssueMapper } from '../issue.ts';
import { fieldMap } from './field-map.ts';
import { issueList } from './issue-list.ts';
import { issuesMember } from './issues-member.ts';

/** Asked in this order; the first that knows the value has it. A library's mapper is one file and one entry. */
const MAPPERS: readonly IssueMapper[] = [issueList, issuesMember, fieldMap];

/** The issues in whatever a validation gave, reduced to field, rule and message: the submitted values stay behind. */
export function issuesOf(value: unknown): readonly Issue[] | undefined {
  for (const mapper of MAPPERS) {
    try {
      const issues = mapper(value);
      if (issues !== undefined) return issues;
    } catch {
      // A value that throws while it is read is not this mapper's.
    }
  }
  return undefined;
}
