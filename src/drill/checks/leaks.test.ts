import { describe, expect, it } from 'vitest';
import { about, type Changes, pageWith, played, playedPage } from '../../../tests/support/played.ts';
import type { CanaryPlace } from '../model/canary.ts';
import { checkLeaks } from './leaks.ts';

const app = about();
const of = (place: CanaryPlace): string => app.canaries.find((canary) => canary.place === place)?.value as string;
const leaksOf = (changes: Changes, facts = app) => checkLeaks(played(changes), facts) as readonly { code: string; message: string }[];
const problem = (detail: string): string => JSON.stringify({ title: 'Not Found', status: 404, detail });

describe('the check of leaks', () => {
  it.each(app.canaries.map(({ place }) => place))('finds the canary of %s in a body, a header field, a cookie and the log', (place) => {
    const value = of(place);
    expect(leaksOf({ answer: { body: problem(value) } })).toMatchObject([{ code: 'leak', message: expect.stringMatching(/^An answer shows /) }]);
    expect(leaksOf({ headers: { 'x-debug': `at ${value}` } })).toMatchObject([{ message: expect.stringMatching(/^The header `x-debug` shows /) }]);
    expect(leaksOf({ headers: { 'set-cookie': `flash=${value}; Path=/` } })).toMatchObject([{ message: expect.stringMatching(/^The cookie `flash` shows /) }]);
    const logged = leaksOf({ trace: { logged: [{ level: 'error', message: 'GET / 500', record: { user: { token: value } } }] } });
    const mayBeLogged = ['message', 'stack', 'cause'].includes(place);
    expect(logged.map(({ code }) => code)).toEqual(mayBeLogged ? [] : ['leak-in-log']);
  });

  it.each([
    ['a stack trace', 'TypeError: x\n    at handler (/srv/shop/routes/orders.js:12:7)'],
    ['a stack trace', 'at file:///srv/other/app.mjs:1:2'],
    ['a stack trace', 'at process.processTicksAndRejections (node:internal/process/task_queues:105:5)'],
    ['a stack trace', 'at Object.&lt;anonymous&gt; (C:\\app\\server.ts:3:9)'],
    ['a stack trace', 'at x (%2Fsrv%2Fshop%2Fserver.js%3A12%3A7)'],
    ['the folder of the app', 'not found: /srv/shop/views/404.ejs'],
    ['the folder of the app', 'not found: \\/srv\\/shop\\/views\\/404.ejs'],
    ['the path of a package', 'in node_modules/express/lib/router'],
    ['the path of a package', 'in ../../node_modules/pg/lib/client'],
    ['the text of an error', "TypeError: Cannot read properties of undefined (reading 'name')"],
    ['the text of an error', "ENOENT: no such file or directory, open 'x'"],
    ['the text of an error', 'connect ECONNREFUSED 10.0.0.3:5432'],
  ])('finds %s: %s', (what, text) => {
    for (const body of [problem(text), pageWith(`<pre>${text}</pre>`)]) {
      expect(leaksOf({ answer: { body } }).map(({ message }) => message)).toContain(`An answer shows ${what}.`);
    }
  });

  it.each([
    'The price is 12:30:45 or 1.2:3:4.',
    'Errors are at /errors/404, see orders.js',
    'Open at 10:00:00 in New York',
    'Error: the form is not complete',
    '<script src="/node_modules/htmx.org/dist/htmx.min.js"></script>',
    'Read about TypeError at /docs/errors',
    'https://shop.example/app.js?v=12',
  ])('finds nothing in: %s', (text) => {
    expect(leaksOf({ answer: { body: pageWith(`<p>${text}</p>`) } })).toEqual([]);
  });

  it('accepts what a visitor has typed into the form, and nothing else of the body', () => {
    const changes = { exercise: { method: 'POST', body: `boat=${of('body')}` } };
    const typed = [
      `<input name="boat" value="${of('body')}">`,
      `<textarea name="boat">Boat ${of('body')}</textarea>`,
      `<dl><dt>boat</dt><dd><pre>${of('body')}</pre></dd></dl>`,
    ];
    for (const html of typed) expect(checkLeaks(playedPage(pageWith(html), changes), app)).toEqual([]);
    expect(checkLeaks(playedPage(pageWith(`<p>${of('body')}</p>`), changes), app)).toHaveLength(1);
    expect(checkLeaks(playedPage(pageWith(`<input value="${of('cookie')}">`), changes), app)).toHaveLength(1);
  });

  it('accepts messages and stacks in development, but no secret', () => {
    const development = about({ mode: 'development' });
    expect(leaksOf({ answer: { body: problem(`${of('message')} at x (/srv/shop/a.js:1:2)`) } }, development)).toEqual([]);
    expect(leaksOf({ answer: { body: problem(of('cookie')) } }, development)).toHaveLength(1);
  });

  it('names the own response, and else the file that mounts Halyard', () => {
    const body = problem(of('cause'));
    expect(leaksOf({ answer: { body }, trace: { override: { name: 'notFound', file: 'api/responses/notFound.ts', duration: 1 } } })).toMatchObject([
      { place: { file: 'api/responses/notFound.ts' } },
    ]);
    expect(leaksOf({ answer: { body } })).toMatchObject([{ place: { file: 'server.js', line: 7 } }]);
  });

  it('says once what a stack with a canary shows', () => {
    const body = pageWith(`<pre>Error: ${of('message')}\n at ${of('stack')} (/srv/shop/a.js:1:2)</pre>`);
    expect(leaksOf({ answer: { body } }).map(({ message }) => message)).toEqual([
      'An answer shows the message of an error.',
      'An answer shows the stack of an error.',
    ]);
  });

  it('shows no canary in its excerpts', () => {
    const body = pageWith(app.canaries.map(({ value }) => `<p>${value}</p>`).join(''));
    const shown = JSON.stringify(leaksOf({ answer: { body } }));
    for (const { value } of app.canaries) expect(shown).not.toContain(value);
    expect(shown).toContain('‹canary: cookie›');
  });
});
