import { describe, expect, it } from 'vitest';
import type { DrillReport } from '../../../src/drill/model/drill-report.ts';
import { neutralPage } from '../../../src/drill/output/html/neutral-page.ts';
import { htmlOutput } from '../../../src/drill/output/html/report-page.ts';
import { HOSTILE, hostileReport } from './hostile-report.ts';
import { everyAnswer, exercise, finding, PAGE, played, report, shopReport } from './sample-report.ts';

const page = (one: DrillReport): string => htmlOutput(one);
const of = (changes: Parameters<typeof played>[1], trace: Parameters<typeof played>[2] = {}): string =>
  page(report([played(exercise(1, 'serverError'), changes, trace)], [finding()]));

describe('the report for people', () => {
  it('says how many answers were right if nothing was found', () => {
    const all = Array.from({ length: 1_012 }, (_, id) => played(exercise(id, 'notFound')));
    expect(page(report(all, []))).toContain('Nothing found in 1,012 answers.');
    expect(page(report([], []))).toContain('No answer was played.');
  });

  it('shows each page twice, in light and in dark, without scripts', () => {
    const html = page(report([played(exercise(1, 'serverError'))], [finding()]));
    expect(html.split('id="pages"')[0]?.match(/<iframe sandbox="" loading="lazy"/g)?.length).toBe(2);
    expect(html).toContain('title="Light: serverError, bare, for browser"');
  });

  it.each([
    ['application/problem+json', '{"a":1}', '{\n  &quot;a&quot;: 1\n}'],
    ['application/json', '{"a":', '{&quot;a&quot;:'],
    ['text/markdown', '# <b>', '# &lt;b&gt;'],
    ['text/plain', 'a\u0007b', 'a\\u0007b'],
    [undefined, 'a<b', 'a&lt;b'],
  ])('shows an answer of the type %s as text', (type, body, shown) => {
    const html = of({ body, headers: type === undefined ? [] : [['content-type', type]] });
    expect(html).toContain(`>${shown}</pre>`);
    expect(html.split('id="pages"')[0]).not.toContain('<iframe');
  });

  it('says why there is no body, or why it is not whole', () => {
    expect(of({ body: '' })).toContain('The answer has no body.');
    expect(of({ body: '', bytes: 9 })).toContain('The body is not kept.');
    expect(of({ body: '', ended: 'cut', status: 0 })).toContain('The connection ended before the answer was complete.');
    expect(of({ ended: 'timeout' })).toContain('The answer did not end in time.');
  });

  it('has no value of a cookie, and no value of a request field that may be a key', () => {
    const html = page(shopReport());
    expect(html).not.toMatch(/secret-of-a-visitor|value-of-a-cookie/);
    expect(html).toContain('flash=[masked]; Path=/; HttpOnly');
    expect(html).toContain('cookie: [masked]');
    expect(html).toContain('accept: text/html');
  });

  it('shows the log record, and the view that failed', () => {
    const html = of({}, { views: [{ name: '500', file: 'views/500.ejs', duration: 1, error: { message: 'user is not defined' } }] });
    expect(html).toContain('cannot read the order');
    expect(html).toContain('View 500 (views/500.ejs): user is not defined');
  });

  it('has the page of each response, folded, also if nothing was found', () => {
    const html = page(report(everyAnswer(), []));
    expect(html.match(/<details class="page">/g)?.length).toBe(8);
    expect(html).toContain('title="Dark: notFound, as a browser gets it"');
    expect(page(report([played(exercise(1, 'notFound', 'json'))], []))).not.toContain('Your pages');
  });

  it('links a number of the summary to its finding', () => {
    expect(page(shopReport())).toMatch(/<a href="#finding-1">1<span class="sr"> finding of conflict for json</);
  });

  it('is one file that loads nothing', () => {
    const outside = page(shopReport())
      .replaceAll(/srcdoc="[^"]*"/g, '')
      .match(/(?:src|href|action|poster)="(?!#|data:,)[^"]*"|url\(|@import/g);
    expect(outside).toBeNull();
  });

  it('lets no hostile text out of its place', () => {
    const html = page(hostileReport());
    expect(html.match(/<script/g)?.length).toBe(1);
    expect(html.match(/<\/script>/g)?.length).toBe(1);
    expect(html).not.toContain('<b>tags');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: no such character may be in the page
    expect(html.replaceAll(/srcdoc="[^"]*"/g, '')).not.toMatch(/[\u202e\u2066\u200b\u001b]/);
    expect(html.isWellFormed()).toBe(true);
  });

  it('is bounded, and says what it leaves out', () => {
    const body = `${PAGE}${'<p>&</p>'.repeat(125_000)}`;
    const all = Array.from({ length: 400 }, (_, id) => played(exercise(id, 'serverError'), { body }));
    const findings = all.map(({ exercise: { id } }) => finding({ message: `${HOSTILE.repeat(50)} ${id}`, exercises: [id] }));
    const html = page(report(all, findings));
    expect(html.length).toBeLessThan(26_000_000);
    expect(html).toContain('further characters left out.');
    expect(html).toContain('The answer is left out, because the page is too long.');
  });

  it('takes less than a second for a thousand findings', () => {
    const all = everyAnswer();
    const findings = Array.from({ length: 1_000 }, (_, id) => finding({ message: `Fault ${id}`, exercises: all.map(({ exercise: one }) => one.id) }));
    const start = performance.now();
    const html = page(report(all, findings));
    expect(html).toContain('Fault 999');
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});

describe('a page in a frame of the report', () => {
  it.each([
    ['<link rel=preconnect href=//evil.example>', '<meta data-link rel=preconnect href=//evil.example>'],
    ['<LINK\nrel="dns-prefetch">', '<meta data-link\nrel="dns-prefetch">'],
    ['<link/rel=stylesheet>', '<meta data-link/rel=stylesheet>'],
    ['<iframe src=//evil.example>', '<iframe srcdoc="" src=//evil.example>'],
    ['<frame src=//evil.example>', '<meta data-link src=//evil.example>'],
    ['<links>', '<links>'],
  ])('opens no connection by %s', (html, neutral) => {
    expect(neutralPage(html)).toBe(neutral);
  });
});
