import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { inspect } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { sessionFlash } from '../../src/forms/stores/session-flash.ts';
import { type Visitor, visit } from '../support/visitor.ts';
import { type Load, SESSION_APPS } from './session-apps.ts';

const { ensureInstalled } = (await import(new URL('../../scripts/separate-install.mjs', import.meta.url).href)) as {
  ensureInstalled(name: string, wanted: { manifest: object }): string;
};
const manifest = JSON.parse(readFileSync(new URL('sessions.json', import.meta.url), 'utf8')) as object;

let load: Load;
beforeAll(() => {
  load = createRequire(`${ensureInstalled('sessions', { manifest })}/package.json`);
}, 600_000);

const SECRET = 'a secret of more than thirty-two letters';
const NOTHING = { success: [], errors: [], boat: '' };

/** The page, with the first request and the second. */
async function shown(visitor: Visitor): Promise<readonly unknown[]> {
  return [JSON.parse((await visitor.open('/page')).text), JSON.parse((await visitor.open('/page')).text)];
}

describe.each(SESSION_APPS)('the flash in the session of %s', (_, start) => {
  const opened = async (flash: object) => {
    const lines: string[] = [];
    const logger = Object.fromEntries(
      ['debug', 'info', 'warn', 'error'].map((level) => [level, (...texts: unknown[]) => lines.push(`${level} ${inspect(texts, { depth: 9 })}`)]),
    );
    const visitor = await visit(await start(load, { environment: 'production', logger: logger as never, flash: { store: sessionFlash(), ...flash } }));
    expect(await visitor.open('/login')).toMatchObject({ status: 200 });
    return { visitor, lines };
  };

  it('shows a message once while the session stays', async () => {
    const { visitor } = await opened({ secret: SECRET });
    expect((await visitor.send('/stay', {})).status).toBe(303);
    expect(await shown(visitor)).toEqual([
      { ...NOTHING, success: ['Saved.'], user: 'Ann' },
      { ...NOTHING, user: 'Ann' },
    ]);
  });

  it.each([20, 1_500, 20_000])('loses neither a form of %i letters nor the session', async (length) => {
    for (const flash of [{}, { secret: SECRET }]) {
      const { visitor } = await opened(flash);
      const boat = randomBytes(length).toString('base64').slice(0, length);
      const answer = await visitor.send('/refused', { boat });
      const [first, second] = await shown(visitor);
      expect(second).toEqual({ ...NOTHING, user: 'Ann' });
      if (answer.status === 303) expect(first).toEqual({ success: [], errors: ['Tell us its name.'], boat, user: 'Ann' });
      else expect([answer.status, answer.text.includes(boat), first]).toEqual([400, true, second]);
      expect(length > 20 || answer.status === 303, 'a short form goes back').toBe(true);
    }
  });

  it.each(['/leave', '/left'])('shows a message once after the session ended, if there is a secret: %s', async (path) => {
    const { visitor } = await opened({ secret: SECRET });
    expect((await visitor.send(path, {})).status).toBe(303);
    expect(await shown(visitor)).toEqual([
      { ...NOTHING, success: ['Goodbye.'], user: expect.any(String) },
      { ...NOTHING, user: expect.any(String) },
    ]);
  });

  it('sends a form back after the session ended, if there is a secret', async () => {
    const { visitor } = await opened({ secret: SECRET });
    expect((await visitor.send('/invalid', { boat: 'Petrel' })).status).toBe(303);
    expect(await shown(visitor)).toEqual([
      { success: [], errors: ['Tell us its name.'], boat: 'Petrel', user: expect.any(String) },
      { ...NOTHING, user: expect.any(String) },
    ]);
  });

  it.each(['/stay', '/leave', '/left'])('shows the message or says that it is lost and what to do, if there is no secret: %s', async (path) => {
    const { visitor, lines } = await opened({});
    expect((await visitor.send(path, {})).status).toBe(303);
    const [{ success }] = (await shown(visitor)) as [{ success: readonly string[] }];
    const isLogged = lines.some((line) => line.startsWith('warn') && line.includes('Set flash.secret as well'));
    expect(success.length > 0, lines.join('\n')).toBe(!isLogged);
  });
});
