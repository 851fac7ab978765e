import { typeOf } from '../../drill/model/answer.ts';
import type { CheckReport } from './check-proxy.ts';
import type { Asked } from './finding.ts';

/** The report as JSON, without bodies. */
export function checkJson({ address, proxy, status, asked, findings, notes, duration }: CheckReport): string {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const report = {
    address,
    ...(proxy !== undefined && { proxy }),
    status,
    counts: { answers: asked.length, errors, warnings: findings.length - errors },
    findings: findings.map((finding) => ({ ...finding, asked: finding.asked.map(requestOf) })),
    notes,
    answers: asked.map((one) => ({ ...requestOf(one), status: one.answer.status, type: typeOf(one.answer), bytes: one.answer.bytes })),
    duration: Math.round(duration),
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

function requestOf({ ask }: Asked): Readonly<Record<string, string | undefined>> {
  return { method: ask.method, client: ask.client.name, accept: ask.client.headers['Accept'], about: ask.provocation.name };
}
