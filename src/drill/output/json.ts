import { fieldsOf, type Played, typeOf } from '../model/answer.ts';
import type { DrillReport } from '../model/drill-report.ts';
import { inOrder, isFailed, playedById } from './finding-facts.ts';

/** How an output is made. */
export interface OutputOptions {
  /** A warning fails the run too. */
  readonly strict: boolean;
  /** The folder of the app below the root of its repository, such as `apps/shop`. Empty: the root. Places in SARIF and JUnit are relative to the root. */
  readonly folderInRepository: string;
}

/**
 * The report as JSON, for programs. It has no bodies, no header values and no log records. `version` changes if a member changes its meaning or is removed.
 */
export function jsonOutput(report: DrillReport, { strict }: Pick<OutputOptions, 'strict'>): string {
  const { version, app, findings, skipped, summary, played, duration } = report;
  const byId = playedById(report);
  return `${JSON.stringify(
    {
      version,
      passed: !isFailed(report, strict),
      duration,
      counts: {
        answers: played.length,
        findings: findings.length,
        errors: findings.filter(({ severity }) => severity === 'error').length,
        warnings: findings.filter(({ severity }) => severity === 'warning').length,
        skipped: skipped.length,
      },
      app,
      findings: inOrder(findings).map((finding) => ({ ...finding, request: requestOf(byId.get(finding.exercises[0] as number)) })),
      skipped,
      summary,
      answers: played.map(answerWithoutBody),
    },
    undefined,
    2,
  )}\n`;
}

/** The request of the example, in short. */
function requestOf(played: Played | undefined): string | undefined {
  return played === undefined ? undefined : `${played.exercise.method} ${played.exercise.path}`;
}

function answerWithoutBody({ exercise, answer, trace }: Played): object {
  const { id, situation, client, language, method, path, expected } = exercise;
  const { status, bytes, ended, duration } = answer;
  return {
    id,
    response: expected.response,
    situation,
    client,
    language,
    method,
    path,
    status,
    type: typeOf(answer),
    location: fieldsOf(answer, 'location')[0],
    bytes,
    ended,
    duration,
    logged: trace.logged.length,
    view: trace.views.findLast(({ error }) => error === undefined)?.file,
  };
}
