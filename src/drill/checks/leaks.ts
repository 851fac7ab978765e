import { fieldsOf, type Played } from '../model/answer.ts';
import type { Canary, CanaryPlace } from '../model/canary.ts';
import type { Place } from '../model/finding.ts';
import { canaryFinder, excerptOf, type Hit, surroundings } from './canary-finder.ts';
import { type About, type Check, type Fault, fault } from './check.ts';
import { type Internal, internalsOf } from './internals.ts';
import { isOwnInput } from './own-input.ts';
import { perRun } from './per-run.ts';
import { placeOfField, placeOfMount, placeOfResponse, placeOfView } from './place-of.ts';
import { lineOfExpression, sourceOf } from './view-source.ts';

/** Where a value comes from, in words for people. */
export const WHERE: Readonly<Record<CanaryPlace, string>> = {
  message: 'the message of an error',
  stack: 'the stack of an error',
  cause: 'the cause of an error',
  config: 'a value of the configuration',
  query: 'the query of the request',
  cookie: 'a cookie of the request',
  authorization: 'the header `Authorization` of the request',
  body: 'the body of the request',
  environment: 'an environment variable',
};

interface Secrets {
  readonly hits: readonly Hit[];
  readonly internals: readonly Internal[];
}

const finders = perRun<(text: string) => readonly Hit[]>();
const searched = perRun<Secrets>();

/** Whether a secret, or a part of the inside of the app, leaves it: in the body, in a header field, in a cookie or in the log. */
export const checkLeaks: Check = (played, about) => [...inHeaders(played, about), ...inBody(played, about), ...inLog(played, about)];

function secretsIn(text: string, about: About): Secrets {
  return searched(about, text, () => ({ hits: finderOf(about)(text), internals: internalsOf(text, about.app.root) }));
}

function finderOf(about: About): (text: string) => readonly Hit[] {
  return finders(about, '', () => canaryFinder(about.canaries));
}

/** The text without the reference and the path, which differ in each answer. Its length is the same, and equal pages are searched once. */
function withoutReference(text: string, { answer, exercise }: Played): string {
  const varying = [fieldsOf(answer, 'error-reference')[0], exercise.path.split('?', 1)[0]];
  return varying.reduce<string>((result, part) => (part === undefined || part.length < 6 ? result : result.replaceAll(part, '#'.repeat(part.length))), text);
}

function inHeaders(played: Played, about: About): readonly Fault[] {
  const { headers } = played.answer;
  const lines = headers.filter(([name]) => name !== 'date').map(([name, value]) => `${name}: ${value}`);
  // Most answers have nothing in any field, so they are searched together first.
  const all = secretsIn(withoutReference(lines.join('\n'), played), about);
  if (all.hits.length === 0 && all.internals.length === 0) return [];
  return headers.flatMap(([field, value]) => {
    const placeAt = (): Place | undefined => placeOfField(field, played, about);
    const what = field === 'set-cookie' ? `The cookie \`${value.split('=', 1)[0]?.trim()}\`` : `The header \`${field}\``;
    return faultsOf(played, about, { text: value, what, placeAt });
  });
}

function inBody(played: Played, about: About): readonly Fault[] {
  const text = withoutReference(played.answer.body, played);
  const lineAt = (at: number) => (file: string) => {
    const source = sourceOf(file, about);
    return source === undefined ? undefined : lineOfExpression(source, text, at);
  };
  return faultsOf(played, about, { text, what: 'An answer', placeAt: (at) => placeOfView(played, about, lineAt(at)) ?? placeOfResponse(played, about) });
}

interface Searched {
  readonly text: string;
  /** The subject of the message. */
  readonly what: string;
  readonly placeAt: (at: number) => Place | undefined;
}

function faultsOf(played: Played, about: About, { text, what, placeAt }: Searched): readonly Fault[] {
  if (text === '') return [];
  const { hits: all, internals } = secretsIn(text, about);
  const hits = all.filter((hit) => !isShownOnPurpose(hit.canary, about) && !isOwnInput(hit, played));
  const offset = ({ text: variant, at }: Hit | Internal): number =>
    variant === text ? at : Math.max(0, text.indexOf(variant.slice(Math.max(0, at - 12), at)));
  const leaks = hits.map((hit) =>
    fault(played, {
      code: 'leak',
      message: `${what} shows ${WHERE[hit.canary.place]}${hit.encoding === undefined ? '' : `, as ${hit.encoding}`}.`,
      todo: todoOf(hit),
      place: placeAt(offset(hit)),
      excerpt: excerptOf(hit, about.canaries),
    }),
  );
  // In development a stack is shown on purpose. A hit in the stack has said it already.
  if (about.app.mode === 'development' || hits.some(({ canary }) => canary.place === 'stack')) return leaks;
  return [
    ...leaks,
    ...internals.map((internal) =>
      fault(played, {
        code: 'leak',
        message: `${what} shows ${internal.what}.`,
        todo: 'Send no error, no stack and no path. Write a text for the visitor, and let the log have the error.',
        place: placeAt(offset(internal)),
        excerpt: surroundings(internal.text, internal, about.canaries),
      }),
    ),
  ];
}

/** In development, a developer sees the errors. */
function isShownOnPurpose({ mayBeLogged }: Canary, { app }: About): boolean {
  return app.mode === 'development' && mayBeLogged;
}

function todoOf({ canary }: Hit): string {
  if (canary.mayBeLogged) return 'Show no part of an error. Write a text for the visitor, and let the log have the error.';
  return 'Send nothing of it back: leave it out of the page, of data and of header fields.';
}

function inLog(played: Played, about: About): readonly Fault[] {
  return played.trace.logged.flatMap((logged) =>
    finderOf(about)(`${logged.message}\n${JSON.stringify(logged.record)}`)
      .filter(({ canary }) => !canary.mayBeLogged)
      .map((hit) =>
        fault(played, {
          code: 'leak-in-log',
          message: `The log shows ${WHERE[hit.canary.place]}${hit.encoding === undefined ? '' : `, as ${hit.encoding}`}.`,
          todo: 'Leave it out of the message of the error and of the option `context`, or name its field so that it is masked.',
          // Halyard's own record holds what the option `context` adds, and an own response may write records of its own.
          place: typeof logged.record['handled'] === 'boolean' ? placeOfMount(about) : placeOfResponse(played, about),
          excerpt: excerptOf(hit, about.canaries),
        }),
      ),
  );
}
