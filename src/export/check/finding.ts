import type { Ask } from './asks.ts';
import type { Received } from './send.ts';

/** The codes of the findings, the most important first. `docs/proxies.md` explains each. */
export const CHECK_CODES = [
  'no-proxy',
  'app-answers',
  'no-answer',
  'cut-answer',
  'wrong-status',
  'default-page',
  'empty-body',
  'wrong-type',
  'wrong-charset',
  'invalid-problem',
  'template-not-run',
  'missing-header',
  'wrong-header',
  'no-reference',
  'other-reference',
  'same-reference',
  'policy-blocks',
  'missing-file',
  'outside-request',
  'head-has-body',
  'head-differs',
  'other-number',
  'status-varies',
  'no-charset',
  'large-page',
  'server-version',
] as const;

export type CheckCode = (typeof CHECK_CODES)[number];

/** What is wrong with one answer of the proxy. */
export interface CheckFault {
  readonly code: CheckCode;
  readonly severity: 'error' | 'warning';
  /** What is wrong, and what happens because of it. Equal texts of several answers are one finding. */
  readonly what: string;
  readonly found: readonly string[];
  readonly expected: string;
  /** What to do about it. */
  readonly todo: string;
}

/** A request of the check with its answer. */
export interface Asked {
  readonly ask: Ask;
  readonly answer: Received;
}

/** A fault with all requests that show it. */
export interface CheckFinding extends CheckFault {
  readonly asked: readonly Asked[];
}

/** The faults as findings: equal ones together, the most important first. */
export function findingsOf(faults: readonly (readonly [Asked, CheckFault])[]): readonly CheckFinding[] {
  const byText = new Map<string, { fault: CheckFault; found: Set<string>; expected: Set<string>; asked: Asked[] }>();
  for (const [asked, fault] of faults) {
    const key = JSON.stringify([fault.code, fault.what, fault.todo]);
    const known = byText.get(key) ?? { fault, found: new Set(), expected: new Set(), asked: [] };
    byText.set(key, known);
    for (const one of fault.found) known.found.add(one);
    known.expected.add(fault.expected);
    if (!known.asked.includes(asked)) known.asked.push(asked);
  }
  return [...byText.values()]
    .map(({ fault, found, expected, asked }) => ({ ...fault, found: [...found], expected: [...expected].join(' or '), asked }))
    .sort((a, b) => compared(a.severity, b.severity) || CHECK_CODES.indexOf(a.code) - CHECK_CODES.indexOf(b.code));
}

function compared(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
