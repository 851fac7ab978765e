import { describe, expect, it } from 'vitest';
import { about, type Changes, pageWith, played, playedPage } from '../../../tests/support/played.ts';
import type { Logged, RenderedView } from '../model/answer.ts';
import type { Check } from './check.ts';
import { checkLanguage, checkTranslations } from './languages.ts';
import { checkLogged } from './logged.ts';
import { checkOverrides } from './overrides.ts';
import { checkSecondary } from './secondary.ts';
import { checkViews } from './views.ts';

const app = about({
  languages: ['en', 'de'],
  views: [
    { name: '404', file: 'views/404.ejs' },
    { name: '404.de', file: 'views/404.de.ejs' },
  ],
});
const run = (check: Check, changes: Changes) => check(played(changes), app) as readonly { code: string; message: string; place?: unknown; severity: string }[];
const failure = (record: object = {}): Logged => ({
  level: 'error',
  message: 'GET / 404 notFound',
  record: { reference: '7K3M-Q9TX', response: 'notFound', status: 404, handled: true, ...record },
});
const secondary = (code: string, message = 'it fails'): Logged => ({
  level: 'error',
  message: `while answering 404 notFound: ${message}`,
  record: {
    reference: '7K3M-Q9TX',
    response: 'notFound',
    status: 404,
    err: { code, message, stack: 'Error: x\n    at f (/srv/shop/node_modules/ejs/ejs.js:9:9)\n    at g (/srv/shop/api/responses/notFound.js:3:5)' },
  },
});
const logged = (...records: readonly Logged[]): Changes => ({ trace: { logged: records } });
const message = app.canaries[0]?.value;

describe('the check of the log', () => {
  it.each<[string, string, Changes]>([
    ['not-logged', 'A failure is not in the log.', { ...logged(), expected: { logged: 1 } }],
    ['not-logged', 'A failure is not in the log.', { ...logged(secondary('E_VIEW')), expected: { logged: 1 } }],
    ['logged-twice', 'A failure is in the log twice.', logged(failure(), failure())],
    [
      'logged-twice',
      'The app writes an error into the log that Halyard has logged already.',
      { expected: { logged: 1 }, ...logged(failure(), { level: 'error', message: `failed: ${message}`, record: {} }) },
    ],
    ['no-reference', 'A failure has no reference in its header `Error-Reference`.', { headers: { 'error-reference': undefined } }],
    ['no-reference', 'The reference in the log is not the one that the client gets.', logged(failure({ reference: '0000-0000' }))],
    ['no-reference', 'The body of a failure does not have its reference.', { answer: { body: '{"title":"Not Found","status":404}' } }],
  ])('reports %s: %s', (code, text, changes) => {
    expect(run(checkLogged, changes)).toMatchObject([{ code, message: text }]);
  });

  it.each<[string, Changes]>([
    ['one record', { ...logged(failure()), expected: { logged: 1 } }],
    ['one record at another level', { ...logged({ ...failure(), level: 'info' }), expected: { logged: 1 } }],
    ['one record and a failure beside it', { ...logged(failure(), secondary('E_VIEW', message)), expected: { logged: 1 } }],
    ['a record of the app about something else', { ...logged(failure(), { level: 'warn', message: 'slow query', record: {} }), expected: { logged: 1 } }],
    [
      'an answer of the own response itself',
      { trace: { override: { name: 'notFound', duration: 1 }, logged: [failure()] }, headers: { 'error-reference': undefined } },
    ],
    ['a page of the app without a reference', { headers: { 'content-type': 'text/html' }, answer: { body: pageWith('') } }],
    ['an answer to HEAD', { exercise: { method: 'HEAD' }, answer: { body: '' } }],
  ])('accepts %s', (_, changes) => {
    expect(run(checkLogged, changes)).toEqual([]);
  });
});

describe('the check of views', () => {
  const view = (changes: Partial<RenderedView>): Changes => ({ trace: { views: [{ name: '404', file: '/srv/shop/views/404.ejs', duration: 3, ...changes }] } });

  it('names the file and the line of a view that fails, and what it needs', () => {
    const error = { message: '/srv/shop/views/404.ejs:3\n >> 3| <%= user.name %>\n\nuser is not defined', file: '/srv/shop/views/404.ejs', line: 3 };
    expect(run(checkViews, view({ error }))).toMatchObject([
      {
        code: 'view-fails',
        message: 'The view 404 fails: user is not defined',
        todo: expect.stringContaining('`locals.user`'),
        place: { file: 'views/404.ejs', line: 3 },
      },
    ]);
    expect(run(checkViews, view({ error: { message: 'x', file: '/srv/shop/node_modules/ejs/lib/ejs.js', line: 9 } }))).toMatchObject([
      { place: { file: 'views/404.ejs' } },
    ]);
  });

  it('reports a view that is too late', () => {
    expect(run(checkViews, view({ duration: 10_001 }))).toMatchObject([{ code: 'view-too-late', place: { file: 'views/404.ejs' } }]);
    expect(run(checkViews, view({ error: { message: 'E_VIEW_TIMEOUT: found view "404" still rendering' } }))).toMatchObject([{ code: 'view-too-late' }]);
  });

  it('accepts a view that renders, and a failure that is part of the exercise', () => {
    expect(run(checkViews, view({}))).toEqual([]);
    expect(run(checkViews, { ...view({ error: { message: 'x' } }), expected: { isBroken: true } })).toEqual([]);
  });
});

