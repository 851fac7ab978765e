/** `halyard/testing`: matchers and asserts for the responses, the flash, the log records and the pages of an app. They are for tests only. */
export { assertIssue, assertLeaksNothing, assertProblem, assertRedirectBack, assertRendersPage } from './asserts.ts';
export type { Checked } from './checks/checked.ts';
export type { ExpectedIssue } from './checks/issue.ts';
export type { IssueMember, IssuePlace } from './checks/pointer.ts';
export type { ExpectedProblem } from './checks/problem.ts';
export { clearRecords, expectNothingReported, expectReported, type ReportedError, records } from './checks/reported.ts';
export { type HalyardMatchers, matchers } from './matchers.ts';
export { type Flash, flashOf } from './recorder/flash-of.ts';
export type { TestRecord } from './recorder/recorder.ts';
export { unsealFlash } from './recorder/unseal-flash.ts';
