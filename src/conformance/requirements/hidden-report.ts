import assert from 'node:assert/strict';
import { must, type Requirement } from '../requirement.ts';
import type { Reply } from '../target.ts';
import { FORMATS, PRODUCTION_SECTION, thrown } from './development-report.ts';
import { BROWSER, hasNoSecret } from './expect.ts';

const DEVELOPMENT = { environment: 'development' } as const;
/** Texts that only the report has, in any of its formats. */
const REPORT_ONLY = [PRODUCTION_SECTION, '"report":', '"frames":', '"hints":', 'exists. The request was'];

function hasNoReport(reply: Reply): void {
  hasNoSecret(reply);
  for (const text of REPORT_ONLY) assert.ok(!reply.body.includes(text), `the body has ${text}`);
}

/** Nobody but the developer gets the report. */
export const hiddenReport: readonly Requirement[] = [
  must(
    'report-other-clients',
    'docs/disclosure.md',
    'In development, a client that may not be the developer gets nothing of the report, in no format.',
    async (target) => {
      const others: readonly Readonly<Record<string, string>>[] = [
        { host: 'evil.example' },
        { 'x-forwarded-for': '203.0.113.9' },
        { forwarded: 'for=203.0.113.9' },
        { origin: 'https://evil.example' },
        { via: '1.1 proxy' },
      ];
      for (const fields of others) {
        for (const accept of FORMATS) {
          const failed = await thrown(target, { headers: { ...fields, accept } });
          assert.equal(failed.status, 500);
          hasNoReport(failed);
          const missing = await target.ask('/plian', { headers: { ...fields, accept } });
          assert.equal(missing.status, 404);
          hasNoReport(missing);
        }
      }
    },
    DEVELOPMENT,
  ),
  must(
    'report-not-in-production',
    'docs/disclosure.md',
    'In production, no answer has anything of the report, whatever the client accepts.',
    async (target) => {
      for (const accept of FORMATS) {
        hasNoReport(await thrown(target, { headers: { ...BROWSER, accept } }));
        hasNoReport(await target.ask('/plian', { headers: { accept } }));
        hasNoReport(await target.ask('/hostile?value=error&how=throw&halyard-page=development', { headers: { accept } }));
      }
    },
    { environment: 'production' },
  ),
];
