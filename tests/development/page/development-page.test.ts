import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { DEVELOPMENT_POLICY, developmentPage } from '../../../src/development/page/development-page.ts';
import { chooseEditor } from '../../../src/development/page/editor.ts';
import { SCRIPT } from '../../../src/development/page/script.ts';
import { STYLE } from '../../../src/development/page/style.ts';
import { appFrame, developmentReport, packageFrame, reportedError, reportedRequest } from './reports.ts';

const choice = chooseEditor('cursor', {});
const bytes = (text: string): number => Buffer.byteLength(text);
const EVIL = `"><script>alert(1)</script><img src=x onerror=alert(1)>'\u2028`;

describe('the development page', () => {
  it('begins with the class, the message, the code, the members, the status and the reference', () => {
    const error = reportedError({ code: 'E_ORDER', members: [['orderId', '42']] });
    const page = developmentPage(developmentReport({ errors: [error] }));
    expect(page).toMatch(/<h1[^>]*><span class="class">TypeError<\/span> <code class="tag">E_ORDER<\/code><span class="said">Cannot read properties/);
    for (const part of ['500 Internal Server Error', '<dt>orderId</dt><dd><code>42</code></dd>', '7K3M-Q9TX', 'GET /orders/42', 'npx halyard show 7K3M-Q9TX'])
      expect(page).toContain(part);
  });

  it('has the excerpts of the app open with numbers and a marked line, and folds and counts the other frames', () => {
    const page = developmentPage(developmentReport());
    expect(page).toContain('<mark class="l"><i>18</i>');
    expect(page).toContain('<span class="l"><i>13</i>');
    expect(page).toContain('<details><summary>4 frames of router, express and Node</summary>');
    expect(page).toContain('<span class="tag">async</span>');
    const none = developmentPage(developmentReport({ errors: [reportedError({ frames: [packageFrame('knex')] })] }));
    expect(none).toContain('<details open><summary>1 frame of knex</summary>');
  });

  it('shows the frames of a recursion once, and says how often', () => {
    const page = developmentPage(
      developmentReport({ errors: [reportedError({ frames: Array.from({ length: 60 }, () => appFrame({ function: 'descend' })) })] }),
    );
    expect(page.match(/<li class="frame">/g)).toHaveLength(1);
    expect(page).toContain('<span class="tag">60 times</span>');
  });

  it('counts with commas', () => {
    for (const [omittedFrames, text] of [
      [7, '7'],
      [999, '999'],
      [1_000, '1,000'],
      [98_765, '98,765'],
      [1_234_567, '1,234,567'],
    ] as const)
      expect(developmentPage(developmentReport({ errors: [reportedError({ omittedFrames })] }))).toContain(`>${text} further frames left out.`);
  });

  it('says how many frames a cause shares with the error above', () => {
    const cause = reportedError({ sharedFrames: 7 });
    expect(developmentPage(developmentReport({ errors: [reportedError({ cause })] }))).toContain('<li class="more">7 further frames as above.</li>');
  });

  it('links each frame to the editor, and without an editor the path can be copied', () => {
    expect(developmentPage(developmentReport(), { choice })).toContain('href="cursor://file/srv/shop/src/orders/order-service.ts:18:25">Open in Cursor<');
    const page = developmentPage(developmentReport(), { choice: chooseEditor(undefined, { EDITOR: 'vim' }) });
    expect(page).toContain('data-text="/srv/shop/src/orders/order-service.ts:18:25"');
    expect(page).toContain('HALYARD_EDITOR');
  });

  it('has a link that sends a GET again, to the address of the document', () => {
    const again = '<a class="again" href="">Try again</a>';
    expect(developmentPage(developmentReport({ request: reportedRequest({ method: 'GET', url: '/orders/42?token=[masked]' }) }))).toContain(again);
    for (const method of ['POST', 'DELETE', 'HEAD'])
      expect(developmentPage(developmentReport({ request: reportedRequest({ method }) }))).not.toContain('Try again');
  });

  it('shows the causes, the errors of an AggregateError and those of a SuppressedError, with their frames', () => {
    const cause = reportedError({ name: 'OuterCause', cause: reportedError({ name: 'InnerCause' }) });
    const errors = [reportedError({ name: 'FirstMember' }), reportedError({ name: 'SecondMember' })];
    const page = developmentPage(
      developmentReport({
        errors: [
          reportedError({ cause, errors, omittedErrors: 5, suppressed: reportedError({ name: 'Suppressed' }), error: reportedError({ name: 'Disposing' }) }),
          reportedError({ name: 'Beside' }),
        ],
      }),
    );
    for (const name of ['OuterCause', 'InnerCause', 'FirstMember', 'SecondMember', 'Suppressed', 'Disposing', 'Beside'])
      expect(page).toContain(`<span class="class">${name}</span>`);
    expect(page).toContain('Error 1 of 7');
    expect(page).toContain('5 further errors of this TypeError left out');
  });

  it('has the failure of the own view first, and the original below', () => {
    const page = developmentPage(developmentReport({ whileAnswering: [reportedError({ name: 'ViewError' })] }));
    expect(page.indexOf('Your own view or response failed')).toBeLessThan(page.indexOf('<h1'));
    expect(page.indexOf('<span class="class">ViewError')).toBeLessThan(page.indexOf('The original failure: 500'));
    expect(page.lastIndexOf('The original failure: 500')).toBeLessThan(page.indexOf('<span class="class">TypeError'));
  });

  it('has the issues as a table, the hints, the request, the answers of production and the log record', () => {
    const page = developmentPage(
      developmentReport({
        issues: [{ pointer: '#/email', in: 'body', rule: 'invalid_format', message: 'Invalid email' }],
        hints: [{ text: 'GET /bookings exists.', lines: ['GET /bookings'], code: 'use(csrf)', see: 'docs/forms.md' }],
        request: reportedRequest({ body: '{\n  "email": "ada"\n}' }),
      }),
    );
    for (const part of [
      '<code>#/email</code>',
      'invalid_format',
      'Invalid email',
      'GET /bookings exists.',
      'use(csrf)',
      'docs/forms.md',
      '&quot;email&quot;: &quot;ada&quot;',
    ])
      expect(page).toContain(part);
    for (const part of [
      'req-8c1',
      '4bf92f3577b34da6a3ce929d0e0e4736',
      'application/problem+json',
      'Logged as <b>error</b>',
      'express 5.3.0',
      'Accept text/html → HTML',
    ])
      expect(page).toContain(part);
    expect(page).toMatch(/<iframe sandbox="" title="The page that production sends" srcdoc="&lt;!doctype html&gt;/);
  });

  it('has the note and the sections about a form', () => {
    const page = developmentPage(developmentReport(), {
      note: '<p><a href="?halyard-page=own">See your own page for this status</a></p>',
      recovery: { linkBack: '<p><a class="back" href="/a">Go back</a></p>', typed: '<h2>What you typed</h2>' },
    });
    for (const part of ['See your own page for this status', 'Go back', 'What you typed', '<h2 id="form">The form</h2>']) expect(page).toContain(part);
  });

  it('folds a long message, and keeps the line breaks of a short one', () => {
    expect(developmentPage(developmentReport({ errors: [reportedError({ message: '\none\n  two' })] }))).toContain('<span class="said">one\n  two</span>');
    const long = developmentPage(developmentReport({ errors: [reportedError({ message: `first\n${'line\n'.repeat(100)}last` })] }));
    expect(long).toContain('The whole message (102 lines');
    expect(long).toContain('line\nlast</pre>');
  });

  it('escapes every text', () => {
    const bad = (value: unknown): unknown => {
      if (typeof value === 'string')
        return value === 'socket' || value === 'http' || value === 'app' || value === 'dependency' || value === 'node' ? value : EVIL + value;
      if (Array.isArray(value)) return value.map(bad);
      return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([name, member]) => [name, bad(member)])) : value;
    };
    const full = developmentReport({
      detail: 'd',
      code: 'c',
      issues: [{ pointer: 'p', in: 'i', rule: 'r', message: 'm' }],
      hints: [{ text: 't', lines: ['l'], code: 'c', see: 's' }],
      whileAnswering: [reportedError({ code: 'c', members: [['a', 'b']] })],
      errors: [reportedError({ cause: reportedError({ errors: [reportedError()] }) })],
      request: reportedRequest({ body: 'b' }),
    });
    const page = developmentPage(bad(full) as typeof full, { choice });
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page.replace(/<script>.*<\/script>/s, '')).not.toMatch(/<img|<[^>"]*(?:"[^"]*"[^>"]*)*\son[a-z]+=/);
  });

  it('runs one script of at most 3 kB, by its hash, with a style of at most 12 kB', () => {
    const page = developmentPage(developmentReport());
    const script = /<script>([\s\S]*?)<\/script>/.exec(page)?.[1] as string;
    expect(DEVELOPMENT_POLICY).toContain(`script-src 'sha256-${createHash('sha256').update(script).digest('base64')}';`);
    expect(bytes(SCRIPT)).toBeLessThanOrEqual(3_072);
    expect(bytes(STYLE)).toBeLessThanOrEqual(12_288);
  });
});
