/** `test/app.test.ts`: the app as a browser and as a program see it. `listen` is the module that starts the app. */
export const APP_TEST = (listen: string): string => `import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { listen } from '${listen}';
«import type { Listening } from '${listen}';
»
const BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
const PROGRAM = { accept: 'application/json' };

let app«: Listening»;
let url«: string»;
before(async () => {
  // Every start of a test has a secret of its own. The app's is in .env.
  process.env.FLASH_SECRET = crypto.randomUUID();
  app = await listen(0);
  url = \`http://127.0.0.1:\${app.port}\`;
});
after(() => app.close());

test('the home page has the form', async () => {
  const answer = await fetch(url, { headers: BROWSER });
  assert.equal(answer.status, 200);
  assert.match(await answer.text(), /<form method="post" action="\\/messages"/);
});

test('a form that is not valid goes back to its page, with the errors and what was typed', async () => {
  const answer = await send({ ...BROWSER, origin: url, referer: \`\${url}/\` }, new URLSearchParams({ name: 'Ada', text: '' }));
  assert.equal(answer.status, 303);
  assert.equal(answer.headers.get('location'), '/');
  const page = await (await fetch(url, { headers: { ...BROWSER, cookie: cookiesOf(answer) } })).text();
  assert.match(page, /Write a message of at most 500 letters/);
  assert.match(page, /value="Ada"/);
});

test('a form that is valid goes back to its page, which has the message', async () => {
  const answer = await send({ ...BROWSER, origin: url, referer: \`\${url}/\` }, new URLSearchParams({ name: 'Ada', text: 'Hello <b>harbour</b>' }));
  assert.equal(answer.status, 303);
  const page = await (await fetch(url, { headers: { ...BROWSER, cookie: cookiesOf(answer) } })).text();
  assert.match(page, /Thank you, Ada/);
  assert.match(page, /Hello &lt;b&gt;harbour/);
});

test('a program gets the same errors as a problem document', async () => {
  const answer = await send({ ...PROGRAM, 'content-type': 'application/json' }, JSON.stringify({ name: 'Ada' }));
  assert.equal(answer.status, 400);
  const { errors } = «(»await answer.json()« as { errors: { detail: string; pointer: string }[] })»;
  assert.deepEqual(
    errors.map(({ detail, pointer }) => ({ detail, pointer })),
    [{ detail: 'Write a message of at most 500 letters.', pointer: '#/text' }],
  );
});

test('a program gets the address of the message that it sent', async () => {
  const answer = await send({ ...PROGRAM, 'content-type': 'application/json' }, JSON.stringify({ name: 'Grace', text: 'Hello' }));
  assert.equal(answer.status, 201);
  const message = await fetch(new URL(answer.headers.get('location')«!», url), { headers: PROGRAM });
  const { name } = «(»await message.json()« as { name: string })»;
  assert.equal(name, 'Grace');
});

test('an unknown message is a problem for a program, and views/404.ejs for a browser', async () => {
  const problem = await fetch(\`\${url}/messages/99\`, { headers: PROGRAM });
  assert.equal(problem.status, 404);
  const { detail } = «(»await problem.json()« as { detail: string })»;
  assert.equal(detail, 'There is no such message.');
  const page = await fetch(\`\${url}/messages/99\`, { headers: BROWSER });
  assert.equal(page.status, 404);
  assert.match(await page.text(), /There is no such message/);
});

function send(headers«: Record<string, string>», body«: URLSearchParams | string»)«: Promise<Response>» {
  return fetch(\`\${url}/messages\`, { method: 'POST', redirect: 'manual', headers, body });
}

/** The cookies that the next request sends. */
function cookiesOf(answer«: Response»)«: string» {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0])
    .join('; ');
}
`;

/** `test/drill.test.ts`: plays every error answer of the app. `entry` is its entry. */
export const DRILL_TEST = (entry: string): string => `import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { drill } from 'halyard/testing';

test('every error answer of the app is right', async () => {
  const report = await drill(join(import.meta.dirname, '${entry}'));
  assert.deepEqual(report.findings, []);
});
`;
