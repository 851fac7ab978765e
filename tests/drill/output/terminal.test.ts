import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ANSI, PLAIN } from '../../../src/development/text/paint.ts';
import type { DrillReport } from '../../../src/drill/model/drill-report.ts';
import { terminalReport } from '../../../src/drill/output/terminal/terminal.ts';
import { widthOf } from '../../../src/drill/output/terminal/wrapped.ts';
import { HOSTILE, hostileReport } from './hostile-report.ts';
import { everyAnswer, exercise, finding, played, report, shopReport } from './sample-report.ts';

const print = (one: DrillReport, columns?: number, folder = '/srv/shop'): string => terminalReport(one, { paint: PLAIN, columns, folder });
const one = played(exercise(1, 'serverError'));

describe('the report on a terminal', () => {
  it('begins with the app, and ends with the totals', () => {
    const lines = print(shopReport()).trim().split('\n');
    expect(lines.slice(0, 2)).toEqual(['halyard drill ./server.js', 'Express · Halyard 0.4.0 · production']);
    expect(lines.at(-1)).toBe('368 answers, 4 findings (1 warning), 2 skipped, 1.4 s');
  });

  it('groups thousands in the last line', () => {
    const all = Array.from({ length: 1_012 }, (_, id) => played(exercise(id, 'notFound')));
    expect(
      print(report(all, [finding()]))
        .trim()
        .split('\n')
        .at(-1),
    ).toBe('1,012 answers, 1 finding, 1.4 s');
  });

  it('shows a finding with code, place, message, answer, excerpt and what to do', () => {
    expect(
      print(report([one], [finding()]))
        .split('\n')
        .slice(4, 11),
    ).toEqual([
      'views/500.ejs',
      '  ✗ view-fails  views/500.ejs:12:5',
      '    The view cannot be rendered: user is not defined.',
      '    serverError · before middleware · browser',
      '    │ <p>Hello',
      '    │   <%= user.name %></p>',
      '    → Write locals.user?.name, because an error page has no user.',
    ]);
  });

  it('shows places that open from the folder of the command', () => {
    expect(print(report([one], [finding()]), 80, '/srv')).toContain('shop/views/500.ejs:12:5');
    expect(print(report([one], [finding()]), 80, '/srv/shop/test')).toContain('../views/500.ejs:12:5');
  });

  it('shows the findings of a file together, errors first, and findings without a place last', () => {
    const places = ['b.ejs', undefined, 'a.ejs', 'b.ejs'].map((file) => (file === undefined ? undefined : { file }));
    const findings = places.map((place, index) => finding({ place, severity: index === 0 ? 'warning' : 'error' }));
    const heads = print(report([one], findings)).match(/^(?:\S.*| {2}[✗!] .*)$/gm);
    expect(heads?.slice(2, 9)).toEqual([
      'a.ejs',
      '  ✗ view-fails  a.ejs',
      'b.ejs  2 findings',
      '  ✗ view-fails  b.ejs',
      '  ! view-fails  b.ejs',
      'Without a place in a file',
      '  ✗ view-fails',
    ]);
  });

  it('marks in the summary what is right, what has findings and what was not played', () => {
    const all = [one, played(exercise(2, 'serverError', 'json')), played(exercise(3, 'notFound', 'json')), played(exercise(4, undefined, 'any'))];
    expect(
      print(report(all, [finding()]))
        .match(/^ {2}Response[\s\S]*?\n\n/m)?.[0]
        .trimEnd(),
    ).toBe(['  Response          browser  json   any', '  serverError             1     ✓     –', '  1 other response        –     ✓     ✓'].join('\n'));
  });

  it('is short if nothing is found', () => {
    expect(print(report(everyAnswer(), []))).toBe(
      '\nhalyard drill ./server.js\nExpress · Halyard 0.4.0 · production\n\n' +
        '  ✓ 8 responses are right for browser, problem, json, markdown, text, any, htmx,\n    turbo, inertia and socket.\n\n368 answers, 0 findings, 1.4 s\n',
    );
  });

  it.each([60, 80, 100, 200])('has no line that is wider than a terminal of %i columns', (columns) => {
    const long = report(
      everyAnswer(),
      shopReport().findings.map((each) => ({ ...each, excerpt: 'x'.repeat(300), message: '船が見つかりません '.repeat(20) })),
    );
    expect(Math.max(...print(long, columns).split('\n').map(widthOf))).toBeLessThanOrEqual(columns);
  });

  it('has colours only with the option for them', () => {
    const code = '\u001b[';
    expect(print(shopReport())).not.toContain(code);
    const painted = terminalReport(shopReport(), { paint: ANSI, folder: '/srv/shop' });
    expect(stripVTControlCharacters(painted)).toBe(print(shopReport()));
    expect(painted).toContain(code);
  });

  it('shows no character of the app that moves the cursor, reverses text or begins a line', () => {
    const printed = print(hostileReport());
    // biome-ignore lint/suspicious/noControlCharactersInRegex: no such character may be printed
    expect(printed).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u202e\u2066\u200b]/);
    expect(printed).toContain('\\u001b[31m');
    expect(printed.split('\n').filter((line) => line.startsWith('break'))).toEqual([]);
  });

  it('is bounded, and says what it leaves out', () => {
    const findings = Array.from({ length: 150 }, (_, id) => finding({ message: HOSTILE.repeat(5_000), exercises: [id] }));
    const printed = print(report([one], findings));
    expect(printed).toContain('… and 50 further findings. The files of --html and --json have all of them.');
    expect(printed.length).toBeLessThan(600_000);
  });

  it('can show a report without any answer', () => {
    expect(
      print(report([], [finding({ code: 'not-mounted', exercises: [], place: undefined, response: undefined, situation: undefined, client: undefined })])),
    ).toContain('0 answers, 1 finding, 1.4 s');
  });
});
