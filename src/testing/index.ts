/** `halyard/testing`: matchers and asserts for the responses, the flash, the log records and the pages of an app, and the drill. They are for tests only. */
export type { OwnSituation } from '../drill/exercises/plan.ts';
export type { DrillReport } from '../drill/model/drill-report.ts';
export type { Finding } from '../drill/model/finding.ts';
export type { DrillOptions } from '../drill/run/drill.ts';
export { assertIssue, assertLeaksNothing, assertProblem, assertRedirectBack, assertRendersPage } from './asserts.ts';
export type { Checked } from './checks/checked.ts';
export type { ExpectedIssue } from './checks/issue.ts';
export type { IssueMember, IssuePlace } from './checks/pointer.ts';
export type { ExpectedProblem } from './checks/problem.ts';
export { clearRecords, expectNothingReported, expectReported, type ReportedError, records } from './checks/reported.ts';
export { drill } from './drill.ts';
export { type HalyardMatchers, matchers } from './matchers.ts';
export { type Flash, flashOf } from './recorder/flash-of.ts';
export type { TestRecord } from './recorder/recorder.ts';
export { unsealFlash } from './recorder/unseal-flash.ts';
