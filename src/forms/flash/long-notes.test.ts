import { randomBytes } from 'node:crypto';
import { parseSetCookie } from 'cookie';
import { beforeEach, describe, expect, it } from 'vitest';
import { productionForms } from '../../../tests/support/production-forms.ts';
import type { IncomingRequest } from '../../core/ports/request.ts';
import type { FlashNote } from './flash-note.ts';
import { FlashTooLong, storeFlash } from './store-flash.ts';
import { Visit } from './visit.ts';

const settings = productionForms({ secret: 'a secret of the harbour, 123456789012' });

let cookies: Map<string, string>;
let sent: readonly string[];
beforeEach(() => {
  cookies = new Map();
});
const requestOf = (url: string, more: Readonly<Record<string, string>> = {}): IncomingRequest => {
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const fields: Record<string, string> = { accept: 'text/html', cookie, ...more };
  return { transport: 'http', httpVersion: '1.1', method: 'GET', url, native: {}, header: (name: string) => fields[name] } as unknown as IncomingRequest;
};
const hold = (fields: readonly string[]): void => {
  sent = fields;
  for (const { name, value, maxAge } of fields.map((field) => parseSetCookie(field))) {
    if (maxAge === 0) cookies.delete(name);
    else cookies.set(name, value ?? '');
  }
};
const noise = (length: number): string => randomBytes(length).toString('base64url').slice(0, length);
const keep = async (old: FlashNote['old'], whole: boolean, more: Readonly<Record<string, string>> = {}, to = '/signup'): Promise<void> => {
  const nonce = noise(8);
  hold(await storeFlash(settings, requestOf('/', more), { to, bag: '', issues: [{ message: 'wrong', path: [] }], old, messages: {} }, { nonce, whole }));
};
async function shown(url = '/signup'): Promise<FlashNote | undefined> {
  const visit = new Visit(settings, requestOf(url));
  await visit.arrive();
  const [note] = visit.notes;
  if (note !== undefined) visit.show();
  hold(visit.depart(200, () => undefined).cookies);
  return note;
}

describe('a long note in sealed cookies', () => {
  it.each([500, 1_500, 2_500, 3_500])('of %i random letters comes back whole, and all its cookies are deleted', async (length) => {
    const story = noise(length);
    await keep({ story }, true);
    for (const field of sent) expect(field.length).toBeLessThanOrEqual(4_096);
    expect(sent.length).toBe(length > 2_500 ? 2 : 1);
    expect((await shown())?.old['story']).toBe(story);
    expect(cookies.size).toBe(0);
  });

  it('of prose has more room, because it is compressed', async () => {
    const story = Array.from({ length: 150 }, (_, i) => `The berth number ${i} is too short for a boat of ${i * 7} metres.`).join('\n');
    expect(story.length).toBeGreaterThan(8_000);
    await keep({ story }, true);
    expect((await shown())?.old['story']).toBe(story);
  });

  it('that does not fit is refused if it is wanted whole', async () => {
    await expect(keep({ story: noise(6_000) }, true)).rejects.toThrow(FlashTooLong);
    await expect(keep({ story: noise(3_500) }, true, { 'x-forwarded-for': '192.0.2.1' })).rejects.toThrow(FlashTooLong);
  });

  it('is shortened otherwise, and names the fields that are missing', async () => {
    await keep({ story: noise(6_000), name: 'Petrel', email: 'ann@example.com' }, false);
    const note = await shown();
    expect({ ...note?.old }).toEqual({ name: 'Petrel', email: 'ann@example.com' });
    expect(note?.incomplete).toBe(true);
    expect(note?.issues.at(-1)?.message).toBe('Too long to be kept: story. Please fill this in again.');
  });

  it('does not push the notes of other tabs out', async () => {
    await keep({ story: noise(3_000) }, true, {}, '/first');
    await expect(keep({ story: noise(3_500) }, true, {}, '/second')).rejects.toThrow(FlashTooLong);
    await keep({ story: noise(1_000) }, true, {}, '/second');
    expect((await shown('/first'))?.old['story']).toHaveLength(3_000);
    expect((await shown('/second'))?.old['story']).toHaveLength(1_000);
    expect(cookies.size).toBe(0);
  });

  it('whose second cookie is missing or changed is ignored, and deleted', async () => {
    for (const change of [() => undefined, (value: string) => value.slice(1), (value: string) => `${value}AAAA`]) {
      await keep({ story: noise(3_500) }, true);
      const part = [...cookies.keys()].find((name) => name.endsWith('.2')) as string;
      const changed = change(cookies.get(part) as string);
      if (changed === undefined) cookies.delete(part);
      else cookies.set(part, changed);
      expect(await shown()).toBe(undefined);
      expect(cookies.size).toBe(0);
    }
  });
});
