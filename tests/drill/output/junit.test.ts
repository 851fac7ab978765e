import { createRequire } from 'node:module';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DrillReport } from '../../../src/drill/model/drill-report.ts';
import { junitOutput } from '../../../src/drill/output/junit.ts';
import { HOSTILE, hostileReport } from './hostile-report.ts';
import { exercise, finding, played, report, shopReport } from './sample-report.ts';
import { separateFolder } from './separate-folder.ts';

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}
interface Parser {
  on(event: string, handler: (value: never) => void): void;
  write(text: string): Parser;
  close(): void;
}

let SaxesParser: new () => Parser;
beforeAll(() => {
  SaxesParser = (createRequire(`${separateFolder()}/package.json`)('saxes') as { SaxesParser: new () => Parser }).SaxesParser;
}, 600_000);

/** The document, read by a parser that refuses everything that XML 1.0 does not allow. */
function parse(xml: string): Element {
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const parser = new SaxesParser();
  parser.on('error', (error: Error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }: Element) => {
    const element = { name, attributes, children: [], text: '' };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => open.pop());
  parser.on('text', (text: string) => {
    (open.at(-1) as Element).text += text;
  });
  parser.write(xml).close();
  return root.children[0] as Element;
}

const OPTIONS = { strict: false, folderInRepository: 'apps/shop' };
const junit = (one: DrillReport, strict = false): Element => parse(junitOutput(one, { ...OPTIONS, strict }));
const suite = (root: Element, name: string): Element => root.children.find(({ attributes }) => attributes['name'] === name) as Element;
const child = (element: Element | undefined, name: string): Element | undefined => element?.children.find((one) => one.name === name);
const [one, two] = [played(exercise(1, 'serverError')), played(exercise(2, 'serverError', 'json', { language: 'de' }))];

describe('the JUnit XML of a drill', () => {
  it('has a suite for each response, and a case for each situation and client', () => {
    const root = junit(shopReport());
    expect(root.attributes).toEqual({ name: 'halyard drill', tests: '370', failures: '11', errors: '0', skipped: '2', time: '1.412' });
    expect(root.children.map(({ attributes }) => attributes['name'])).toEqual([
      'badRequest',
      'unauthorized',
      'forbidden',
      'notFound',
      'conflict',
      'unprocessableEntity',
      'tooManyRequests',
      'serverError',
      'skipped',
    ]);
    const { attributes, children } = suite(junit(report([one, two], [])), 'serverError');
    expect(attributes).toMatchObject({ tests: '2', failures: '0', errors: '0', skipped: '0', time: '0.008' });
    expect(children.map((each) => [each.attributes['classname'], each.attributes['name'], each.children.length])).toEqual([
      ['halyard drill.serverError', 'bare · browser', 0],
      ['halyard drill.serverError', 'bare · json · de', 0],
    ]);
  });

  it('fails each case that shows a finding, with the place, the excerpt and what to do', () => {
    const [first, second] = suite(junit(report([one, two], [finding({ exercises: [1, 2] })])), 'serverError').children;
    const failure = child(first, 'failure');
    expect(failure?.attributes).toEqual({ type: 'view-fails', message: 'The view cannot be rendered: user is not defined.' });
    expect(failure?.text.split('\n')).toEqual([
      'view-fails: The view cannot be rendered: user is not defined.',
      'at apps/shop/views/500.ejs:12:5',
      'serverError · before middleware · browser, and 1 further answer',
      '<p>Hello',
      '  <%= user.name %></p>',
      'What to do: Write locals.user?.name, because an error page has no user.',
    ]);
    expect(first?.attributes['file']).toBe('apps/shop/views/500.ejs');
    expect(child(second, 'failure')).toBeDefined();
  });

  it('fails on a warning only with --strict', () => {
    const warning = report([one], [finding({ severity: 'warning' })]);
    const [lenient, strict] = [false, true].map((is) => suite(junit(warning, is), 'serverError').children[0]);
    expect(child(lenient, 'failure')).toBeUndefined();
    expect(child(lenient, 'system-out')?.text).toContain('view-fails: The view');
    expect(child(strict, 'failure')).toBeDefined();
  });

  it('shows skipped parts as skipped, with the reason', () => {
    const [first] = suite(junit(shopReport()), 'skipped').children;
    expect([first?.attributes['name'], child(first, 'skipped')?.attributes['message']]).toEqual([
      'store down',
      'The app keeps its flash messages in cookies, so there is no store that can be down.',
    ]);
  });

  it('has a finding without an exercise as a case of the app', () => {
    const [first] = suite(junit(report([], [finding({ code: 'not-mounted', exercises: [] })])), 'app').children;
    expect([first?.attributes['name'], child(first, 'failure')?.attributes['type']]).toEqual(['not-mounted', 'not-mounted']);
  });

  it('names what no response has answered "server"', () => {
    expect(suite(junit(report([played(exercise(1, undefined))], [])), 'server').attributes['tests']).toBe('1');
  });

  it('is XML that a strict parser reads, with hostile text in each field', () => {
    const root = junit(hostileReport());
    const [first] = root.children[0]?.children ?? [];
    expect(child(first, 'failure')?.text).toContain(`"quotes' & <b>tags</b> ]]> --> </script>`);
    expect(child(first, 'failure')?.attributes['message']).toContain('\nbreak\ttab');
  });

  it('is bounded by the report: a message of 1 MB is there once for each case', () => {
    const xml = junitOutput(report([one], [finding({ message: HOSTILE.repeat(7_000) })]), OPTIONS);
    expect(parse(xml).attributes['failures']).toBe('1');
  });
});
