import { describe, expect, it } from 'vitest';
import { halyard, type Reply } from './fetch.ts';

const OPTIONS = { logger: false, environment: 'production', flash: { secret: 'a secret of at least thirty-two letters' } } as const;
const BROWSER = { accept: 'text/html', 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };

/** A form with a photo that is larger than Halyard would copy. */
function profile(): FormData {
  const data = new FormData();
  data.append('name', 'Ann');
  data.append('tags', 'sea');
  data.append('tags', 'sail');
  data.append('password', 'correct horse');
  data.append('photo', new File(['x'.repeat(400_000)], 'ann.png'));
  data.append('letter', new File([], ''));
  return data;
}

/** Sends the form, and returns the page that it goes back to. */
async function sentBack(read: (request: Request) => Promise<unknown>): Promise<string> {
  const fetch = halyard(OPTIONS).fetch(async (request: Request, reply: Reply) => {
    const { form } = reply;
    if (request.method === 'GET') return new Response(JSON.stringify([form.props('name').value, form.oldList('tags'), form.withheld, form.askAgain()]));
    await read(request);
    return reply.badRequest([{ path: ['name'], message: 'This name is taken.' }], '/profile');
  });
  const sent = await fetch(new Request('https://shop.example/profile', { method: 'POST', headers: BROWSER, body: profile() }));
  const cookie = sent.headers.getSetCookie().map((line) => line.split(';', 1)[0]);
  return (await fetch(new Request('https://shop.example/profile', { headers: { ...BROWSER, cookie: cookie.join('; ') } }))).text();
}

const ALL = ['Ann', ['sea', 'sail'], ['password', 'photo']];

describe('a form with a file', () => {
  it.each([
    ['request.formData()', (request: Request) => request.formData()],
    ['a clone', (request: Request) => request.clone().formData()],
    ['a clone of a clone', (request: Request) => request.clone().clone().formData()],
  ])('comes back with its text and asks for the file again, if the app has read it with %s', async (_, read) => {
    const [name, tags, withheld, askAgain] = JSON.parse(await sentBack(read)) as [string, string[], string[], string];
    expect([name, tags, withheld]).toEqual(ALL);
    expect(askAgain).toContain('Please choose your file again: <a href="#photo">Photo</a>');
    expect(askAgain).not.toContain('letter');
  });
});
