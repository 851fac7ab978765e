import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { productionForms } from '../../../tests/support/production-forms.ts';
import type { PublicOutcome } from '../../core/disclosure/disclose.ts';
import type { FormatContext, Rendered } from '../../core/formats/format.ts';
import type { IncomingRequest } from '../../core/ports/request.ts';
import type { FlashNote } from '../flash/flash-note.ts';
import { Visit } from '../flash/visit.ts';
import { memoryFlash } from '../stores/memory-flash.ts';
import { redirectFormat } from './redirect-format.ts';

const notes: (readonly [string, Readonly<Record<string, unknown>>])[] = [];
let settings = productionForms({ store: memoryFlash() });
beforeEach(() => {
  notes.length = 0;
  settings = productionForms({ store: memoryFlash() });
});

const issues = [{ message: 'Enter your name.', path: ['name'] }];
const outcomeOf = (about: Partial<PublicOutcome>): PublicOutcome =>
  ({ name: 'badRequest', status: 400, title: 'Bad Request', issues: [], errors: [], resend: false, ...about }) as unknown as PublicOutcome;
const requestOf = (submitted: unknown, fields: Readonly<Record<string, string>> = {}): IncomingRequest =>
  ({
    transport: 'http',
    method: 'POST',
    url: '/bookings',
    native: {},
    submitted: () => submitted,
    header: (name: string) => fields[name],
    replyHeader: () => undefined,
  }) as unknown as IncomingRequest;

async function redirected(about: Partial<PublicOutcome>, submitted?: unknown, fields?: Readonly<Record<string, string>>): Promise<Rendered | undefined> {
  const request = requestOf(submitted, fields);
  const context = { request, note: (level: string, record: object) => notes.push([level, { ...record }]) } as unknown as FormatContext;
  return redirectFormat(settings, { of: () => ({ info: ['We close at six.'] }), taken: () => {} }).render(outcomeOf(about), context);
}
/** Returns the note for the page at this address. */
async function toldTo(url: string, rendered: Rendered | undefined): Promise<FlashNote | undefined> {
  const [cookie = ''] = (rendered?.headers?.['set-cookie'] as readonly string[] | undefined) ?? [];
  const fields: Record<string, string> = { accept: 'text/html', cookie: cookie.split(';', 1)[0] ?? '' };
  const visit = new Visit(settings, {
    transport: 'http',
    method: 'GET',
    url,
    native: {},
    header: (name: string) => fields[name],
  } as unknown as IncomingRequest);
  await visit.arrive();
  return visit.notes[0];
}

describe('redirectFormat', () => {
  it.each([
    ['a field is too long', { story: 'x'.repeat(8_193) }],
    ['there are too many fields', Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`field${i}`, 'x']))],
    ['the note does not fit', { story: randomBytes(6_000).toString('base64url').slice(0, 8_000) }],
  ])('renders nothing if %s, so that the page in place shows everything', async (_, submitted) => {
    const about = { issues, redirectTo: '/signup' };
    settings = productionForms({ secret: 'a secret of the harbour, 123456789012' });
    expect(await redirected(about, submitted)).toBe(undefined);
  });

  it('redirects the browser with a 303, and keeps the issues and the submitted values for that page', async () => {
    const rendered = await redirected({ issues, redirectTo: '/signup?step=2#name' }, { boat: 'Petrel', password: 'hunter2' });
    expect(rendered).toMatchObject({ status: 303, headers: { location: '/signup?step=2#name' } });
    const note = await toldTo('/signup?step=2', rendered);
    expect(note).toMatchObject({ issues, messages: { info: ['We close at six.'] }, bag: '' });
    expect({ ...note?.old }).toEqual({ boat: 'Petrel' });
  });

  it('keeps the messages of the call for that page, together with those of the handler', async () => {
    const rendered = await redirected({ issues, redirectTo: '/signup', flash: { warning: ['Prices have changed.'], info: ['Low tide.'] } });
    const { messages } = (await toldTo('/signup', rendered)) ?? {};
    expect({ ...messages }).toEqual({ info: ['We close at six.', 'Low tide.'], warning: ['Prices have changed.'] });
  });

  it('has the same body for every target, without the target', async () => {
    const bodies = await Promise.all(['/a', '/"><script>'].map(async (redirectTo) => (await redirected({ issues, redirectTo }))?.body));
    expect(bodies[0]).toBe(bodies[1]);
    expect(bodies[0]).not.toMatch(/href|script/);
  });

  it.each(['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)', '/a\r\nset-cookie: b=1'])(
    'returns undefined if the target is %j, and logs it',
    async (redirectTo) => {
      expect(await redirected({ issues, redirectTo }, { boat: 'Petrel' })).toBe(undefined);
      expect(notes).toEqual([['warn', { event: 'malicious_redirect', target: expect.not.stringMatching(/[\r\n]/) }]]);
    },
  );

  it('logs no more than the beginning of a long address', async () => {
    await redirected({ issues, redirectTo: `https://evil.example/${'x'.repeat(5_000)}` });
    expect(String(notes[0]?.[1]['target']).length).toBeLessThanOrEqual(257);
  });

  it('returns undefined without a target', async () => {
    expect(await redirected({ issues }, { boat: 'Petrel' })).toBe(undefined);
    expect(notes).toEqual([]);
  });

  it('names the form for that page, from its own field or from the call', async () => {
    expect(await toldTo('/signup', await redirected({ issues, redirectTo: '/signup' }, { _bag: 'tides' }))).toMatchObject({ bag: 'tides' });
    expect(await toldTo('/signup', await redirected({ issues, redirectTo: '/signup', bag: 'crew' }, { _bag: 'tides' }))).toMatchObject({ bag: 'crew' });
  });

  it.each<[string, Partial<PublicOutcome>, RegExp]>([
    ['the detail', { detail: 'The harbour is closed.' }, /^The harbour is closed\.$/],
    ['the title', {}, /^Bad Request$/],
    ['a request to send it again', { status: 403, resend: true }, /send it again/],
  ])('always has a message to show: %s', async (_, about, message) => {
    const note = await toldTo('/signup', await redirected({ redirectTo: '/signup', ...about }));
    expect(note?.issues).toEqual([{ message: expect.stringMatching(message), path: [] }]);
  });

  it('sends an Inertia page no old input, because the page still has it', async () => {
    const rendered = await redirected({ issues, redirectTo: '/signup' }, { boat: 'Petrel' }, { 'x-inertia': 'true', 'x-inertia-error-bag': 'crew' });
    const note = await toldTo('/signup', rendered);
    expect([note?.bag, { ...note?.old }]).toEqual(['crew', {}]);
  });

  it('rejects if no store keeps the flash, and the answer is the page in place', async () => {
    settings = productionForms({ store: { ...memoryFlash(), put: () => Promise.reject(new Error('down')) } });
    await expect(redirected({ issues, redirectTo: '/signup' })).rejects.toThrow('E_FLASH_STORE');
  });
});