describe('the check of what fails beside the answer', () => {
  it.each([
    ['E_VIEW', 'view-fails'],
    ['E_VIEW_OUTPUT', 'view-fails'],
    ['E_VIEW_TIMEOUT', 'view-too-late'],
    ['E_LOCALS', 'view-fails'],
    ['E_RESPONSE_TIMEOUT', 'override-too-late'],
    ['E_FIELD', 'header'],
    ['E_FORMAT', 'body'],
    ['ECONNREFUSED', 'body'],
    ['constructor', 'body'],
  ])('reports %s as %s, at its place in the app', (code, found) => {
    expect(run(checkSecondary, logged(failure(), secondary(code)))).toMatchObject([
      { code: found, message: 'it fails', place: { file: 'api/responses/notFound.js', line: 3 } },
    ]);
  });

  it('reports nothing if the reason of a promise that the drill throws is logged beside the failure', () => {
    const override = { name: 'serverError', file: 'api/responses/serverError.js', duration: 1 };
    const changes = (kind: 'promise' | 'proxy'): Changes => ({
      exercise: { call: { response: 'serverError', args: 'none', throw: kind, at: 'start' } },
      trace: { override, logged: [secondary('')] },
    });
    expect(run(checkSecondary, changes('promise'))).toEqual([]);
    expect(run(checkSecondary, changes('proxy'))).toMatchObject([{ code: 'override-fails' }]);
  });

  it('reports an own response that throws or answers twice, and a logger that fails', () => {
    const override = { name: 'notFound', file: 'api/responses/notFound.js', duration: 1 };
    expect(run(checkSecondary, { trace: { override, logged: [secondary('')] } })).toMatchObject([{ code: 'override-fails' }]);
    expect(run(checkSecondary, logged({ level: 'warn', message: 'E_ANSWERED_TWICE: found notFound()', record: {} }))).toMatchObject([
      { code: 'override-fails' },
    ]);
    expect(run(checkSecondary, logged({ level: 'error', message: 'halyard: the logger or a reporter failed: TypeError: x', record: {} }))).toMatchObject([
      { code: 'not-logged' },
    ]);
  });

  it('leaves a view to the check of views, and a broken part to its exercise', () => {
    const views = [{ name: '404', duration: 1, error: { message: 'x' } }];
    expect(run(checkSecondary, { trace: { views, logged: [secondary('E_VIEW')] } })).toEqual([]);
    expect(run(checkSecondary, { ...logged(secondary('E_VIEW')), expected: { isBroken: true } })).toEqual([]);
    expect(run(checkSecondary, logged(failure()))).toEqual([]);
  });

  it('shows no canary', () => {
    expect(JSON.stringify(run(checkSecondary, logged(secondary('E_VIEW', `bad ${message}`))))).not.toContain(message);
  });
});

it('reports an own response that takes longer than the deadline', () => {
  const override = { name: 'notFound', file: 'api/responses/notFound.js', duration: 10_001 };
  expect(run(checkOverrides, { trace: { override } })).toMatchObject([{ code: 'override-too-late', place: { file: 'api/responses/notFound.js' } }]);
  expect(run(checkOverrides, { trace: { override: { ...override, duration: 9 } } })).toEqual([]);
});

describe('the check of languages', () => {
  const page = (lang: string, changes: Changes = {}) =>
    playedPage(pageWith('').replace('lang="en"', `lang="${lang}"`), { exercise: { client: 'browser', language: 'de' }, ...changes });

  it('reports another language than the one that was asked for', () => {
    expect(checkLanguage(page('en'), app)).toMatchObject([{ code: 'language', message: 'The page says that it is in en, but the client asks for de.' }]);
    expect(checkLanguage(page('de', { headers: { 'content-language': 'en' } }), app)).toMatchObject([
      { message: expect.stringContaining('`Content-Language` is en') },
    ]);
  });

  it('accepts the language, a region of it, and a language that the app does not have', () => {
    expect(checkLanguage(page('de-AT', { headers: { 'content-language': 'de-AT, en' } }), app)).toEqual([]);
    expect(checkLanguage(page('en', { exercise: { client: 'browser', language: 'fr' } }), app)).toEqual([]);
  });

  it('reports a page that is the same as in the default language, although it has a view', () => {
    const english = playedPage(pageWith(''), { exercise: { id: 1, client: 'browser', language: 'en' } });
    const german = playedPage(pageWith(''), { exercise: { id: 2, client: 'browser', language: 'de' } });
    expect(checkTranslations([english, german], app)).toMatchObject([[german, { severity: 'warning', message: 'The page in de is the same as in en.' }]]);
    expect(checkTranslations([english, { ...german, answer: { ...german.answer, body: pageWith('<p>Hallo</p>') } }], app)).toEqual([]);
    expect(checkTranslations([english, german], about({ languages: ['en', 'de'] }))).toEqual([]);
  });
});
