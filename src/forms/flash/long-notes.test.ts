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

  it.each([
    { own: 5_500, more: {}, lengths: [3_500], most: 12_000 },
    { own: 8_500, more: {}, lengths: [3_500, 1_500], most: 12_000 },
    { own: 6_000, more: { 'x-forwarded-for': '192.0.2.1' }, lengths: [1_500, 900], most: 8_000 },
    { own: 7_000, more: { 'x-forwarded-for': '192.0.2.1' }, lengths: [1_500, 300], most: 8_000 },
  ])('leaves room for $own bytes of other cookies, so that no server refuses the next request', async ({ own, more, lengths, most }) => {
    cookies.set('app', noise(own));
    const kept: number[] = [];
    for (const length of lengths) {
      await keep({ story: noise(length) }, true, more).then(
        () => kept.push(length),
        (error: unknown) => expect(error).toBeInstanceOf(FlashTooLong),
      );
    }
    // The shortest one fits, and each one that would not fit is refused.
    expect(kept).toEqual([lengths.at(-1)]);
    expect([...cookies].map(([name, value]) => `${name}=${value}`).join('; ').length).toBeLessThanOrEqual(most);
    expect((await shown())?.old['story']).toHaveLength(lengths.at(-1) as number);
  });

  it('takes the place of other notes if the cookies of the app leave no room for both', async () => {
    cookies.set('app', noise(6_000));
    const proxied = { 'x-forwarded-for': '192.0.2.1' };
    await keep({ story: noise(500) }, true, proxied, '/first');
    await keep({ story: noise(600) }, true, proxied, '/second');
    expect(await shown('/first')).toBe(undefined);
    expect((await shown('/second'))?.old['story']).toHaveLength(600);
  });

  it('has a small room beside cookies that are over every usual limit, because the server of this app accepts them', async () => {
    cookies.set('app', noise(14_000));
    await keep({ name: 'Petrel' }, true);
    expect((await shown())?.old['name']).toBe('Petrel');
    await expect(keep({ story: noise(2_000) }, true)).rejects.toThrow(FlashTooLong);
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
