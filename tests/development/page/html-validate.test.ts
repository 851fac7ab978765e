import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { beforeAll, describe, expect, it } from 'vitest';
import { developmentPage } from '../../../src/development/page/development-page.ts';
import { chooseEditor } from '../../../src/development/page/editor.ts';
import type { DevelopmentReport } from '../../../src/development/report/report.ts';
import { appFrame, developmentReport, packageFrame, reportedError, reportedRequest } from './reports.ts';

const { ensureInstalled } = (await import(new URL('../../../scripts/separate-install.mjs', import.meta.url).href)) as {
  ensureInstalled(name: string, wanted: { manifest: object }): string;
};
// The specs of the view engines have the same validator.
const manifest = JSON.parse(readFileSync(new URL('../../forms/view-engines.json', import.meta.url), 'utf8')) as object;

type Report = { readonly results: readonly { readonly messages: readonly { readonly ruleId: string; readonly message: string }[] }[] };
let validate: (html: string) => Promise<Report>;
beforeAll(() => {
  const { HtmlValidate } = createRequire(`${ensureInstalled('view-engines', { manifest })}/package.json`)('html-validate') as {
    HtmlValidate: new (config: object) => { validateString(html: string): Promise<Report> };
  };
  const validator = new HtmlValidate({
    extends: ['html-validate:recommended'],
    // The page is one line of HTML, its name is a sentence of the error, and a block that scrolls is a group with a name.
    rules: { 'no-inline-style': 'off', 'no-trailing-whitespace': 'off', 'long-title': 'off', 'doctype-style': 'off', 'prefer-native-element': 'off' },
  });
  validate = (html) => validator.validateString(html);
}, 600_000);

const inner = reportedError({
  code: 'E_B',
  members: [['a', '1']],
  cause: reportedError({ message: 'one\n'.repeat(99) }),
  errors: [reportedError(), reportedError()],
});
const REPORTS: readonly (readonly [string, DevelopmentReport])[] = [
  ['an error', developmentReport()],
  ['errors inside errors', developmentReport({ errors: [inner, inner], whileAnswering: [inner] })],
  [
    'issues and hints',
    developmentReport({
      errors: [],
      issues: [{ pointer: '#/a', in: 'body', rule: 'x', message: 'y' }],
      hints: [{ text: 'a', lines: ['b'], code: 'c', see: 'd' }],
    }),
  ],
  ['a body and no stack', developmentReport({ errors: [reportedError({ frames: [], message: '' })], request: reportedRequest({ body: '\n{}' }) })],
  [
    'frames left out',
    developmentReport({
      errors: [reportedError({ frames: Array.from({ length: 3_000 }, (_, index) => (index % 2 ? appFrame() : packageFrame('a'))), omittedFrames: 9 })],
    }),
  ],
];

describe('the HTML of the development page is valid', () => {
  it.each(REPORTS)('with %s', async (_, report) => {
    for (const choice of [chooseEditor('idea', {}), chooseEditor(undefined, {})]) {
      const page = developmentPage(report, {
        choice,
        note: '<p>Note</p>',
        recovery: { linkBack: '<p><a class="back" href="/">Back</a></p>', typed: '<h2>What you typed</h2>' },
      });
      const { results } = await validate(page);
      expect(results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId}: ${message}`))).toEqual([]);
    }
  });
});
