import assert from 'node:assert/strict';
import { FORGOTTEN } from '../control.ts';
import { HOSTILE } from '../hostile-values.ts';
import { must, type Requirement } from '../requirement.ts';
import type { Target } from '../target.ts';
import { API, BROWSER, hasNoSecret, isAlive, isPage, isProblem } from './expect.ts';

async function meetsHostile(target: Target, name: string, status: number): Promise<void> {
  for (const how of ['throw', 'reject', 'serverError']) {
    for (const headers of [API, BROWSER]) {
      const reply = await target.ask(`/hostile?value=${name}&how=${how}`, { headers });
      assert.equal(reply.status, how === 'serverError' ? 500 : status, `${how} has status ${reply.status}`);
      assert.equal(reply.broken, false);
      if (headers === API) isProblem(reply, reply.status);
      else isPage(reply, reply.status);
      if (target.environment === 'production') {
        hasNoSecret(reply);
        assert.ok(reply.bytes <= 16_384);
      }
      assert.equal(reply.headers['transfer-encoding'], undefined);
      assert.equal(reply.headers['x-leak'], undefined);
    }
  }
  await isAlive(target);
}

async function meetsForgotten(target: Target, where: string): Promise<void> {
  for (const headers of [API, BROWSER]) {
    const mark = `mark-${where}-${headers === API ? 'api' : 'browser'}`;
    const reply = await target.ask(`/forgotten?where=${where}&mark=${mark}`, { headers });
    if (headers === API) isProblem(reply, 500);
    else {
      // An HTTP client gets a page here. Halyard finds a value that fails only in JSON when it writes JSON, and passes it unchanged to a page of the app.
      if (where === 'to-json' && reply.status === 200) continue;
      isPage(reply, 500);
    }
    if (target.environment === 'production') hasNoSecret(reply);
    const reference = String(reply.headers['error-reference']);
    const records = await target.records(reference, { atLeast: 2 });
    const log = records.map((record) => JSON.stringify(record));
    assert.ok(log.some((record) => record.includes('E_PROMISE')));
    assert.equal(log.filter((record) => record.includes(mark)).length, 1, 'the reason of the rejection is logged once');
    // A thrown value has no call site. Its stack trace names its origin.
    if (target.environment === 'development' && !where.includes('thrown'))
      assert.ok(
        log
          .join()
          .split('\\n')
          .some((line) => line.includes('Found ') && line.includes(') at ')),
      );
  }
  await isAlive(target);
}

/** Requirements for hostile values that are thrown, or passed in place of an error or of data. */
export const hostileValues: readonly Requirement[] = [
  ...Object.entries(HOSTILE).map(([name, { status = 500 }]) =>
    must(
      `hostile-${name}`,
      'docs/security.md',
      `The value ${name} in place of an error gets status ${status}. In production, the response shows none of its secrets.`,
      (target) => meetsHostile(target, name, status),
    ),
  ),
  ...Object.keys(FORGOTTEN).map((where) =>
    must(`forgotten-await-${where}`, 'docs/errors.md', `A promise without \`await\` (${where}) gets 500. The log has E_PROMISE and the reason.`, (target) =>
      meetsForgotten(target, where),
    ),
  ),
];
