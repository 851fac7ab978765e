import { createHmac, randomFillSync } from 'node:crypto';
import realConnectFlash from 'connect-flash';
import { beforeEach, describe, expect, it } from 'vitest';
import type { IncomingRequest } from '../../core/ports/request.ts';
import { storeFlash } from '../flash/store-flash.ts';
import { Visit } from '../flash/visit.ts';
import { formSettings } from '../request/form-settings.ts';
import { memoryFlash } from '../stores/memory-flash.ts';
import { type ConnectFlash, connectFlash } from './connect-flash.ts';
import { PageForm } from './page-form.ts';

interface Requests {
  /** Sends a request of the same visitor, after the previous one. */
  next(): Promise<{ flash: ConnectFlash }>;
}

/** connect-flash itself, in a session that is one object. */
function theirs(): Requests {
  const session = {};
  return {
    next: async () => {
      const request = { session };
      realConnectFlash()(request as never, {} as never, () => {});
      return request as unknown as { flash: ConnectFlash };
    },
  };
}

/** Halyard's `req.flash`, in cookies. */
function ours(): Requests {
  const settings = formSettings(
    { flash: { store: memoryFlash() } },
    {
      mode: 'production',
      random: (bytes) => randomFillSync(bytes),
      hmac: (secret) => (text) => createHmac('sha256', secret).update(text).digest('base64url'),
      log: () => {},
    },
  );
  let page: PageForm | undefined;
  let cookies: readonly string[] = [];
  const flash = connectFlash((request: { page: PageForm }) => request.page);
  return {
    next: async () => {
      if (page !== undefined) cookies = (await page.keepPending(200, undefined)).map((field) => field.split(';', 1)[0] ?? '');
      const fields: Record<string, string> = { accept: 'text/html', cookie: cookies.join('; ') };
      const request = { transport: 'http', method: 'GET', url: '/', native: {}, header: (name: string) => fields[name] } as unknown as IncomingRequest;
      const visit = new Visit(settings, request);
      await visit.arrive();
      page = new PageForm(settings, request, visit, () => {});
      return { page, flash } as { flash: ConnectFlash };
    },
  };
}

describe.each([
  ['connect-flash', theirs],
  ['req.flash', ours],
])('%s', (_, make) => {
  let visitor: Requests;
  beforeEach(() => {
    visitor = make();
  });

  it('shows a message to the next request, by kind, once', async () => {
    const first = await visitor.next();
    expect([first.flash('info', 'Saved'), first.flash('info', 'Sent'), first.flash('error', 'Full')]).toEqual([1, 2, 1]);
    const second = await visitor.next();
    expect([second.flash('info'), second.flash('info'), second.flash('error'), second.flash('none')]).toEqual([['Saved', 'Sent'], [], ['Full'], []]);
    expect((await visitor.next()).flash('info')).toEqual([]);
  });

  it('returns all messages by kind, once', async () => {
    const first = await visitor.next();
    first.flash('info', 'Saved');
    first.flash('error', 'Full');
    const second = await visitor.next();
    expect(second.flash()).toEqual({ info: ['Saved'], error: ['Full'] });
    expect(second.flash('info')).toEqual([]);
  });

  it('shows a message in the request that kept it, and not in the next one', async () => {
    const first = await visitor.next();
    first.flash('info', 'Saved');
    expect(first.flash('info')).toEqual(['Saved']);
    first.flash('error', 'Full');
    expect(first.flash()).toEqual({ error: ['Full'] });
    expect((await visitor.next()).flash()).toEqual({});
  });

  it('takes a list, and values as util.format does', async () => {
    const { flash, ...rest } = await visitor.next();
    const request = { ...rest, flash };
    expect(request.flash('list', ['One', 'Two'])).toBe(2);
    request.flash('format', '%s has %d boats %%', 'Ann', '2');
    request.flash('more', 'Hello', 'Ann', 'Ben');
    request.flash('plain', '100%% of %s');
    expect(request.flash()).toEqual({ list: ['One', 'Two'], format: ['Ann has 2 boats %'], more: ['Hello Ann Ben'], plain: ['100%% of %s'] });
  });

  it('reads if the message is empty', async () => {
    const first = await visitor.next();
    first.flash('info', 'Saved');
    expect(first.flash('info', '')).toEqual(['Saved']);
  });
});

describe('req.flash', () => {
  it('has the errors of a form as the kind `errors`', async () => {
    const settings = formSettings(
      { flash: { store: memoryFlash() } },
      { mode: 'production', random: (bytes) => randomFillSync(bytes), hmac: () => (text) => text, log: () => {} },
    );
    const request = (cookie: string): IncomingRequest =>
      ({
        transport: 'http',
        method: 'GET',
        url: '/',
        native: {},
        header: (name: string) => ({ accept: 'text/html', cookie })[name],
      }) as unknown as IncomingRequest;
    const issues = [
      { message: 'Enter your name.', path: ['name'] },
      { message: 'Closed.', path: [] },
    ];
    const [cookie = ''] = await storeFlash(settings, request(''), { to: '/', bag: '', issues, old: {}, messages: {} });
    const visit = new Visit(settings, request(cookie.split(';', 1)[0] ?? ''));
    await visit.arrive();
    const flash = connectFlash(() => new PageForm(settings, request(''), visit, () => {}));
    expect({ flash }.flash('errors')).toEqual([{ message: 'Enter your name.', field: 'name', code: '' }, 'Closed.']);
  });

  it('does nothing if there is no reply that could keep a message', () => {
    const request = { flash: connectFlash(() => undefined) };
    expect([request.flash(), request.flash('info'), request.flash('info', 'Saved')]).toEqual([{}, [], 0]);
  });
});
