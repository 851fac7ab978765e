import multipart from '@fastify/multipart';
import Fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { halyard } from './fastify.ts';

const OPTIONS = { logger: false, environment: 'production', flash: { secret: 'a secret of at least thirty-two letters' } } as const;
const BROWSER = { accept: 'text/html', 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };

const part = (fields: string, value: string): string => `--XX\r\ncontent-disposition: form-data; ${fields}\r\n\r\n${value}\r\n`;
const file = (fields: string, value: string): string => part(`${fields}\r\ncontent-type: image/png`, value);
const FORM = `${part('name="name"', 'Ann')}${file('name="photo"; filename="ann.png"', 'PIXELS')}${file('name="letter"; filename=""', '')}--XX--\r\n`;

describe.each([true, 'keyValues'] as const)('a form with a file, with attachFieldsToBody %s', (attachFieldsToBody) => {
  it('comes back with its text, and asks for the file again', async () => {
    const app = Fastify();
    await app.register(halyard, OPTIONS);
    await app.register(multipart, { attachFieldsToBody });
    app.get('/profile', (_, { form }) => `${form.props('name').value} ${form.askAgain()}`);
    app.post('/profile', (_, reply) => reply.badRequest([{ path: ['name'], message: 'Taken.' }], '/profile'));
    const headers = { ...BROWSER, 'content-type': 'multipart/form-data; boundary=XX' };
    const sent = await app.inject({ method: 'POST', url: '/profile', payload: FORM, headers });
    const cookie = [sent.headers['set-cookie']].flat().map((line) => String(line).split(';', 1)[0]);
    const { payload } = await app.inject({ url: '/profile', headers: { ...BROWSER, cookie: cookie.join('; ') } });
    expect(payload).toBe('Ann <p class="ask-again">Please choose your file again: <a href="#photo">Photo</a></p>');
  });
});
