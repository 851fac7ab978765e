import type { Answer, Played, Trace } from '../../../src/drill/model/answer.ts';
import type { AppFacts, DrillReport, SummaryCell } from '../../../src/drill/model/drill-report.ts';
import type { Exercise } from '../../../src/drill/model/exercise.ts';
import type { Finding } from '../../../src/drill/model/finding.ts';

/** The page of the sample. It has a dark style, so the two frames differ. */
export const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>Something went wrong</title>
<style>:root{--bg:#fdf8f1;--ink:#2a2118}@media(prefers-color-scheme:dark){:root{--bg:#1c1813;--ink:#f3e9dc}}body{margin:0;padding:3rem 2rem;background:var(--bg);color:var(--ink);font:1.0625rem/1.6 Georgia,serif}h1{font-size:1.75rem}a{color:inherit}</style></head>
<body><main><h1>Something went wrong</h1><p>We are looking at it. Please try again in a minute.</p><p>Reference 7K3M-Q9TX · zqmessageA1B2C3D4E5F6G7H8</p><p><a href="/">Back to the shop</a></p></main></body></html>`;

export function app(changes: Partial<AppFacts> = {}): AppFacts {
  return {
    entry: './server.js',
    root: '/srv/shop',
    host: 'Express',
    halyard: '0.4.0',
    mode: 'production',
    responses: [],
    formats: ['html', 'problem', 'json', 'markdown', 'text'],
    languages: [],
    views: [],
    routes: undefined,
    deadline: 1_000,
    mountedAt: { file: 'server.js', line: 14 },
    ...changes,
  };
}

export function exercise(id: number, response: string | undefined, client = 'browser', changes: Partial<Exercise> = {}): Exercise {
  return {
    id,
    situation: 'bare',
    client,
    method: 'GET',
    path: '/?q=zqqueryA1B2C3D4E5F6G7H8',
    headers: { accept: client === 'browser' ? 'text/html' : 'application/json', cookie: 'session=secret-of-a-visitor', 'x-inertia-version': '1' },
    expected: { response, statuses: [500], types: ['text/html'] },
    ...changes,
  };
}

function answer(changes: Partial<Answer> = {}): Answer {
  const body = changes.body ?? PAGE;
  return {
    status: 500,
    headers: [
      ['content-type', 'text/html; charset=utf-8'],
      ['cache-control', 'no-store'],
      ['set-cookie', 'flash=value-of-a-cookie; Path=/; HttpOnly'],
    ],
    body,
    bytes: Buffer.byteLength(body),
    ended: 'complete',
    duration: 4.2,
    ...changes,
  };
}

export function played(one: Exercise, changes: Partial<Answer> = {}, trace: Partial<Trace> = {}): Played {
  return {
    exercise: one,
    answer: answer(changes),
    trace: {
      isPlayed: true,
      logged: [{ level: 'error', message: 'cannot read the order', record: { level: 'error', ref: '7K3M-Q9TX' } }],
      views: [],
      ...trace,
    },
  };
}

export function finding(changes: Partial<Finding> = {}): Finding {
  return {
    code: 'view-fails',
    severity: 'error',
    message: 'The view cannot be rendered: user is not defined.',
    todo: 'Write locals.user?.name, because an error page has no user.',
    place: { file: 'views/500.ejs', line: 12, column: 5 },
    response: 'serverError',
    situation: 'before middleware',
    client: 'browser',
    excerpt: '<p>Hello\n  <%= user.name %></p>',
    exercises: [1],
    ...changes,
  };
}

/** The cells of a summary, counted from what was played and found. */
function summaryOf(all: readonly Played[], findings: readonly Finding[]): readonly SummaryCell[] {
  const cells = new Map<string, SummaryCell>();
  for (const { exercise: one } of all) {
    const response = one.expected.response ?? '';
    const key = JSON.stringify([response, one.client]);
    const cell = cells.get(key) ?? { response, client: one.client, answers: 0, findings: 0 };
    const found = findings.filter(({ exercises }) => exercises[0] === one.id).length;
    cells.set(key, { ...cell, answers: cell.answers + 1, findings: cell.findings + found });
  }
  return [...cells.values()];
}

export function report(all: readonly Played[], findings: readonly Finding[], changes: Partial<DrillReport> = {}): DrillReport {
  return { version: 1, app: app(), findings, skipped: [], summary: summaryOf(all, findings), played: all, duration: 1_412, ...changes };
}

const RESPONSES = ['badRequest', 'unauthorized', 'forbidden', 'notFound', 'conflict', 'unprocessableEntity', 'tooManyRequests', 'serverError'];
const CLIENTS = ['browser', 'problem', 'json', 'markdown', 'text', 'any', 'htmx', 'turbo', 'inertia', 'socket'];
const SITUATIONS = ['bare', 'message', 'error', 'before middleware', 'signed in'];
const JSON_BODY = '{"type":"about:blank","title":"Internal Server Error","status":500,"ref":"7K3M-Q9TX"}';

/** Every answer of a shop: eight responses, five situations and ten clients. */
export function everyAnswer(): readonly Played[] {
  let id = 0;
  return RESPONSES.flatMap((response) =>
    SITUATIONS.flatMap((situation) =>
      CLIENTS.filter((client) => client !== 'socket' || situation === 'bare').map((client) => {
        id += 1;
        const one = exercise(id, response, client, { situation });
        return ['browser', 'htmx', 'turbo'].includes(client)
          ? played(one)
          : played(one, { body: JSON_BODY, headers: [['content-type', 'application/problem+json']] });
      }),
    ),
  );
}

/** A report as a person meets it: some faults of a shop among many right answers. */
export function shopReport(): DrillReport {
  const all = everyAnswer();
  const idsOf = (response: string, client: string): readonly number[] =>
    all.filter(({ exercise: one }) => one.expected.response === response && one.client === client).map(({ exercise: one }) => one.id);
  const findings = [
    finding({ exercises: idsOf('serverError', 'browser') }),
    finding({
      code: 'accessibility',
      severity: 'warning',
      message: 'A picture has no text for people who cannot see it (image-alt).',
      todo: 'Add alt="" to a picture that only decorates.',
      place: { file: 'views/500.ejs', line: 4 },
      situation: 'bare',
      excerpt: '<img src="/logo.svg">',
      exercises: idsOf('serverError', 'turbo'),
    }),
    finding({
      code: 'leak',
      message: 'The body shows the value of a cookie of the request.',
      todo: 'Remove req.headers.cookie from the text that you pass to the response.',
      place: { file: 'api/responses/conflict.js', line: 9 },
      response: 'conflict',
      situation: 'message',
      client: 'json',
      excerpt: '"detail":"no seat left for ‹canary: cookie›"',
      exercises: idsOf('conflict', 'json'),
    }),
    finding({
      code: 'not-logged',
      message: 'The failure has no log record.',
      todo: 'Pass your logger to Halyard with the option logger.',
      place: undefined,
      response: 'serverError',
      situation: 'error',
      client: 'problem',
      excerpt: undefined,
      exercises: idsOf('serverError', 'problem').slice(0, 1),
    }),
  ];
  const skipped = [
    { what: 'store down', why: 'The app keeps its flash messages in cookies, so there is no store that can be down.' },
    { what: 'languages', why: 'The app has no languages.' },
  ];
  return report(all, findings, { skipped });
}
