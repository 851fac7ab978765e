import type { Issue } from '../../core/values/issue.ts';
import { jsonPointer } from '../../core/values/json-pointer.ts';
import { validatorOf } from '../../libraries/validator-of.ts';
import { masked } from './masked.ts';
import type { ReportedIssue } from './report.ts';

/** An issue as a row of a table. An issue without a place is about the body, if the request may have one. */
export function reportedIssue(issue: Issue, method: string): ReportedIssue {
  const { message, path, code, in: place } = issue;
  const source = validatorOf(issue);
  return {
    pointer: path.length === 0 ? '' : masked(jsonPointer(path), 512),
    in: place ?? (method === 'GET' || method === 'HEAD' ? '' : 'body'),
    rule: masked(code ?? '', 128),
    ...(source !== undefined && { source }),
    message: masked(message, 1_024),
  };
}
