import assert from 'node:assert/strict';
import { SOURCES } from '../control-sources.ts';
import { must, type Requirement } from '../requirement.ts';
import type { Target } from '../target.ts';
import { API, BROWSER, hasNoSecret, isAlive, isPage, isProblem } from './expect.ts';

async function meetsSource(target: Target, name: string): Promise<void> {
  for (const response of ['ok', 'created']) {
    for (const headers of [API, BROWSER]) {
      const reply = await target.ask(`/source?${new URLSearchParams({ name, response })}`, { headers });
      if (headers === API) isProblem(reply, 500);
      else isPage(reply, 500);
      if (target.environment === 'production') {
        hasNoSecret(reply);
        assert.ok(!reply.body.includes('E_STREAM'));
      }
      const records = await target.records(String(reply.headers['error-reference']));
      assert.equal(records.length, 1);
      const log = JSON.stringify(records[0]);
      assert.match(log, new RegExp(`E_STREAM: .*Found ${response}\\(.*stream`));
      assert.match(log, /pipeline\(stream, res\)/);
    }
  }
  await isAlive(target);
}

/** Requirements for streams that the app passes in place of data. */
export const streamsAsData: readonly Requirement[] = Object.keys(SOURCES).map((name) =>
  must(
    `stream-as-data-${name.replace(/^an? /, '').replaceAll(' ', '-').toLowerCase()}`,
    'docs/errors.md',
    `The data of a success is ${name}: the answer is a 500, and the log has E_STREAM once.`,
    (target) => meetsSource(target, name),
  ),
);
