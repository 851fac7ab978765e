import Hapi from '@hapi/hapi';
import { describe, expect, it } from 'vitest';
import { halyard } from './hapi.ts';

const OPTIONS = { logger: false, environment: 'production', flash: { secret: 'a secret of at least thirty-two letters' } } as const;
const BROWSER = { accept: 'text/html', 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };

const part = (fields: string, value: string): string => `--XX\r\ncontent-disposition: form-data; ${fields}\r\n\r\n${value}\r\n`;
const file = (fields: string, value: string): string => part(`${fields}\r\ncontent-type: image/png`, value);
const FORM = `${part('name="name"', 'Ann')}${file('name="photo"; filename="ann.png"', 'PIXELS')}${file('name="pages"; filename="1.png"', 'PIXELS')}${file(
  'name="pages"; filename="2.png"',
  'PIXELS',
)}${file('name="letter"; filename=""', '')}--XX--\r\n`;

async function server(output: 'data' | 'annotated' | 'stream' | 'file'): Promise<Hapi.Server> {
  const app = Hapi.server();
  await app.register({ plugin: halyard, options: OPTIONS });
  const payload = { multipart: { output } };
  app.route([
    { method: 'GET', path: '/profile', handler: (_, h) => `${h.form.props('name').value} ${h.form.askAgain()}` },
    { method: 'POST', path: '/profile', options: { payload }, handler: (_, h) => h.badRequest([{ path: ['name'], message: 'Taken.' }], '/profile') },
    { method: 'POST', path: '/busy', options: { payload }, handler: (_, h) => h.serviceUnavailable() },
  ]);
  return app;
}

const send = (app: Hapi.Server, url: string) =>
  app.inject({ method: 'POST', url, payload: FORM, headers: { ...BROWSER, 'content-type': 'multipart/form-data; boundary=XX' } });

describe.each(['data', 'annotated', 'stream', 'file'] as const)('a form with files, with the output `%s` of hapi', (output) => {
  it('comes back with its text, and asks for the files again', async () => {
    const app = await server(output);
    const cookie = [(await send(app, '/profile')).headers['set-cookie']].flat().map((line) => String(line).split(';', 1)[0]);
    const { payload } = await app.inject({ url: '/profile', headers: { ...BROWSER, cookie: cookie.join('; ') } });
    expect(payload).toBe('Ann <p class="ask-again">Please choose your file again: <a href="#photo">Photo</a>, <a href="#pages">Pages</a></p>');
  });

  it('shows nothing of the files on an error page, and no place on the disk', async () => {
    const { payload } = await send(await server(output), '/busy');
    expect([...payload.matchAll(/<dt>(.*?)<\/dt>/g)].map(([, name]) => name)).toEqual(['name']);
    expect(payload).toContain('Please choose your file again: <strong>Photo</strong>, <strong>Pages</strong>');
    expect(payload).not.toMatch(/PIXELS|png|tmp/);
  });
});
