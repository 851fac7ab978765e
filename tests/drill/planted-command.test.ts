import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'halyard-planted-'));
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

interface Sarif {
  readonly version: string;
  readonly runs: readonly {
    readonly results: readonly {
      readonly ruleId: string;
      readonly locations?: readonly {
        readonly physicalLocation: { readonly artifactLocation: { readonly uri: string }; readonly region?: { readonly startLine: number } };
      }[];
    }[];
  }[];
}

describe('halyard drill of the app with planted faults, as a process', () => {
  let code: unknown;
  let stdout = '';
  beforeAll(async () => {
    const outputs = ['json', 'sarif', 'junit', 'html'].flatMap((name) => [`--${name}`, join(folder, `drill.${name === 'junit' ? 'xml' : name}`)]);
    await new Promise<void>((resolve) => {
      execFile(process.execPath, [join(root, 'dist/cli/halyard.js'), 'drill', 'tests/drill/planted/app.js', ...outputs], { cwd: root }, (error, out) => {
        [code, stdout] = [error?.code, out];
        resolve();
      });
    });
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  it('ends with the code 1, and names the place of each finding', () => {
    expect(code).toBe(1);
    for (const place of ['views/404.ejs:11', 'api/responses/forbidden.js:3', 'app.js:21']) expect(stdout).toContain(place);
    expect(stdout).toContain('The app answers itself, not Halyard');
  });

  it('writes JSON that did not pass, with errors and warnings', () => {
    const report = JSON.parse(read('drill.json')) as { passed: boolean; counts: { findings: number; errors: number; warnings: number }; findings: unknown[] };
    expect(report.passed).toBe(false);
    expect(report.counts.findings).toBe(report.findings.length);
    expect(report.counts.errors + report.counts.warnings).toBe(report.counts.findings);
  });

  it('writes SARIF whose places are relative to the repository', () => {
    const sarif = JSON.parse(read('drill.sarif')) as Sarif;
    expect(sarif.version).toBe('2.1.0');
    const places = sarif.runs.flatMap(({ results }) => results).flatMap(({ locations = [] }) => locations.map(({ physicalLocation }) => physicalLocation));
    const uris = places.map(({ artifactLocation, region }) => `${artifactLocation.uri}:${region?.startLine}`);
    expect(uris).toContain('tests/drill/planted/views/404.ejs:11');
    expect(uris.filter((uri) => !uri.startsWith('tests/drill/planted/'))).toEqual([]);
  });

  it('writes JUnit with failures, and a page with each finding', () => {
    expect(read('drill.xml')).toMatch(/^<\?xml [\s\S]*<failure [\s\S]*<\/testsuites>\s*$/);
    const page = read('drill.html');
    for (const text of ['user is not defined', 'views/404.ejs', 'api/responses/forbidden.js']) expect(page).toContain(text);
  });
});
