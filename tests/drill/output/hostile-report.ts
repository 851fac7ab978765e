import type { DrillReport } from '../../../src/drill/model/drill-report.ts';
import { app, exercise, finding, played, report } from './sample-report.ts';

/** Characters that break a format which does not escape them, or that deceive a reader. */
export const HOSTILE = `"quotes' & <b>tags</b> ]]> --> </script><script>window.hacked=1</script> \u0000\u001b[31m\u0007 \u202Ereversed\u2066 \u200B \ud800 \uffff {{x}} \${y} line\r\nbreak\ttab`;

/** A report with hostile text in every field that has a text. */
export function hostileReport(): DrillReport {
  const one = exercise(1, HOSTILE, HOSTILE, {
    situation: HOSTILE,
    method: HOSTILE,
    path: HOSTILE,
    language: HOSTILE,
    headers: { [HOSTILE]: HOSTILE, accept: HOSTILE, cookie: HOSTILE },
    body: HOSTILE,
  });
  const trace = {
    logged: [{ level: HOSTILE, message: HOSTILE, record: { [HOSTILE]: HOSTILE } }],
    views: [{ name: HOSTILE, file: HOSTILE, duration: 1, error: { message: HOSTILE } }],
    override: { name: HOSTILE, file: HOSTILE, duration: 1 },
  };
  const page = `${HOSTILE}<img src=x onerror="parent.hacked=1"><a href="javascript:parent.hacked=1">go</a>`;
  const headers = [
    ['content-type', 'text/html'],
    [HOSTILE, HOSTILE],
    ['set-cookie', HOSTILE],
  ] as const;
  const two = { ...one, id: 2 };
  const all = [played(one, { body: page, headers }, trace), played(two, { body: HOSTILE, headers: [['content-type', HOSTILE]] }, trace)];
  const found = { message: HOSTILE, todo: HOSTILE, response: HOSTILE, situation: HOSTILE, client: HOSTILE, excerpt: HOSTILE };
  const findings = [
    finding({ ...found, place: { file: `views/${HOSTILE}`, line: 1 }, exercises: [1, 2] }),
    finding({ ...found, code: 'leak', severity: 'warning', exercises: [2] }),
  ];
  return report(all, findings, { app: app({ entry: HOSTILE, host: HOSTILE, halyard: HOSTILE }), skipped: [{ what: HOSTILE, why: HOSTILE }] });
}
