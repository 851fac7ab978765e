// Type specs of `halyard/testing`: the compiler is all that reads them.
import { assertProblem, type Checked, flashOf, type HalyardMatchers, matchers, records } from './index.ts';

const response = await fetch('http://127.0.0.1:1');
const answer = { status: 200, headers: {}, body: '' };

// A Response has to be awaited, and any other response may be.
assertProblem(response, 409) satisfies Promise<void>;
assertProblem(fetch('http://127.0.0.1:1'), 409) satisfies Promise<void>;
// biome-ignore lint/suspicious/noConfusingVoidType: it is the return type
assertProblem(answer, { status: 409, code: /E_/, own: 'member' }) satisfies void;
({}) as Checked<typeof response> satisfies Promise<void>;

flashOf(answer).messages['success'] satisfies readonly string[] | undefined;
records()[0]?.level satisfies 'error' | 'warn' | 'info' | 'debug' | undefined;
matchers satisfies Record<keyof HalyardMatchers, unknown>;

// @ts-expect-error A problem is not expected by a text.
assertProblem(answer, '409');
