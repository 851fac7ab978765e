import { type Context, Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { halyard } from './hono.ts';

const OPTIONS = { logger: false, environment: 'production', flash: { secret: 'a secret of at least thirty-two letters' } } as const;
const BROWSER = { accept: 'text/html', 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };

/** Sends a form with a photo, and returns the page that it goes back to. */
async function sentBack(read: (c: Context) => Promise<unknown>): Promise<string> {
  const app = new Hono();
  halyard(app, OPTIONS);
  app.get('/profile', (c) => c.html(`${c.var.reply.form.props('name').value} ${c.var.reply.form.askAgain()}`));
  app.post('/profile', async (c) => {
    await read(c);
    return c.var.reply.badRequest([{ path: ['name'], message: 'This name is taken.' }], '/profile');
  });
  const body = new FormData();
  body.append('name', 'Ann');
  body.append('photo', new File(['x'.repeat(400_000)], 'ann.png'));
  body.append('letter', new File([], ''));
  const sent = await app.request('https://shop.example/profile', { method: 'POST', headers: BROWSER, body });
  const cookie = sent.headers.getSetCookie().map((line) => line.split(';', 1)[0]);
  return (await app.request('https://shop.example/profile', { headers: { ...BROWSER, cookie: cookie.join('; ') } })).text();
}

describe('a form with a file', () => {
  it.each([
    ['c.req.parseBody()', (c: Context) => c.req.parseBody()],
    ['c.req.formData()', (c: Context) => c.req.formData()],
    ['c.req.raw.formData()', (c: Context) => c.req.raw.formData()],
    ['c.req.raw.clone()', (c: Context) => c.req.raw.clone().formData()],
  ])('comes back with its text and asks for the file again, if the app has read it with %s', async (_, read) => {
    const page = await sentBack(read);
    expect(page).toContain('Ann <p class="ask-again">Please choose your file again: <a href="#photo">Photo</a></p>');
    expect(page).not.toContain('letter');
  });
});
