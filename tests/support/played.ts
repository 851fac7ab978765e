import type { About } from '../../src/drill/checks/check.ts';
import type { Answer, Played, Trace } from '../../src/drill/model/answer.ts';
import { canariesOf } from '../../src/drill/model/canary.ts';
import type { AppFacts } from '../../src/drill/model/drill-report.ts';
import type { Exercise, Expected } from '../../src/drill/model/exercise.ts';

/** What a spec of a check changes of a sound answer. */
export interface Changes {
  readonly exercise?: Partial<Exercise>;
  readonly expected?: Partial<Expected>;
  readonly answer?: Partial<Answer>;
  readonly trace?: Partial<Trace>;
  /** Header fields: `undefined` removes one. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

/** What Halyard promises of a failure. */
const HEADERS: Readonly<Record<string, string>> = {
  'content-type': 'application/problem+json',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  vary: 'Accept, Sec-Fetch-Dest, X-Requested-With',
  'error-reference': '7K3M-Q9TX',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
};

const PROBLEM = '{"title":"Not Found","status":404,"reference":"7K3M-Q9TX"}';

/** A sound answer of Halyard to a program, with the changes of the spec. */
export function played(changes: Changes = {}): Played {
  const body = changes.answer?.body ?? PROBLEM;
  const bytes = changes.answer?.bytes ?? Buffer.byteLength(body);
  const headers = Object.entries({ ...HEADERS, 'content-length': String(bytes), ...changes.headers });
  return {
    exercise: {
      id: 11,
      situation: 'bare',
      client: 'problem',
      method: 'GET',
      path: '/halyard-drill/at-no-route/11',
      headers: { accept: 'application/problem+json' },
      call: { response: 'notFound', args: 'none', at: 'end' },
      ...changes.exercise,
      expected: { response: 'notFound', statuses: [404], types: ['application/problem+json'], ...changes.expected },
    },
    answer: {
      status: 404,
      headers: headers.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
      ended: 'complete',
      duration: 1,
      ...changes.answer,
      body,
      bytes,
    },
    trace: { logged: [], views: [], isPlayed: true, ...changes.trace },
  };
}

/** The page of a browser, with the changes of the spec. */
export function playedPage(body: string, changes: Changes = {}): Played {
  return played({
    ...changes,
    exercise: { client: 'browser', headers: { accept: 'text/html' }, ...changes.exercise },
    expected: { types: ['text/html'], ...changes.expected },
    headers: { 'content-type': 'text/html; charset=utf-8', ...changes.headers },
    answer: { body, ...changes.answer },
  });
}

/** A sound page with this content. */
export function pageWith(content: string, head = ''): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">${head}<title>Not Found</title></head><body><main><h1>Not Found</h1>${content}</main></body></html>`;
}

/** The facts of an app in `/srv/shop`, and its canaries. */
export function about(app: Partial<AppFacts> = {}): About {
  return {
    app: {
      entry: './server.js',
      root: '/srv/shop',
      host: 'Express',
      halyard: '0.0.0',
      mode: 'production',
      responses: [],
      formats: [],
      languages: [],
      views: [],
      routes: undefined,
      deadline: 10_000,
      mountedAt: { file: 'server.js', line: 7 },
      ...app,
    },
    canaries: canariesOf('k3jd9s0wq1m5'),
  };
}
