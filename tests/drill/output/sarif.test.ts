import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DrillReport } from '../../../src/drill/model/drill-report.ts';
import type { Finding } from '../../../src/drill/model/finding.ts';
import { sarifOutput } from '../../../src/drill/output/sarif.ts';
import { hostileReport } from './hostile-report.ts';
import { app, exercise, finding, played, report, shopReport } from './sample-report.ts';
import { separateFolder } from './separate-folder.ts';

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly { readonly physicalLocation: { readonly artifactLocation: { readonly uri: string }; readonly region?: object } }[];
  readonly partialFingerprints: { readonly primaryLocationLineHash: string };
}
interface Rule {
  readonly id: string;
  readonly help: { readonly text: string };
  readonly properties: Readonly<Record<string, unknown>>;
}

let validate: ValidateFunction;
beforeAll(() => {
  // The schema of OASIS, as a package of Microsoft has it. It is not in this repository.
  const schema = JSON.parse(readFileSync(join(separateFolder(), 'node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8')) as Record<
    string,
    unknown
  >;
  delete schema['$schema'];
  delete schema['id'];
  validate = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false, allErrors: true }).compile(schema);
}, 600_000);

function run(one: DrillReport, folderInRepository = ''): { readonly results: readonly Result[]; readonly rules: readonly Rule[] } {
  const log = JSON.parse(sarifOutput(one, { folderInRepository })) as { runs: [{ results: Result[]; tool: { driver: { rules: Rule[] } } }] };
  const [{ results, tool }] = log.runs;
  return { results, rules: tool.driver.rules };
}
const of = (...findings: readonly Finding[]): DrillReport => report([played(exercise(1, 'serverError'))], findings);
const uris = (one: DrillReport, folder?: string): readonly unknown[] =>
  run(one, folder).results.map(({ locations }) => locations[0]?.physicalLocation.artifactLocation.uri);
const hashes = (one: DrillReport): readonly string[] => run(one).results.map(({ partialFingerprints }) => partialFingerprints.primaryLocationLineHash);

describe('the SARIF of a drill', () => {
  it.each([
    ['findings', shopReport()],
    ['no findings', report([], [])],
    ['hostile text in each field', hostileReport()],
    ['a finding of the whole app', of(finding({ code: 'crash', place: undefined, exercises: [], excerpt: undefined }))],
    ['a version that is no version', report([], [], { app: app({ halyard: 'workspace' }) })],
  ])('is valid by the schema of OASIS: %s', (_, one) => {
    validate(JSON.parse(sarifOutput(one, { folderInRepository: 'apps/shop' })));
    expect(validate.errors ?? []).toEqual([]);
  });

  it('is refused by the schema if a member is wrong, so the test above can fail', () => {
    expect(validate({ version: '2.1.0', runs: [{ tool: { driver: {} } }] })).toBe(false);
  });

  it('has a rule with help for each code, and each result names its rule', () => {
    const { results, rules } = run(shopReport());
    expect(results.map(({ ruleId, ruleIndex }) => rules[ruleIndex]?.id === ruleId)).toEqual([true, true, true, true]);
    expect(rules.filter(({ help }) => help.text.length < 40)).toEqual([]);
    expect(rules.find(({ id }) => id === 'leak')?.properties).toMatchObject({ 'security-severity': '7.5', tags: ['errors', 'security'] });
    expect(rules.find(({ id }) => id === 'status')?.properties).not.toHaveProperty('security-severity');
  });

  it('has the severity, the message, the answer and what to do', () => {
    expect(run(shopReport()).results[0]).toMatchObject({
      ruleId: 'leak',
      level: 'error',
      message: {
        text: expect.stringMatching(
          /^The body shows the value of a cookie.*\nAnswer: conflict, message, json, and 4 further answers\.\nWhat to do: Remove/,
        ) as string,
      },
    });
    expect(run(shopReport()).results.map(({ level }) => level)).toContain('warning');
  });

  it('has places relative to the root of the repository, as URI references', () => {
    const odd = of(finding({ place: { file: 'views/ä page #1.ejs', line: 3 } }), finding({ place: { file: 'views\\win.ejs' } }));
    expect(uris(odd, 'apps/shop')).toEqual(['apps/shop/views/%C3%A4%20page%20%231.ejs', 'apps/shop/views/win.ejs']);
    expect(run(of(finding())).results[0]?.locations[0]?.physicalLocation.region).toEqual({ startLine: 12, startColumn: 5 });
  });

  it('has a place in the repository for each result, because GitHub needs one', () => {
    const outside = of(finding({ place: undefined }), finding({ place: { file: '../../other/file.js' } }), finding({ place: { file: '/etc/passwd' } }));
    expect(uris(outside, 'apps')).toEqual(['apps/server.js', 'apps/server.js', 'apps/server.js']);
    const started = { ...outside, app: app({ mountedAt: undefined, entry: 'http://localhost:1337' }) };
    expect(uris(started, 'apps')).toEqual(['apps/package.json', 'apps/package.json', 'apps/package.json']);
  });

  it('has the same fingerprint in the next run, if only lines, numbers and references differ', () => {
    const first = finding({ message: 'The view took 1204 ms (7K3M-Q9TX).' });
    const next = finding({ message: 'The view took 998 ms (9TTT-K001).', place: { file: 'views/500.ejs', line: 40 }, excerpt: 'other', exercises: [7, 8] });
    expect(hashes(of(next))).toEqual(hashes(of(first)));
  });

  it('has another fingerprint for another fault, also at the same place', () => {
    const many = [{}, { code: 'leak' as const }, { message: 'Another.' }, { response: 'notFound' }, { client: 'json' }, { place: { file: 'b.ejs' } }];
    expect(new Set(hashes(of(...many.map(finding)))).size).toBe(many.length);
    expect(new Set(hashes(of(finding(), finding()))).size).toBe(2);
  });
});
